//! What a ledger costs: pages a second, memory, room on disk, and how fast it answers.
//!
//! The pages are made up here, from our own sentences: HTML with furniture, about a dozen paragraphs, one to four of which
//! speak of a transfer between two states. Which transfer follows Zipf's law, so that a few disputes are large and most are
//! small; three pages in ten reprint an earlier one under another outlet's name. The same number gives the same page.

use anyhow::{Context, ensure};
use gainsay::ledger::{Filter, Within};
use gainsay::{Adding, Keeper, Known, Progress, Source};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How many pages to make.
#[derive(clap::Args)]
pub struct Args {
    /// Pages
    #[arg(long, default_value_t = 10_000)]
    pages: u64,
    /// How many are read at once [default: one a processor]
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    /// How often each question is asked
    #[arg(long, default_value_t = 50)]
    rounds: usize,
}

/// States between whom arms go, by name; pairs of them are the disputes.
const STATES: [&str; 20] = [
    "North Korea",
    "Russia",
    "Iran",
    "China",
    "Turkey",
    "Serbia",
    "Belarus",
    "Pakistan",
    "Ukraine",
    "Ethiopia",
    "Sudan",
    "Libya",
    "Armenia",
    "Azerbaijan",
    "Israel",
    "India",
    "Egypt",
    "South Africa",
    "Myanmar",
    "Mali",
];
const ITEMS: [&str; 8] =
    ["artillery shells", "drones", "rockets", "tanks", "ammunition", "rifles", "missiles", "weapons"];
const WORDS: [&str; 48] = [
    "harbour", "council", "winter", "harvest", "minister", "railway", "budget", "market", "river", "school",
    "bridge", "festival", "hospital", "court", "station", "weather", "engine", "company", "village",
    "museum", "factory", "garden", "library", "road", "ship", "letter", "hotel", "concert", "season",
    "valley", "coast", "office", "tower", "theatre", "farm", "field", "forest", "island", "border", "square",
    "street", "union", "paper", "energy", "water", "grain", "copper", "steel",
];

/// A small generator (SplitMix64), so that the pages are the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }

    /// From 0 to `n` (exclusive), the number `k` about as often as `1 / (k + 1)`.
    fn zipf(&mut self, n: u64) -> u64 {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((n as f64 + 1.0).powf(share) as u64 - 1).min(n - 1)
    }
}

