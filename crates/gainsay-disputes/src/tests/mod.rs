//! The crate's cases in plain words, and builders for the pages they need.

mod laws;
mod meeting;
mod sides;
mod table;
mod whence;

use gainsay_knowledge::Knowledge;
use gainsay_record::{
    Article, Block, BlockKind, Dispute, Edtf, Holder, How, Item, Kind, Level, Link, Mode, Naming, Opposition,
    PageId, Position, Proposition, Provenance, Published, Quantity, Reading, RoleFiller, Said, Side,
    SideOrigins, Slot, Span, Stance, Statement, StatementId, Time, Unnamed,
};

/// A proposition in the making.
#[derive(Clone, Debug)]
pub(crate) struct What(pub Proposition);

/// `from` supplies `to`; nothing else said.
pub(crate) fn transfer(from: &str, to: &str) -> What {
    let role = |role: &str, filler: &str| RoleFiller {
        role: role.into(),
        filler: filler.into(),
        text: filler.into(),
        spans: Vec::new(),
    };
    let mut what = trade(from, to);
    what.0.roles = vec![role("supplier", from), role("recipient", to)];
    what
}

/// Arms trade between two, direction open.
pub(crate) fn trade(a: &str, b: &str) -> What {
    let mut parties = vec![a.to_owned(), b.to_owned()];
    parties.sort();
    What(Proposition {
        frame: "arms-transfer".into(),
        trigger: Vec::new(),
        roles: Vec::new(),
        parties,
        items: Vec::new(),
        mode: Mode::Unspecified,
        stage: None,
        time: None,
    })
}

impl What {
    pub fn of(mut self, class: &str) -> Self {
        self.0.items.push(Item {
            text: class.into(),
            class: class.into(),
            spans: Vec::new(),
            quantity: None,
        });
        self
    }

    pub fn many(mut self, class: &str, text: &str, min: u64, max: Option<u64>) -> Self {
        let quantity = Quantity {
            text: text.into(),
            min: Some(min),
            max,
            vague: max.is_none(),
            unit: Some("pieces".into()),
        };
        self = self.of(class);
        if let Some(item) = self.0.items.last_mut() {
            item.quantity = Some(quantity);
        }
        self
    }

    pub fn at(mut self, stage: &str) -> Self {
        self.0.stage = Some(stage.into());
        self
    }

    pub fn by(mut self, mode: Mode) -> Self {
        self.0.mode = mode;
        self
    }

    pub fn via(mut self, who: &str) -> Self {
        self.0.roles.push(RoleFiller {
            role: "via".into(),
            filler: who.into(),
            text: who.into(),
            spans: Vec::new(),
        });
        self
    }

    pub fn when(mut self, edtf: &str) -> Self {
        self.0.time =
            Some(Time { edtf: Some(date(edtf)), text: Some(edtf.into()), spans: Vec::new(), against: None });
        self
    }
}

pub(crate) fn date(edtf: &str) -> Edtf {
    Edtf::parse(edtf).unwrap_or_else(|| panic!("no date: {edtf}"))
}

/// A position in the making.
#[derive(Clone, Debug)]
pub(crate) struct Says {
    holder: Option<String>,
    stance: Stance,
    level: Level,
    naming: Naming,
    chain: Vec<String>,
    said: Option<String>,
    kind: Kind,
    what: Proposition,
}

pub(crate) fn says(holder: &str, stance: Stance, what: What) -> Says {
    Says {
        holder: (!holder.is_empty()).then(|| holder.to_owned()),
        stance,
        level: Level::Act,
        naming: Naming::Named,
        chain: Vec::new(),
        said: None,
        kind: Kind::Indirect,
        what: what.0,
    }
}

pub(crate) fn asserts(holder: &str, what: What) -> Says {
    says(holder, Stance::Asserts, what)
}

pub(crate) fn denies(holder: &str, what: What) -> Says {
    says(holder, Stance::Denies, what)
}

/// The outlet says so in its own voice.
pub(crate) fn narrates(holder: &str, what: What) -> Says {
    Says { kind: Kind::Narrated, ..asserts(holder, what) }
}

impl Says {
    pub fn unnamed(mut self) -> Self {
        self.naming = Naming::Unnamed;
        self
    }

    pub fn plan(mut self) -> Self {
        self.level = Level::Plan;
        self
    }

    pub fn aimed_at(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Through these, outermost first.
    pub fn through(mut self, chain: &[&str]) -> Self {
        self.chain = chain.iter().map(|link| (*link).to_owned()).collect();
        self
    }

    pub fn on(mut self, said: &str) -> Self {
        self.said = Some(said.into());
        self
    }
}

/// An empty page whose id is made of this number.
pub(crate) fn page(number: u8) -> Reading {
    let article = Article {
        id: PageId([number; 32]),
        url: None,
        outlet: None,
        title: None,
        byline: None,
        language: None,
        published: Published::default(),
        text: String::new(),
        blocks: Vec::new(),
        notes: Vec::new(),
    };
    Reading {
        article,
        statements: Vec::new(),
        provenance: Vec::new(),
        positions: Vec::new(),
        notes: Vec::new(),
    }
}

/// What a test does to a page.
pub(crate) trait Pages: Sized {
    fn published(self, edtf: &str) -> Self;
    fn outlet(self, name: &str) -> Self;
    fn block(self, kind: BlockKind, text: &str) -> Self;
    /// A paragraph that opens with a dateline.
    fn dated(self, kind: BlockKind, dateline: &str, story: &str) -> Self;
    fn with(self, says: Says) -> Self;

