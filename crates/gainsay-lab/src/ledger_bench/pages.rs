//! Made-up pages with what was read from them.
//!
//! A page is HTML with some furniture and about six hundred words, of which two sentences in ten name somebody who says
//! something, and one to three speak of a transfer between two states. The words are made up as well, and follow Zipf's law,
//! so that they compress as news does. Which two states follows Zipf's law over all pairs of them, so that few disputes are
//! large and most are small; three pages in ten reprint an earlier one under another outlet's name. The same number gives
//! the same page.
//!
//! The sentences are ours, and the reader reads them; the reading made here says the same without it, for at a million pages
//! the reading would be measured and not the ledger.

use gainsay::ledger::page_id;
use gainsay_knowledge::{EntityKind, Knowledge};
use gainsay_record::{
    Act, Article, Block, BlockKind, Edtf, Holder, Item, Kind, Language, Level, Method, Mode, Naming,
    Position, Proposition, Provenance, Published, Reading, RoleFiller, Span, Stance, Statement, StatementId,
};
use std::fmt::Write;

/// How many made-up words there are.
const WORDS: usize = 40_000;

/// How many outlets print them.
const OUTLETS: u64 = 600;

/// Of how many pages before it a page can be a reprint.
const REPRINTED: u64 = 400;

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

    /// From 0 to `n` (exclusive), the number `k` about as often as `1 / (k + 1)`.
    fn zipf(&mut self, n: u64) -> u64 {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((n as f64 + 1.0).powf(share) as u64 - 1).min(n - 1)
    }
}

/// A page with its reading.
pub struct Made {
    /// The page.
    pub html: String,
    /// What was read from it.
    pub reading: Reading,
    /// Where it was seen.
    pub path: String,
}

/// Makes pages.
pub struct Press {
    /// Code and name of each state.
    states: Vec<(String, String)>,
    words: Vec<String>,
}

/// One sentence of a transfer.
struct Claim {
    source: String,
    cue: &'static str,
    content: String,
    holder: String,
    named: Naming,
    stance: Stance,
    act: Act,
    stage: &'static str,
}

const ITEMS: [(&str, &str); 6] = [
    ("artillery shells", "shells"),
    ("drones", "drones"),
    ("rockets", "rockets"),
    ("tanks", "tanks"),
    ("ammunition", "ammunition"),
    ("missiles", "missiles"),
];

impl Press {
    pub fn new(known: &Knowledge) -> Self {
        let states = known.names.entities().iter().filter(|entity| entity.kind == EntityKind::State);
        let states = states.map(|entity| (entity.code.to_string(), known.names.in_words(&entity.code)));
        let mut random = Random(7);
        let syllables =
            ["ba", "den", "fi", "gor", "hal", "ki", "lo", "mar", "nu", "per", "ro", "sta", "ti", "ver"];
        let mut word = |at: usize| {
            let length = 1 + (at > 50) as u64 + (at > 2000) as u64 + random.below(2);
            (0..length).map(|_| syllables[random.below(14) as usize]).collect::<String>()
                + ["", "s", "en", "al"][random.below(4) as usize]
        };
        Self { words: (0..WORDS).map(&mut word).collect(), states: states.collect() }
    }

    /// How many disputes there can be.
    pub fn pairs(&self) -> u64 {
        let states = self.states.len() as u64;
        states * (states - 1) / 2
    }

    /// Two states, as indices: the pair whose rank is `rank`. Neighbours in rank share no state.
    fn pair(&self, rank: u64) -> (usize, usize) {
        let states = self.states.len() as u64;
        let (apart, from) = (1 + rank / states, (rank % states) * 89 % states);
        (from as usize, ((from + apart) % states) as usize)
    }

