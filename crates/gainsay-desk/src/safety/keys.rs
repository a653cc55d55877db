//! What only this process knows, and what it signs with it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A secret that is made when a desk opens and kept nowhere.
pub(crate) struct Keys([u8; 64]);

impl Keys {
    /// A new one; `None` where the system has no random numbers.
    pub fn random() -> Option<Self> {
        let mut secret = [0; 64];
        getrandom::fill(&mut secret).ok()?;
        Some(Self(secret))
    }

    /// The sign of `text` for one purpose, in hex.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        hex(&self.mac(purpose, text).finalize().into_bytes())
    }

    /// Whether `sign` is that of `text` for this purpose. Takes the same time for every wrong one.
    pub fn has_signed(&self, purpose: &str, text: &str, sign: &str) -> bool {
        let right = self.sign(purpose, text);
        subtle::ConstantTimeEq::ct_eq(right.as_bytes(), sign.as_bytes()).into()
    }

    /// Whether two secrets are the same, whatever their lengths, without telling how far they agree.
    pub fn same(&self, one: &str, other: &str) -> bool {
        self.has_signed("same", one, &self.sign("same", other))
    }

    fn mac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new(&self.0.into());
        for part in [purpose.as_bytes(), b"\0", text.as_bytes()] {
            mac.update(part);
        }
        mac
    }
}

/// So many random letters, twice as many as bytes; `None` where the system has no random numbers.
pub(crate) fn random_hex() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_holds_for_one_text_one_purpose_and_one_desk() {
        let (ours, theirs) = (Keys::random().expect("random"), Keys::random().expect("random"));
        let sign = ours.sign("form", "session");
        assert!(ours.has_signed("form", "session", &sign));
        assert!(!ours.has_signed("form", "other", &sign));
        assert!(!ours.has_signed("in", "session", &sign));
        assert!(!theirs.has_signed("form", "session", &sign));
        assert!(!ours.has_signed("form", "session", ""));
        assert!(ours.same("a", "a") && !ours.same("a", "ab"));
    }
}
