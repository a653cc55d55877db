//! Codes in plain words.

use super::Names;

impl Names {
    /// A code in words: "North Korea", "the government of North Korea", "US intelligence", "media of the United
    /// States", "Reuters". A code that no file names still reads: "technology directorate (the military of North
    /// Korea)".
    pub fn in_words(&self, code: &str) -> String {
        if let Some(entity) = self.entity(code) {
            return entity.name.to_string();
        }
        let parts: Vec<&str> = code.split(':').collect();
        match *parts.as_slice() {
            ["XXX"] => "somebody not named".to_owned(),
            // Who is said to be between the two ends of what was done directly.
            ["none"] => "nobody".to_owned(),
            ["any"] => "anyone".to_owned(),
            ["XXX", sector] => unnamed(sector).map_or_else(|| code.to_owned(), str::to_owned),
            // An outlet that no file names: its own name says more than "media, state not said" would.
            ["XXX", "MED", slug] => titled(slug),
            ["IGO"] => "an international organisation".to_owned(),
            ["REB"] => "an armed group".to_owned(),
            ["BUS"] => "a company".to_owned(),
            ["NGO"] => "a non-governmental organisation".to_owned(),
            ["IGO" | "REB" | "BUS" | "NGO", slug] => titled(slug),
            [state, "SPY"] if self.adjective(state).is_some() => {
                format!("{} intelligence", self.adjective(state).unwrap_or_default())
            }
            [state, sector] => match (self.entity(state), of_state(sector)) {
                (Some(state), Some(sector)) => format!("{sector} of {}", state.name),
                _ => code.to_owned(),
            },
            [state, "GOV", slug @ ("mod" | "mfa" | "parliament" | "un-mission")]
                if self.entity(state).is_some() =>
            {
                let body = match slug {
                    "mod" => "the defence ministry",
                    "mfa" => "the foreign ministry",
                    "parliament" => "the parliament",
                    _ => "the mission to the United Nations",
                };
                format!("{body} of {}", self.in_words(state))
            }
            [state, sector, slug] if of_state(sector).is_some() => {
                format!("{} ({})", titled(slug), self.in_words(&format!("{state}:{sector}")))
            }
            _ => match code.rsplit_once(':') {
                // Longer codes are few parts deep wherever they come from us; the loop below keeps it so for others.
                Some((_, slug)) => format!("{} ({})", titled(slug), self.nearest(code)),
                None => code.to_owned(),
            },
        }
    }

    /// The nearest holder above `code` that some file names, in words; else the code's first part.
    fn nearest(&self, code: &str) -> String {
        let mut above = code;
        while let Some((parent, _)) = above.rsplit_once(':') {
            if let Some(entity) = self.entity(parent) {
                return entity.name.to_string();
            }
            above = parent;
        }
        above.to_owned()
    }
}

/// A sector of a state that is named, as in "... of North Korea".
fn of_state(sector: &str) -> Option<&'static str> {
    Some(match sector {
        "GOV" => "the government",
        "MIL" => "the military",
        "SPY" => "intelligence",
        "MED" => "media",
        "REB" => "armed groups",
        "BUS" => "companies",
        "NGO" => "non-governmental organisations",
        "LEG" => "the parliament",
        "JUD" => "the courts",
        "OPP" => "the opposition",
        "EDU" => "experts",
        "CVL" => "civilians",
        _ => return None,
    })
}

/// A sector of no state that was said.
fn unnamed(sector: &str) -> Option<&'static str> {
    Some(match sector {
        "GOV" => "officials, state not said",
        "MIL" => "military, state not said",
        "SPY" => "intelligence, state not said",
        "MED" => "media, state not said",
        "REB" => "armed groups, not named",
        "BUS" => "companies, not named",
        "NGO" => "non-governmental organisations, not named",
        "LEG" => "members of parliament, state not said",
        "JUD" => "courts, state not said",
        "OPP" => "opposition, state not said",
        "EDU" => "experts, not named",
        "CVL" => "civilians, state not said",
        _ => return None,
    })
}

/// "new-york-times" as "New York Times".
fn titled(slug: &str) -> String {
    let mut words = String::with_capacity(slug.len());
    for (at, part) in slug.split('-').filter(|part| !part.is_empty()).enumerate() {
        if at > 0 {
            words.push(' ');
        }
        let mut characters = part.chars();
        words.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        words.push_str(characters.as_str());
    }
    words
}
