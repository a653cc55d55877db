//! The style and the script, compiled in. Their addresses change with their content, so a browser keeps them for good.

use crate::desk::Desk;
use crate::trouble::Trouble;
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../assets/desk.css");
const SCRIPT: &str = include_str!("../assets/desk.js");
const ICON: &str = include_str!("../assets/icon.svg");

/// A file that a page may ask for.
struct Asset {
    address: String,
    kind: &'static str,
    content: &'static str,
}

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        ("desk", "css", "text/css; charset=utf-8", STYLE),
        ("desk", "js", "text/javascript; charset=utf-8", SCRIPT),
        ("icon", "svg", "image/svg+xml", ICON),
    ]
    .map(|(name, ending, kind, content)| {
        let hash: String = Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Asset { address: format!("/assets/{name}.{hash}.{ending}"), kind, content }
    })
});

/// The address of the style.
pub(crate) fn style() -> &'static str {
    &ASSETS[0].address
}

/// The style itself, for what is to be handed on in one file.
pub(crate) fn style_sheet() -> &'static str {
    STYLE
}

/// The address of the script.
pub(crate) fn script() -> &'static str {
    &ASSETS[1].address
}

/// The address of the icon.
pub(crate) fn icon() -> &'static str {
    &ASSETS[2].address
}

pub(crate) fn router() -> Router<Desk> {
    Router::new().route("/assets/{name}", get(asset))
}

async fn asset(Path(name): Path<String>) -> Response {
    let found = ASSETS.iter().find(|asset| asset.address.strip_prefix("/assets/") == Some(&name));
    match found {
        Some(asset) => {
            let kept = "public, max-age=31536000, immutable";
            ([(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, kept)], asset.content)
                .into_response()
        }
        None => Trouble::missing("there is nothing at this address").into_response(),
    }
}
