//! Which holder stands under which.

use super::Names;

/// The sectors whose words are the state's own: `PRK:GOV` stands under `PRK`. Outlets, companies, armed groups, members
/// of parliament, courts and citizens do not speak for their state.
const OF_THE_STATE: [&str; 3] = ["GOV", "MIL", "SPY"];

impl Names {
    /// Whether what `a` says, `b` says too: `a` is `b` or stands under it. `PRK:GOV:mod` stands under `PRK:GOV` and
    /// `PRK:MIL`, these under `PRK`.
    ///
    /// A code stands under what is left of it when its last part is taken away, and under what the data names besides.
    /// Two exceptions: of the sectors only government, military and intelligence stand under the state; and nothing
    /// stands under a code that names nobody (`XXX`, `XXX:SPY`, a bare `REB`), for two unnamed sources need not be one.
    /// This is a partial order; a test holds it against all codes of the data.
    pub fn stands_under(&self, a: &str, b: &str) -> bool {
        let mut reached = vec![a];
        let mut next = 0;
        while let Some(&code) = reached.get(next) {
            if code == b || is_defence_ministry(code, b) {
                return true;
            }
            self.parents(code, |parent| {
                if !reached.contains(&parent) {
                    reached.push(parent);
                }
            });
            next += 1;
        }
        false
    }

    /// Calls `each` with every holder that stands directly above `code`.
    fn parents<'a>(&'a self, code: &'a str, mut each: impl FnMut(&'a str)) {
        if let Some((parent, last)) = code.rsplit_once(':') {
            let nobody = parent.starts_with("XXX") || matches!(parent, "IGO" | "REB" | "BUS" | "NGO" | "MED");
            let sector_of_state = !parent.contains(':') && parent != "IGO";
            if !nobody && (!sector_of_state || OF_THE_STATE.contains(&last)) {
                each(parent);
            }
        }
        for parent in self.under.get(code).into_iter().flatten() {
            each(parent);
        }
    }
}

/// Whether `code` is a state's defence ministry as readers of any page spell it (`PRK:GOV:mod`) and `military` the
/// armed forces of that state: the one ministry that every state may have and no file needs to list.
fn is_defence_ministry(code: &str, military: &str) -> bool {
    let state = code.strip_suffix(":GOV:mod");
    state.is_some() && state == military.strip_suffix(":MIL")
}
