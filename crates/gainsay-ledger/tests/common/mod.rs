//! Stand-ins for the stages: a "page" is a few lines of text, read by rules that fit on one screen, and the disputes
//! on a topic are worked out by an equally small rule. Pure, as the real ones are.
#![allow(dead_code, reason = "every test binary uses some of this")]

use gainsay_ledger::{
    Batch, Contested, Gist, Given, Ledger, NewPage, Outcome, Packed, Packer, StoredPage, Topic, page_id,
};
use gainsay_record::{
    Act, Article, Block, BlockKind, Dispute, Edtf, Holder, Imprint, Item, Kind, Language, Level, Method,
    Mode, Naming, Position, PositionRef, Proposition, Provenance, Published, Quantity, Reading, RoleFiller,
    Said, Side, Span, Stance, Statement, StatementId,
};

use std::collections::BTreeSet;

/// When every test page is taken in.
pub const CAPTURED: &str = "2022-11-08T12:00:00Z";

/// Reads a page. The first line is the title, `url ADDRESS` its address; a line of the form
/// `HOLDER asserts|denies SUPPLIER RECIPIENT ITEM: words` is a statement with one position; all else is body.
pub fn read(bytes: &[u8], given: &Given) -> Reading {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut blocks = Vec::new();
    let mut statements = Vec::new();
    let mut provenance = Vec::new();
    let mut positions = Vec::new();
    let mut url = given.url.clone();
    let mut start = 0;
    for line in text.split('\n') {
        let span =
            |from: usize, to: usize| Span::new(&text, start + from, start + to).expect("within the line");
        let kind = match line.strip_prefix("url ") {
            Some(address) => {
                url = Some(address.to_owned());
                BlockKind::Navigation
            }
            None if start == 0 => BlockKind::Headline,
            None => BlockKind::Body,
        };
        if !line.is_empty() {
            blocks.push(Block::new(kind, Some(Language::ENGLISH), span(0, line.len())));
        }
        let words: Vec<_> = line.split(' ').collect();
        if let [holder, act @ ("asserts" | "denies"), supplier, recipient, item, ..] = words[..]
            && let Some(colon) = line.find(": ")
        {
            let denies = act == "denies";
            let statement = StatementId(statements.len() as u32);
            let cue = holder.len() + 1;
            statements.push(Statement {
                kind: Kind::Indirect,
                act: if denies { Act::Denies } else { Act::Asserts },
                nested_in: None,
                verbatim: false,
                source: vec![span(0, holder.len())],
                antecedent: None,
                cue: vec![span(cue, cue + act.len())],
                content: vec![span(colon + 2, line.len())],
                continued: vec![],
                cited: vec![],
                when: vec![],
                confidence: 0.9,
            });
            provenance.push(Provenance {
                holder: Some(Holder::new(holder)),
                named: Naming::Named,
                said: line.find("2022-").map(|at| Said {
                    edtf: Edtf::parse(&line[at..at + 10]),
                    text: line[at..at + 10].to_owned(),
                    spans: vec![span(at, at + 10)],
                }),
                ..Provenance::default()
            });
            let role = |role: &str, filler: &str| RoleFiller {
                role: role.to_owned(),
                filler: filler.to_owned(),
                text: filler.to_owned(),
                spans: vec![],
            };
            let mut parties = vec![supplier.to_owned(), recipient.to_owned()];
            parties.sort();
            positions.push(Position {
                statement,
                holder: Some(Holder::new(holder)),
                stance: if denies { Stance::Denies } else { Stance::Asserts },
                level: Level::Act,
                proposition: Proposition {
                    frame: "arms-transfer".to_owned(),
                    trigger: vec![span(cue, cue + act.len())],
                    roles: vec![role("supplier", supplier), role("recipient", recipient)],
                    parties,
                    items: vec![Item {
                        text: item.trim_end_matches(':').to_owned(),
                        class: item.trim_end_matches(':').to_owned(),
                        spans: vec![],
                        quantity: Some(Quantity {
                            text: "millions".to_owned(),
                            min: Some(2_000_000),
                            max: Some(u64::MAX),
                            vague: true,
                            unit: None,
                        }),
                    }],
                    mode: Mode::Sale,
                    stage: Some("delivered".to_owned()),
                    time: None,
                },
                confidence: sure(line).unwrap_or(0.333),
            });
        }
        start += line.len() + 1;
    }
    let title = text.lines().next().filter(|line| !line.is_empty()).map(str::to_owned);
    let article = Article {
        id: page_id(bytes),
        url,
        outlet: given.outlet.clone(),
        title,
        byline: None,
        language: Some(Language::ENGLISH),
        published: Published { edtf: given.published.clone(), method: Method::Given },
        text: text.clone(),
        blocks,
        notes: vec![],
    };
    Reading { article, statements, provenance, positions, notes: vec![] }
}

/// How sure a line says that it is read: "sure to 40%".
fn sure(line: &str) -> Option<f32> {
    let (_, rest) = line.split_once("sure to ")?;
    Some(rest.split_once('%')?.0.parse::<f32>().ok()? / 100.0)
}

