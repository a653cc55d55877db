//! What the start tags say of the page itself.

use super::{Capture, Cutter};

impl Cutter<'_> {
    /// Takes what the start tag says of the page.
    pub(super) fn collect(&mut self, name: &[u8]) {
        let pieces = self.document.pieces.len() as u32;
        let metadata = &mut self.document.metadata;
        let attributes = &self.attributes;
        let get = |name: &str| attributes.get(name);
        match name {
            b"html" => metadata.set_language(get("lang").unwrap_or_default()),
            b"title" if self.hidden == 0 && metadata.wants_title() => self.capture = Some(Capture::Title),
            b"script"
                if get("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                metadata.begin_linked();
                self.capture = Some(Capture::LinkedData);
            }
            b"link" if get("rel").is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical")) => {
                metadata.set_canonical(get("href").unwrap_or_default());
            }
            b"time" => {
                let published = get("pubdate").is_some()
                    || get("itemprop").is_some_and(|prop| prop.contains("datePublished"))
                    || get("class")
                        .is_some_and(|class| class.contains("publish") && !class.contains("updated"));
                let modified = get("itemprop").is_some_and(|prop| prop.contains("dateModified"))
                    || get("class")
                        .is_some_and(|class| class.contains("updated") && !class.contains("publish"));
                if !modified {
                    metadata.add_time(get("datetime").unwrap_or_default(), pieces, published);
                }
            }
            _ => {
                let key = get("property").or(get("name")).or(get("itemprop"));
                if let (Some(key), Some(content)) = (key, get("content")) {
                    metadata.add_pair(key, content);
                }
            }
        }
    }
}