/// The HTML of page `number`.
fn page(number: u64) -> String {
    let mut own = Random(number);
    // Of a reprint the story is that of an earlier page, the rest its own.
    let story =
        if number > 10 && own.below(10) < 3 { number - 1 - own.below(number.min(200)) } else { number };
    let mut random = Random(story ^ 0x5EED);
    let pair = random.zipf((STATES.len() * (STATES.len() - 1)) as u64);
    let from = (pair % STATES.len() as u64) as usize;
    let to = (from + 1 + (pair / STATES.len() as u64) as usize) % STATES.len();
    let (from, to) = (STATES[from], STATES[to]);
    let day = 1 + random.below(28);
    let month = 1 + random.below(12);
    let outlet = format!("The {} Courier", capital(WORDS[own.below(40) as usize]));
    let item = random.of(&ITEMS);
    let mut body = String::new();
    let title = format!("{from} and {to}: the {} of the {}", random.of(&WORDS), random.of(&WORDS));
    let about = 1 + random.below(4);
    for at in 0..10 {
        let claim = match random.below(6) {
            _ if at % 3 != 1 || at / 3 >= about => String::new(),
            0 => format!("The foreign ministry of {from} denied that it had sold {item} to {to}."),
            1 => format!("The government of {to} denied that it had bought {item} from {from}."),
            2 => format!("The State Department said that {from} had delivered {item} to {to}."),
            3 => format!("Western officials said that {from} was selling {item} to {to}."),
            4 => format!("The Kremlin declined to comment on whether {from} had sent {item} to {to}."),
            _ => format!(
                "British media, citing intelligence sources, reported that {from} had supplied {item} to {to}."
            ),
        };
        let mut words = String::new();
        for _ in 0..28 {
            let _ = write!(words, " the {} of the {}", random.of(&WORDS), random.of(&WORDS));
        }
        let _ = writeln!(body, "<p>{claim} The mayor said{words} would be open.</p>");
    }
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{title} | {outlet}</title>\
         <meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"2022-{month:02}-{day:02}T08:00:00Z\">\
         <link rel=\"canonical\" href=\"https://example.org/{number}\"></head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/world\">World</a> <a href=\"/sport\">Sport</a></nav>\
         <article><h1>{title}</h1>\n{body}</article>\
         <aside><p>Subscribe to our newsletter</p><p>Read also: {} {}</p></aside>\
         <footer><p>© 2022 {outlet}. All rights reserved. No. {number}</p></footer></body></html>",
        own.of(&WORDS),
        own.of(&WORDS)
    )
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let folder = Folder::new()?;
    let mut sources = Vec::new();
    let mut bytes = 0;
    for number in 0..args.pages {
        let path = folder.0.join(format!("{number}.html"));
        let html = page(number);
        bytes += html.len() as u64;
        std::fs::write(&path, html).with_context(|| path.display().to_string())?;
        sources.push(Source::File(path));
    }
    let file = folder.0.join("ledger.db");
    let mut keeper = Keeper::open(&file)?;
    let threads =
        args.threads.unwrap_or_else(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
    let how = Adding { known: Known::default(), threads, now: || "2022-12-01T00:00:00Z".to_owned() };
    let began = Instant::now();
    let mut read = Duration::ZERO;
    let mut at_tenth = 0;
    let mut seen = 0;
    let summary = keeper.add(&sources, &how, |progress| {
        if let Progress::Page(..) = progress {
            seen += 1;
            read = began.elapsed();
            if seen == args.pages / 10 {
                at_tenth = peak();
            }
        }
    })?;
    let all = began.elapsed();
    ensure!(summary.unread == 0, "{} pages could not be read", summary.unread);
    let counts = keeper.ledger().counts()?;
    println!(
        "pages            {} of {} bytes each, on {threads} threads",
        summary.new,
        bytes / args.pages.max(1)
    );
    println!(
        "found            {} statements, {} positions, {} disputes",
        counts.statements, counts.positions, counts.disputes
    );
    println!("read and stored  {:.0} pages/s", args.pages as f64 / read.as_secs_f64());
    println!(
        "with disputes    {:.0} pages/s ({:.2} s for the disputes)",
        args.pages as f64 / all.as_secs_f64(),
        (all - read).as_secs_f64()
    );
    println!("peak memory      {at_tenth} kB after a tenth of the pages, {} kB at the end", peak());

    drop(keeper);
    let keeper = Keeper::open_to_read(&file)?;
    let listed = keeper.disputes(&Filter::default(), false)?;
    let first = listed.first().context("no dispute")?.clone();
    println!(
        "most contested   {}: {} pages, {} positions",
        first.title,
        first.pages,
        first.sides.iter().map(|(_, n)| n).sum::<u64>()
    );
    timed("disputes", args.rounds, || Ok(keeper.disputes(&Filter::default(), false)?))?;
    let filter = Filter {
        party: Some("PRK".to_owned()),
        from: gainsay::record::Edtf::parse("2022-06"),
        ..Filter::default()
    };
    timed("  filtered", args.rounds, || Ok(keeper.disputes(&filter, false)?))?;
    // As the command line shows it: forty positions of each list.
    timed("show", args.rounds, || {
        let dispute = keeper.dispute(&first.id)?;
        let ends = |(_, positions): &(_, Vec<gainsay::record::PositionRef>)| -> Vec<_> {
            positions.iter().take(30).chain(positions.iter().rev().take(10)).map(|at| at.page).collect()
        };
        let pages: BTreeSet<_> = dispute.sides.iter().chain(&dispute.beneath).flat_map(ends).collect();
        Ok(keeper.pages(&pages)?)
    })?;
    timed("search", args.rounds, || Ok(keeper.search("shells denied", Within::Statements, 10)?))?;
    drop(keeper);

    let mut keeper = Keeper::open(&file)?;
    let path = folder.0.join("one-more.html");
    std::fs::write(&path, page(args.pages).replace("</article>", "<p>One more.</p></article>"))?;
    let began = Instant::now();
    keeper.add(&[Source::File(path)], &how, |_| {})?;
    println!("one more page    {:.1} ms", began.elapsed().as_secs_f64() * 1000.0);
    drop(keeper);
    println!("on disk          {} bytes a page", std::fs::metadata(&file)?.len() / args.pages.max(1));
    Ok(())
}

/// How long something takes: half of the time no longer than the first figure, 19 times of 20 no longer than the second.
fn timed<T>(what: &str, rounds: usize, work: impl Fn() -> anyhow::Result<T>) -> anyhow::Result<()> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds.max(1) {
        let began = Instant::now();
        work()?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100].as_secs_f64() * 1000.0;
    println!("{what:16} p50 {:.1} ms, p95 {:.1} ms", at(50), at(95));
    Ok(())
}

/// The most memory that this process has held so far, in kB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(0)
}

/// A folder that goes when the work is done.
struct Folder(PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("gainsay-lab-{}", std::process::id()));
        std::fs::create_dir(&path).with_context(|| path.display().to_string())?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system.
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_is_the_same_page_and_some_stories_are_reprinted() {
        assert_eq!(page(7), page(7));
        let story = |number| {
            let html = page(number);
            html.split("<h1>")
                .nth(1)
                .and_then(|rest| rest.split("</article>").next())
                .unwrap_or_default()
                .to_owned()
        };
        let stories: BTreeSet<String> = (0..200).map(story).collect();
        assert!((120..170).contains(&stories.len()), "{} stories on 200 pages", stories.len());
    }
}