    /// Page `number`.
    pub fn page(&self, number: u64) -> Made {
        let mut own = Random(number);
        let reprint = number > 10 && own.below(10) < 3;
        let story = if reprint { number - 1 - own.below(number.min(REPRINTED)) } else { number };
        let mut random = Random(story ^ 0x5EED_0000_0000);
        let (from, to) = self.pair(random.zipf(self.pairs()));
        let (year, month, day) = (2014 + random.below(10), 1 + random.below(12), 1 + random.below(28));
        let outlet = format!("The {} Courier", capital(&self.words[100 + own.below(OUTLETS) as usize]));
        let title =
            format!("{} and {}: {}", self.states[from].1, self.states[to].1, self.words(&mut random, 5));
        let mut page = Page::default();
        page.furniture(BlockKind::Navigation, "Home");
        page.furniture(BlockKind::Navigation, "World");
        page.article(BlockKind::Headline, "h1", &title);
        let about = 1 + random.below(3);
        for at in 0..18 {
            page.paragraph(if at == 0 { BlockKind::Lede } else { BlockKind::Body });
            if at % 6 == 1 && at / 6 < about {
                let claim = self.claim(&mut random, from, to);
                page.claim(&claim, &self.states[from].0, &self.states[to].0, &mut random);
            } else if at % 6 == 3 {
                let content = self.words(&mut random, 14);
                page.statement("The mayor", "said", &format!("that {content}"), None);
            }
            let words = 24 + random.below(14) as usize;
            let words = self.words(&mut random, words);
            page.sentence(&words);
        }
        page.furniture(BlockKind::Promotion, "Subscribe to our newsletter");
        page.furniture(BlockKind::Teaser, &format!("Read also: {}", self.words(&mut own, 6)));
        page.furniture(BlockKind::Legal, &format!("© {year} {outlet}. All rights reserved. No. {number}"));
        let date = format!("{year}-{month:02}-{day:02}");
        page.made(number, &title, &outlet, &date)
    }

    fn words(&self, random: &mut Random, count: usize) -> String {
        let mut words = String::new();
        for at in 0..count {
            let gap = if at == 0 { "" } else { " " };
            let _ = write!(words, "{gap}{}", self.words[random.zipf(WORDS as u64) as usize]);
        }
        words
    }

    fn claim(&self, random: &mut Random, from: usize, to: usize) -> Claim {
        let ((a, from), (b, to)) = (&self.states[from], &self.states[to]);
        let claim = |source: String, cue, content: String, holder: String, named, stance, act, stage| Claim {
            source,
            cue,
            content,
            holder,
            named,
            stance,
            act,
            stage,
        };
        let item = "{item}";
        match random.below(7) {
            0 | 1 => claim(
                format!("The foreign ministry of {from}"),
                "denied",
                format!("that it had sold {item} to {to}"),
                format!("{a}:GOV:mfa"),
                Naming::Named,
                Stance::Denies,
                Act::Denies,
                "delivered",
            ),
            2 => claim(
                format!("The government of {to}"),
                "denied",
                format!("that it had bought {item} from {from}"),
                format!("{b}:GOV"),
                Naming::Named,
                Stance::Denies,
                Act::Denies,
                "delivered",
            ),
            3 => claim(
                "The State Department".to_owned(),
                "said",
                format!("that {from} had delivered {item} to {to}"),
                "USA:GOV:state".to_owned(),
                Naming::Named,
                Stance::Asserts,
                Act::Says,
                "delivered",
            ),
            4 => {
                let (code, name) = &self.states[random.zipf(self.states.len() as u64) as usize];
                claim(
                    format!("The defence ministry of {name}"),
                    "said",
                    format!("that {from} was selling {item} to {to}"),
                    format!("{code}:GOV:mod"),
                    Naming::Named,
                    Stance::Asserts,
                    Act::Says,
                    "under-way",
                )
            }
            5 => claim(
                "The Kremlin".to_owned(),
                "declined",
                format!("to comment on whether {from} had sent {item} to {to}"),
                "RUS:GOV:kremlin".to_owned(),
                Naming::Named,
                Stance::Declines,
                Act::Declines,
                "delivered",
            ),
            _ => claim(
                "Intelligence sources".to_owned(),
                "said",
                format!("that {from} had supplied {item} to {to}"),
                "XXX:SPY".to_owned(),
                Naming::Unnamed,
                Stance::Asserts,
                Act::Says,
                "delivered",
            ),
        }
    }
}

