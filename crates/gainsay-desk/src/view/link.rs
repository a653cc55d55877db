//! Where things are on this desk, and where a page stood on the web.

use gainsay::record::{Holder, PageId, PositionRef};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Letters that stand for themselves in a path or a field of an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How many words of a quotation find it on its page.
const FRAGMENT: usize = 8;

/// Text as it may stand in an address.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// A dispute.
pub(crate) fn dispute(id: &str) -> String {
    format!("/dispute/{}", encoded(id))
}

/// A page.
pub(crate) fn page(id: PageId) -> String {
    format!("/page/{}", short(id))
}

/// A page with one position lit.
pub(crate) fn position(page: PageId, position: u32) -> String {
    format!("/page/{}?at=p{}#p{}", short(page), position + 1, position + 1)
}

/// A page with one statement lit.
pub(crate) fn statement(page: PageId, statement: u32) -> String {
    format!("/page/{}?at=s{}#s{}", short(page), statement + 1, statement + 1)
}

/// A position as addresses and forms name it: `PAGE:p1`.
pub(crate) fn item(at: PositionRef) -> String {
    format!("{}:p{}", short(at.page), at.position + 1)
}

/// Where a position is confirmed, rejected or corrected.
pub(crate) fn review(page: PageId, position: u32) -> String {
    format!("/review/{}/p{}", short(page), position + 1)
}

/// All that a holder has said.
pub(crate) fn holder(holder: &Holder) -> String {
    format!("/holder/{}", encoded(holder.as_str()))
}

/// As much of a page's id as names it on any desk.
pub(crate) fn short(id: PageId) -> String {
    id.to_string().chars().take(16).collect()
}

/// The address of a page on the web with its first words to be found there (a text fragment); `None` where it is no
/// address of the web.
pub(crate) fn original(url: &str, words: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    if !(lower.starts_with("https://") || lower.starts_with("http://")) || url.chars().any(|c| c.is_control())
    {
        return None;
    }
    let words: Vec<&str> = words.split_whitespace().take(FRAGMENT).collect();
    if words.is_empty() {
        return Some(url.to_owned());
    }
    let base = url.split('#').next().unwrap_or(url);
    // A dash would part the words from those before and after them.
    Some(format!("{base}#:~:text={}", encoded(&words.join(" ")).replace('-', "%2D")))
}

/// Whether an address leads to another page of this desk, and nowhere else.
pub(crate) fn is_own(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && address.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        assert_eq!(original("javascript:alert(1)", "x"), None);
        assert_eq!(original("data:text/html,x", "x"), None);
        assert_eq!(
            original("https://example.org/a#b", "never-before “sold” arms").as_deref(),
            Some("https://example.org/a#:~:text=never%2Dbefore%20%E2%80%9Csold%E2%80%9D%20arms")
        );
    }

    #[test]
    fn one_goes_back_to_this_desk_alone() {
        for address in ["/", "/dispute/1?side=denies#p1"] {
            assert!(is_own(address), "{address}");
        }
        for address in ["", "//example.org", "/\\example.org", "https://example.org", "/a\r\nb", "dispute"] {
            assert!(!is_own(address), "{address}");
        }
    }
}
