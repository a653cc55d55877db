//! `gainsay serve`: the ledger in a browser.

use super::place::Place;
use crate::{Outcome, tell};
use anyhow::Context;
use gainsay_desk::{Desk, Settings};
use std::io::{Write, stdout};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

const EXAMPLES: &str = "\
Examples:
  gainsay serve --open
  gainsay serve --ledger sample.db --port 8080
  GAINSAY_TOKEN=\"$(openssl rand -hex 16)\" gainsay serve --address 0.0.0.0 --host desk.example

Whoever can reach the address can read the ledger and enter decisions. On loopback that is every program of this machine; on
any other address a token of 16 letters or more is needed, and the connection should be one that nobody listens in on.";

/// Opens the ledger in a browser, with a JSON API
///
/// Serves the desk: disputes, pages, holders, what people decide, and the JSON API under /api/v1. It asks for nothing from
/// anywhere, and answers only to names it knows.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The port; 0 takes one that is free
    #[arg(long, value_name = "N", default_value_t = 7007)]
    port: u16,
    /// The address to listen on; on one that others can reach GAINSAY_TOKEN must be set
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// A name that the desk answers to beside localhost and its own address; once for each
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Fetch pages whose addresses are given: http(s), from the public internet only
    #[arg(long)]
    fetch: bool,
    /// Open it in the browser
    #[arg(long)]
    open: bool,
}

/// Runs the command.
pub fn run(args: &Args, place: &Place) -> anyhow::Result<Outcome> {
    let mut settings = Settings::new(place.path()?);
    settings.frames = place.frames().to_vec();
    settings.address = args.address;
    settings.hosts = args.host.clone();
    settings.fetch = args.fetch;
    settings.token = std::env::var("GAINSAY_TOKEN").ok();
    // As `gainsay add` does, with the folder of the usual place.
    drop(place.open()?);
    let desk = Desk::open(settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context("no threads to serve with")?;
    runtime.block_on(desk.serve(args.port, |address| {
        let address = format!("http://{}/", reachable(address));
        let _ = writeln!(stdout(), "{address}");
        tell("Ctrl-C ends it");
        if args.open {
            open(&address);
        }
    }))?;
    Ok(Outcome::Done)
}

/// An address that can be asked for: one that stands for all of them cannot.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Opens an address by whatever this system opens addresses with.
fn open(address: &str) {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    if std::process::Command::new(program).args(before).arg(address).spawn().is_err() {
        tell(&format!("no browser was found; open {address}"));
    }
}