/// The number of a page, as it says in its last line.
pub fn number_of(html: &[u8]) -> Option<u64> {
    let html = std::str::from_utf8(html).ok()?;
    let (_, after) = html.rsplit_once("All rights reserved. No. ")?;
    after.split('<').next()?.parse().ok()
}

/// A page in the making.
#[derive(Default)]
struct Page {
    text: String,
    html: String,
    blocks: Vec<(BlockKind, usize, usize)>,
    said: Vec<Said>,
    open: bool,
}

/// A statement in the making.
struct Said {
    /// Source, cue and content, as ranges of bytes.
    ranges: [(usize, usize); 3],
    /// What it claims, where it claims anything of a transfer.
    claimed: Option<(Claimed, Act)>,
    holder: Holder,
    named: Naming,
}

/// What a claim is about.
struct Claimed {
    stance: Stance,
    stage: &'static str,
    class: &'static str,
    supplier: String,
    recipient: String,
}

impl Page {
    fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            self.html.push_str("</p>\n");
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.close();
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.blocks.push((kind, self.text.len(), self.text.len()));
    }

    fn words(&mut self, words: &str) {
        self.text.push_str(words);
        self.html.push_str(words);
        if let Some((_, _, end)) = self.blocks.last_mut() {
            *end = self.text.len();
        }
    }

    fn furniture(&mut self, kind: BlockKind, words: &str) {
        self.begin(kind);
        self.html.push_str("<div class=\"item\"><a href=\"/section/");
        let link = words.to_lowercase().replace(' ', "-");
        self.html.push_str(&link);
        self.html.push_str("\">");
        self.words(words);
        self.html.push_str("</a></div>\n");
    }

    fn article(&mut self, kind: BlockKind, tag: &str, words: &str) {
        self.begin(kind);
        let _ = write!(self.html, "<{tag}>");
        self.words(words);
        let _ = writeln!(self.html, "</{tag}>");
    }

    fn paragraph(&mut self, kind: BlockKind) {
        self.begin(kind);
        self.html.push_str("<p>");
        self.open = true;
    }

    fn sentence(&mut self, words: &str) {
        let gap = self.blocks.last().is_some_and(|(_, start, end)| start < end);
        self.words(&format!("{}{}.", if gap { " " } else { "" }, capital(words)));
    }

    fn statement(&mut self, source: &str, cue: &str, content: &str, claimed: Option<(&Claim, Claimed)>) {
        let at = self.text.len();
        let source = (at, at + source.len(), source);
        let cue = (source.1 + 1, source.1 + 1 + cue.len(), cue);
        let content = (cue.1 + 1, cue.1 + 1 + content.len(), content);
        self.words(&format!("{} {} {}.", source.2, cue.2, content.2));
        let ranges = [(source.0, source.1), (cue.0, cue.1), (content.0, content.1)];
        self.said.push(match claimed {
            Some((claim, claimed)) => Said {
                ranges,
                claimed: Some((claimed, claim.act)),
                holder: Holder::new(claim.holder.clone()),
                named: claim.named,
            },
            None => Said { ranges, claimed: None, holder: Holder::new("XXX:GOV"), named: Naming::Unnamed },
        });
    }

    fn claim(&mut self, claim: &Claim, supplier: &str, recipient: &str, random: &mut Random) {
        let (words, class) = ITEMS[random.below(ITEMS.len() as u64) as usize];
        let content = claim.content.replace("{item}", words);
        let claimed = Claimed {
            stance: claim.stance,
            stage: claim.stage,
            class,
            supplier: supplier.to_owned(),
            recipient: recipient.to_owned(),
        };
        self.statement(&claim.source.clone(), claim.cue, &content, Some((claim, claimed)));
    }

    fn made(mut self, number: u64, title: &str, outlet: &str, date: &str) -> Made {
        self.close();
        let url = format!("https://{}.example/{date}/{number}", outlet.to_lowercase().replace(' ', "-"));
        let html = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | {outlet}</title>\n\
             <meta property=\"og:site_name\" content=\"{outlet}\">\n\
             <meta property=\"article:published_time\" content=\"{date}T08:00:00Z\">\n\
             <link rel=\"canonical\" href=\"{url}\">\n</head><body>\n{}</body></html>\n",
            self.html
        );
        let text = self.text;
        let span =
            |(start, end): (usize, usize)| Span::new(&text, start, end).into_iter().collect::<Vec<_>>();
        let english = Language::ENGLISH;
        let blocks = self.blocks.iter().flat_map(|&(kind, start, end)| {
            Span::new(&text, start, end).map(|span| Block::new(kind, Some(english), span))
        });
        let blocks: Vec<Block> = blocks.collect();
        let (mut statements, mut provenance, mut positions) = (Vec::new(), Vec::new(), Vec::new());
        for Said { ranges: [source, cue, content], claimed, holder, named } in self.said {
            if let Some((claimed, _)) = &claimed {
                positions.push(position(
                    StatementId(statements.len() as u32),
                    &holder,
                    claimed,
                    span(content),
                ));
            }
            statements.push(Statement {
                source: span(source),
                cue: span(cue),
                content: span(content),
                confidence: 0.93,
                ..Statement::without_words(Kind::Indirect, claimed.map_or(Act::Says, |(_, act)| act))
            });
            provenance.push(Provenance { holder: Some(holder), named, ..Provenance::default() });
        }
        let article = Article {
            id: page_id(html.as_bytes()),
            url: Some(url.clone()),
            outlet: Some(outlet.to_owned()),
            title: Some(title.to_owned()),
            byline: None,
            language: Some(english),
            published: Published { edtf: Edtf::parse(date), method: Method::Metadata },
            text,
            blocks,
            notes: Vec::new(),
        };
        Made {
            html,
            reading: Reading { article, statements, provenance, positions, notes: Vec::new() },
            path: url,
        }
    }
}

