//! What is new in the disputes of a ledger.

use super::paint::{FAINT, Look, MARKED, TITLE};
use super::{safe, terms};
use gainsay::record::Side;
use gainsay::{Event, Knowledge, News};

/// The news, dispute by dispute.
pub fn news(news: &[News], known: &Knowledge, look: Look) -> String {
    if news.is_empty() {
        return "Nothing new.\n".to_owned();
    }
    let mut out = String::new();
    let mut before = "";
    for one in news {
        if one.dispute != before {
            if !out.is_empty() {
                out.push('\n');
            }
            let title = format!(
                "{}  {}",
                look.paint(TITLE, &safe::line(&one.title)),
                look.paint(FAINT, &one.dispute)
            );
            out += &look.wrap(&title, "", "  ");
            before = &one.dispute;
        }
        let words = terms::news::event(&one.what, known);
        let style = match one.what {
            Event::Stance(_) | Event::Side { side: Side::Denies, .. } => MARKED,
            _ => super::paint::PLAIN,
        };
        out += &look.wrap(&look.paint(style, &words), "  ", "    ");
    }
    out
}
