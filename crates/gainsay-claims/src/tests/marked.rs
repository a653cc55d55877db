//! Statements written by hand: a text with its source, cue and content in brackets.
//!
//! `[S North Korea] [C denied] [T supplying weapons to Russia].` is one statement; each line is a paragraph. `Q` marks
//! those cited, `W` words of time, `+` a sentence that continues the statement before, `N` a narrated clause; the same
//! letters in lower case mark a statement nested in the one around it.

use gainsay_knowledge::{Knowledge, lower, words};
use gainsay_record::{
    Act, Analysis, Article, Block, BlockKind, Cited, Edtf, How, Kind, Language, Method, PageId, Position,
    Published, Relation, Sentence, Span, Statement, StatementId, Tag, Token,
};

/// What the marks of a text say.
pub(super) struct Marked {
    pub article: Article,
    pub analysis: Analysis,
    pub statements: Vec<Statement>,
}

pub(super) fn marked(text: &str) -> Marked {
    let mut plain = String::new();
    let mut marks: Vec<(char, usize, usize, usize)> = Vec::new();
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let mut line = 0;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '[' => {
                let mark = characters.next().expect("a mark");
                assert_eq!(characters.next(), Some(' '), "a space after the mark");
                open.push((mark, plain.len(), line));
            }
            ']' => {
                let (mark, start, line) = open.pop().expect("an open mark");
                marks.push((mark, start, plain.len(), line));
            }
            '\n' => {
                line += 1;
                plain.push('\n');
            }
            _ => plain.push(c),
        }
    }
    marks.sort_by_key(|&(mark, start, _, line)| (line, mark.is_lowercase(), start));
    let known = Knowledge::shipped();
    let analysis = analyse(&plain);
    let mut statements: Vec<Statement> = Vec::new();
    let mut at: Option<(usize, bool)> = None;
    for (mark, start, end, line) in marks {
        let span = Span::new(&plain, start, end).expect("a span");
        let nested = mark.is_lowercase();
        if mark == '+' {
            let last =
                statements.iter_mut().rev().find(|s| s.nested_in.is_none()).expect("a statement to continue");
            last.content.push(span);
            last.continued.push(span);
            continue;
        }
        if at != Some((line, nested)) {
            let outer = nested.then(|| StatementId(statements.len() as u32 - 1));
            statements
                .push(Statement { nested_in: outer, ..Statement::without_words(Kind::Indirect, Act::Says) });
            at = Some((line, nested));
        }
        let statement = statements.last_mut().expect("one was pushed");
        match mark.to_ascii_uppercase() {
            'S' => statement.source.push(span),
            'C' => {
                statement.cue.push(span);
                statement.act = act(known, span.of(&plain));
            }
            'T' => statement.content.push(span),
            'Q' => statement.cited.push(Cited { spans: vec![span], how: How::Cited }),
            'W' => statement.when.push(span),
            'N' => {
                statement.kind = Kind::Narrated;
                statement.content.push(span);
            }
            other => panic!("no such mark: {other}"),
        }
    }
    let blocks =
        lines(&plain).map(|span| Block::new(BlockKind::Body, Some(Language::ENGLISH), span)).collect();
    let article = Article {
        id: PageId([0; 32]),
        url: None,
        outlet: None,
        title: None,
        byline: None,
        language: Some(Language::ENGLISH),
        published: Published::default(),
        text: plain,
        blocks,
        notes: Vec::new(),
    };
    Marked { article, analysis, statements }
}

impl Marked {
    pub fn published(mut self, day: &str) -> Self {
        self.article.published = Published { edtf: Edtf::parse(day), method: Method::Given };
        self
    }

    pub fn read(&self) -> crate::Claims {
        crate::claims(&self.article, &self.analysis, &self.statements, Knowledge::shipped())
    }
}

fn act(known: &Knowledge, cue: &str) -> Act {
    let lowered: Vec<String> = words(cue).map(|range| lower(&cue[range])).collect();
    (0..lowered.len())
        .find_map(|at| {
            known
                .cues
                .declining_at(&lowered[at..])
                .map(|_| Act::Declines)
                .or_else(|| known.cues.verb_at(&lowered[at..]).map(|(_, cue)| cue.act))
        })
        .unwrap_or(Act::Says)
}

fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let span = Span::new(text, start, start + line.len());
        start += line.len() + 1;
        span.filter(|span| !span.is_empty())
    })
}

/// Words and sentences, with tags as the closed classes and the look of a word give them.
pub(crate) fn analyse(text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    for (block, line) in lines(text).enumerate() {
        let mut first = analysis.tokens.len();
        let close = |first: &mut usize, analysis: &mut Analysis| {
            let tokens = &analysis.tokens[*first..];
            if let (Some(head), Some(tail)) = (tokens.first(), tokens.last()) {
                let span = head.span.cover(tail.span);
                let range = *first as u32..analysis.tokens.len() as u32;
                analysis.sentences.push(Sentence {
                    tokens: range,
                    span,
                    block: block as u32,
                    opens_block: head.span.start() == line.start(),
                });
            }
            *first = analysis.tokens.len();
        };
        for range in words(line.of(text)) {
            let span = Span::new(text, line.start() + range.start, line.start() + range.end).expect("a word");
            let word = span.of(text);
            let opens = analysis.tokens.len() == first;
            let before = if opens { None } else { analysis.tokens.last().map(|token| token.tag) };
            let head = analysis.tokens.len() as u32;
            let (tag, relation) = (tag(word, opens, before), Relation::Root);
            analysis.tokens.push(Token { span, tag, head, relation, quotation: None });
            if matches!(word, "." | "?" | "!") {
                close(&mut first, &mut analysis);
            }
        }
        close(&mut first, &mut analysis);
    }
    analysis
}

fn tag(word: &str, opens: bool, before: Option<Tag>) -> Tag {
    let lowered = lower(word);
    let nominal = matches!(before, Some(Tag::Det | Tag::Adj));
    if !word.starts_with(char::is_alphanumeric) && !word.starts_with(['\'', '’']) {
        return Tag::Punct;
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Tag::Num;
    }
    match Knowledge::shipped().vocabulary.tag(&lowered) {
        Some(Tag::Verb) if nominal => return Tag::Noun,
        Some(tag) => return tag,
        None => {}
    }
    match () {
        () if word.starts_with(char::is_uppercase) && !opens => Tag::Propn,
        () if lowered.ends_with("ly") => Tag::Adv,
        () if lowered.ends_with("ing") || lowered.ends_with("ed") => {
            if nominal {
                Tag::Adj
            } else {
                Tag::Verb
            }
        }
        () if ["ive", "ous", "ful", "ial", "ern"].iter().any(|end| lowered.ends_with(end)) => Tag::Adj,
        () if word.starts_with(char::is_uppercase) => Tag::Propn,
        () => Tag::Noun,
    }
}

/// A position in one line: `PRK:GOV denies act PRK>RUS delivered weapons`. `=` joins parties whose direction is open, `?`
/// stands for one that is not said, `-` for no stage; items by class. Frames other than `arms-transfer` are named before the
/// parties, roles that are none of the parties behind the items.
pub(super) fn line(position: &Position) -> String {
    let proposition = &position.proposition;
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let name = |role: &str| proposition.role(role).map_or("?", |filler| filler.filler.as_str());
    let frame = Knowledge::shipped().frames.get(&proposition.frame).expect("a frame that ships");
    let ends = frame.party_roles();
    let parties = if ends.iter().all(|role| proposition.role(role).is_none()) {
        proposition.parties.join("=")
    } else {
        ends.iter().map(|role| name(role)).collect::<Vec<_>>().join(">")
    };
    let items: Vec<&str> = proposition.items.iter().map(|item| item.class.as_str()).collect();
    let more = proposition.roles.iter().filter(|filler| !ends.iter().any(|end| **end == *filler.role));
    format!(
        "{} {} {}{} {parties} {} {}{}",
        position.holder.as_ref().map_or("?", |holder| holder.as_str()),
        word(serde_json::to_value(position.stance).expect("a word")),
        word(serde_json::to_value(position.level).expect("a word")),
        if proposition.frame == "arms-transfer" { String::new() } else { format!(" {}", proposition.frame) },
        proposition.stage.as_deref().unwrap_or("-"),
        items.join("+"),
        more.map(|filler| format!(" {}={}", filler.role, filler.filler)).collect::<String>(),
    )
}