    fn paragraph(self, text: &str) -> Self {
        self.block(BlockKind::Body, text)
    }
}

impl Pages for Reading {
    fn published(mut self, edtf: &str) -> Self {
        self.article.published.edtf = Some(date(edtf));
        self
    }

    fn outlet(mut self, name: &str) -> Self {
        self.article.outlet = Some(name.into());
        self
    }

    fn block(mut self, kind: BlockKind, text: &str) -> Self {
        let start = self.article.text.len();
        self.article.text.push_str(text);
        let span = Span::new(&self.article.text, start, start + text.len()).expect("whole text");
        self.article.text.push('\n');
        self.article.blocks.push(Block::new(kind, None, span));
        self
    }

    fn dated(self, kind: BlockKind, dateline: &str, story: &str) -> Self {
        let mut page = self.block(kind, &format!("{dateline}{story}"));
        let text = &page.article.text;
        if let Some(block) = page.article.blocks.last_mut() {
            let start = block.span.start();
            block.dateline = Span::new(text, start, start + dateline.trim_end().len());
        }
        page
    }

    fn with(mut self, says: Says) -> Self {
        let holder = says.holder.map(Holder::new);
        // A body that is not named is its people.
        let at_least = (says.naming == Naming::Unnamed).then_some(1);
        let unnamed = Unnamed { at_least, ..Unnamed::default() };
        let id = StatementId(self.statements.len() as u32);
        self.statements.push(Statement::without_words(says.kind, gainsay_record::Act::Says));
        let link = |holder: Holder, named, how| Link {
            holder: Some(holder),
            spans: Vec::new(),
            named,
            unnamed,
            how,
        };
        let mut chain: Vec<Link> = says
            .chain
            .iter()
            .map(|code| link(Holder::new(code.as_str()), Naming::Named, How::Reports))
            .collect();
        if let (Some(holder), false) = (&holder, chain.is_empty()) {
            chain.push(link(holder.clone(), says.naming, How::Says));
        }
        self.provenance.push(Provenance {
            holder: holder.clone(),
            named: says.naming,
            unnamed,
            chain,
            said: says.said.map(|on| Said { edtf: Some(date(&on)), text: on, spans: Vec::new() }),
            certainty: None,
        });
        self.positions.push(Position {
            statement: id,
            holder,
            stance: says.stance,
            level: says.level,
            proposition: says.what,
            confidence: 1.0,
        });
        self
    }
}

pub(crate) fn known() -> &'static Knowledge {
    Knowledge::shipped()
}

pub(crate) fn all(pages: &[Reading]) -> Vec<Dispute> {
    crate::disputes(&pages.iter().collect::<Vec<_>>(), known())
}

/// The only dispute among these pages.
pub(crate) fn one(pages: &[Reading]) -> Dispute {
    let mut disputes = all(pages);
    assert_eq!(disputes.len(), 1, "{disputes:#?}");
    disputes.remove(0)
}

pub(crate) fn how(dispute: &Dispute) -> Vec<Opposition> {
    dispute.oppositions.iter().map(|(.., how)| *how).collect()
}

/// How an assertion and a denial, said on these days, meet.
pub(crate) fn meet(asserted: What, on: &str, denied: What, said: &str) -> Opposition {
    meet_at(Level::Act, asserted, on, denied, said)
}

pub(crate) fn meet_at(level: Level, asserted: What, on: &str, denied: What, said: &str) -> Opposition {
    let mut asserting = asserts("USA:GOV", asserted).aimed_at(level);
    let mut denying = denies("RUS:GOV", denied).aimed_at(level);
    if !on.is_empty() {
        asserting = asserting.on(on);
    }
    if !said.is_empty() {
        denying = denying.on(said);
    }
    how(&one(&[page(1).with(asserting), page(2).with(denying)]))[0]
}

pub(crate) fn origins(dispute: &Dispute, side: Side) -> &SideOrigins {
    dispute
        .origins
        .iter()
        .find(|(of, _)| *of == side)
        .map(|(_, origins)| origins)
        .expect("the side has positions")
}

pub(crate) fn on_side(dispute: &Dispute, side: Side) -> Vec<(u8, u32)> {
    let (_, positions) = dispute.sides.iter().find(|(of, _)| *of == side).expect("all sides are there");
    positions.iter().map(|at| (at.page.0[0], at.position)).collect()
}

pub(crate) fn slot<'a>(dispute: &'a Dispute, name: &str) -> &'a Slot {
    dispute
        .slots
        .iter()
        .find(|slot| slot.name == name)
        .unwrap_or_else(|| panic!("no row {name}: {:#?}", dispute.slots))
}

pub(crate) fn values(cells: &[gainsay_record::Cell]) -> Vec<&str> {
    cells.iter().map(|cell| cell.value.as_str()).collect()
}