fn position(statement: StatementId, holder: &Holder, claimed: &Claimed, words: Vec<Span>) -> Position {
    let role = |role: &str, filler: &str| RoleFiller {
        role: role.to_owned(),
        filler: filler.to_owned(),
        text: filler.to_owned(),
        spans: words.clone(),
    };
    let mut parties = vec![claimed.supplier.clone(), claimed.recipient.clone()];
    parties.sort();
    Position {
        statement,
        holder: Some(holder.clone()),
        stance: claimed.stance,
        level: Level::Act,
        proposition: Proposition {
            frame: "arms-transfer".to_owned(),
            trigger: words.clone(),
            roles: vec![role("supplier", &claimed.supplier), role("recipient", &claimed.recipient)],
            parties,
            items: vec![Item {
                text: claimed.class.to_owned(),
                class: claimed.class.to_owned(),
                spans: words.clone(),
                quantity: None,
            }],
            mode: Mode::Unspecified,
            stage: Some(claimed.stage.to_owned()),
            time: None,
        },
        confidence: 0.9,
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_same_number_is_the_same_page_and_some_stories_are_reprinted() {
        let press = Press::new(Knowledge::shipped());
        assert_eq!(press.page(7).html, press.page(7).html);
        assert_eq!(number_of(press.page(7).html.as_bytes()), Some(7));
        let story =
            |number| press.page(number).html.split("<h1>").nth(1).unwrap_or_default()[..2000].to_owned();
        let stories: BTreeSet<String> = (0..200).map(story).collect();
        assert!((120..170).contains(&stories.len()), "{} stories on 200 pages", stories.len());
    }

    #[test]
    fn no_two_ranks_are_one_pair() {
        let press = Press::new(Knowledge::shipped());
        let ranks = press.pairs() / press.states.len() as u64 * press.states.len() as u64;
        let pairs: BTreeSet<(usize, usize)> =
            (0..ranks).map(|rank| press.pair(rank)).map(|(a, b)| (a.min(b), a.max(b))).collect();
        assert_eq!(pairs.len() as u64, ranks);
    }
}