/// Works out the disputes on a topic: one, where both sides have a position.
pub fn disputes(topic: &Topic, gists: &[Gist]) -> Vec<(Dispute, Contested)> {
    let side = |stance: Stance| -> Vec<PositionRef> {
        let mut positions: Vec<_> = gists
            .iter()
            .flat_map(|Gist { reading, .. }| {
                (0..).zip(&reading.positions).map(move |(place, position)| (reading, place, position))
            })
            .filter(|(_, _, position)| {
                position.stance == stance && position.proposition.parties == topic.parties
            })
            .map(|(reading, position, _)| PositionRef { page: reading.article.id, position })
            .collect();
        positions.sort();
        positions
    };
    let (asserts, denies) = (side(Stance::Asserts), side(Stance::Denies));
    if asserts.is_empty() || denies.is_empty() {
        return vec![];
    }
    let contested = Contested(vec![asserts.len().min(denies.len()) as u64, asserts.len() as u64]);
    let id = page_id(topic.to_string().as_bytes()).to_string()[..16].to_owned();
    let id = topic.ruling.clone().unwrap_or(id);
    let dispute = Dispute {
        id,
        title: topic.parties.join(" to "),
        frame: topic.frame.clone(),
        parties: topic.parties.clone(),
        first: Edtf::parse("2022-09-05"),
        last: Edtf::parse("2022-11-08"),
        episodes: vec![],
        sides: vec![(Side::Asserts, asserts), (Side::Denies, denies)],
        beneath: vec![],
        oppositions: vec![],
        origins: vec![],
        slots: vec![],
        reversals: vec![],
        shifts: vec![],
    };
    vec![(dispute, contested)]
}

/// An imprint: the lengths of the words, which will do to tell these pages apart.
pub fn imprint(reading: &Reading) -> Imprint {
    let words = reading.article.text.split_whitespace();
    let runs: BTreeSet<u32> = words.map(|word| word.bytes().map(u32::from).sum()).collect();
    let runs: Vec<u32> = runs.into_iter().take(16).collect();
    Imprint {
        outlet: reading.article.outlet.clone(),
        credits: Default::default(),
        length: runs.len() as u32,
        runs,
    }
}

/// A page that is ready to be added.
pub fn packed(text: &str, path: &str) -> Packed {
    packed_with(text, path, &Given::default())
}

/// A page with something given beside it.
pub fn packed_with(text: &str, path: &str, given: &Given) -> Packed {
    packed_at(text, path, given, CAPTURED)
}

/// A page that is taken in at some time.
pub fn packed_at(text: &str, path: &str, given: &Given, captured: &str) -> Packed {
    let reading = read(text.as_bytes(), given);
    let imprint = imprint(&reading);
    let page =
        NewPage { bytes: text.as_bytes(), reading: &reading, imprint: &imprint, given, path, captured };
    Packer::new().pack(&page).expect("a sound page")
}

/// Adds texts in one batch, without working out disputes.
pub fn add(ledger: &mut Ledger, texts: &[&str]) -> Vec<Outcome> {
    let mut batch = ledger.batch().expect("a batch");
    for (at, text) in texts.iter().enumerate() {
        batch.add(&packed(text, &format!("{at}.txt"))).expect("added");
    }
    batch.commit().expect("committed")
}

/// Works out the disputes of every topic that waits for it.
pub fn reconcile(ledger: &mut Ledger) {
    let stale = ledger.stale().expect("topics");
    let mut batch = ledger.batch().expect("a batch");
    for topic in &stale {
        reconcile_one(&mut batch, topic);
    }
    batch.commit().expect("committed");
}

/// Works out the disputes of one topic.
pub fn reconcile_one(batch: &mut Batch<'_>, topic: &Topic) {
    if batch.holds(topic).expect("asked") {
        return;
    }
    let gists = batch.ledger().gists(topic).expect("gists");
    batch.put_disputes(topic, &disputes(topic, &gists)).expect("put");
}

/// All that `verify` finds, as a user would see it.
pub fn faults(ledger: &Ledger) -> Vec<String> {
    let derive = |pages: &[StoredPage]| -> Vec<Result<(Reading, Imprint), String>> {
        let read = |page: &StoredPage| read(&page.bytes, &page.given);
        pages.iter().map(read).map(|reading| Ok((reading.clone(), imprint(&reading)))).collect()
    };
    ledger.verify(derive, disputes).expect("verify runs").iter().map(ToString::to_string).collect()
}

/// Pages about one story.
pub const STORY: [&str; 4] = [
    "Purchase reported\nUSA:SPY asserts PRK RUS shells: Moscow is buying millions of shells, on 2022-09-05\n",
    "Pyongyang denies it\nPRK:GOV denies PRK RUS weapons: we have never exported weapons, on 2022-09-21\nIt said so.\n",
    "Moscow too\nRUS:GOV:kremlin denies PRK RUS weapons: reports of a deal are false\n",
    "Another matter\nUKR:GOV asserts IRN RUS drones: they were used\nIRN:GOV denies IRN RUS drones: none was sent\n",
];

/// Puts every reading again, as a rebuild does; `change` makes it what another reader would have read.
pub fn rebuild(ledger: &mut Ledger, change: impl Fn(&mut Reading)) {
    for text in STORY {
        let mut reading = read(text.as_bytes(), &Given::default());
        change(&mut reading);
        let mut batch = ledger.batch().expect("a batch");
        batch.put_reading(&reading, &imprint(&reading)).expect("put");
        batch.commit().expect("committed");
    }
    reconcile(ledger);
}
