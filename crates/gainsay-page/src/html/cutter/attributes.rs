//! The attributes of the element under way.

/// Those that matter here; the buffers are used again for the next element.
#[derive(Default)]
pub(super) struct Attributes {
    pairs: Vec<(&'static str, String)>,
    used: usize,
    /// How many there were, wanted or not.
    pub count: usize,
    /// Whether the value that comes next is wanted.
    wanted: bool,
}

const WANTED: &[&str] = &[
    "name", "property", "itemprop", "content", "class", "id", "href", "rel", "datetime", "role", "type",
    "hidden", "style", "lang", "pubdate",
];

impl Attributes {
    /// Forgets those of the element before.
    pub fn clear(&mut self) {
        self.used = 0;
        self.count = 0;
        self.wanted = false;
    }

    /// The next begins: whether its value is wanted. Of two of one name the first counts.
    pub fn begin(&mut self, name: &[u8]) -> bool {
        self.count += 1;
        self.wanted = false;
        let Some(known) = WANTED.iter().find(|wanted| wanted.as_bytes() == name) else { return false };
        if self.used <= WANTED.len() && self.get(known).is_none() {
            match self.pairs.get_mut(self.used) {
                Some(pair) => {
                    pair.0 = known;
                    pair.1.clear();
                }
                None => self.pairs.push((known, String::new())),
            }
            self.used += 1;
            self.wanted = true;
        }
        self.wanted
    }

    /// The value of the one that began last.
    pub fn value(&mut self, value: &str) {
        if self.wanted
            && let Some(pair) = self.pairs.get_mut(self.used.wrapping_sub(1))
        {
            pair.1.push_str(value);
        }
        self.wanted = false;
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs[..self.used].iter().find(|pair| pair.0 == name).map(|pair| &*pair.1)
    }
}
