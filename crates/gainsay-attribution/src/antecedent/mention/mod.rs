//! The words of a page that stand for somebody or something: names with their titles, descriptions, pronouns, pairs.
//!
//! They are found by tags, capitals and the nouns of `gainsay-knowledge`, so that they hold where a tag is a guess: a
//! description ends at the first noun that is known to be said of speakers, whatever was taken for a noun behind it.

mod beside;
mod capitals;

use crate::view::View;
use gainsay_knowledge::{Noun, NounClass};
use gainsay_record::{Relation, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// Words that stand for somebody or something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its tokens, with article, title and what the name bears before it.
    pub tokens: Range<usize>,
    /// The sentence.
    pub sentence: usize,
    /// What kind of words they are.
    pub what: What,
    /// What they do in the sentence.
    pub place: Place,
    /// Whether they stand for several.
    pub plural: bool,
    /// An earlier mention of the same, by order of words: "the minister" of "the minister, Jan Król,".
    pub with: Option<usize>,
    /// Whether a later one says that it is the same.
    pub introduces: bool,
    /// Something says that it is a person: an age, "who".
    pub person: bool,
}

/// The kinds of words.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A name; `core` is without titles.
    Name { core: Range<usize>, the: bool },
    /// A common noun with what describes it.
    Description { head: usize, determiner: Determiner },
    /// "he", "him", "his".
    Pronoun(Pronoun),
    /// "Smith and Jones": where each of the two names starts.
    Pair { starts: [usize; 2] },
}

/// How a description opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// "the", "this", "both".
    Definite,
    /// "a", "several", or nothing.
    Indefinite,
    /// "his", "Iran's".
    Possessive,
}

/// Pronouns of the third person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// "he".
    He,
    /// "she".
    She,
    /// "it".
    It,
    /// "they".
    They,
}

impl Pronoun {
    /// The pronoun that a word is, in any case.
    pub fn of(lowered: &str) -> Option<Self> {
        Some(match lowered {
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "themselves" => Self::They,
            _ => return None,
        })
    }
}

/// What words do in their clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The subject, or a speaker behind the verb.
    Subject,
    /// Any other place.
    Object,
    /// After a preposition.
    Oblique,
    /// "Iran's", "his".
    Genitive,
    /// "Iran" in "Iran experts".
    Modifier,
}

/// What a token can be in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Determiner,
    Possessive,
    Proper,
    Common,
    /// A hyphen, the full stop of an initial, "of" in a name.
    Glue,
    /// "'s".
    Genitive,
    Other,
}

/// Nor is what belongs to a description longer.
const LONGEST_COMPLEMENT: usize = 10;
/// No phrase is followed further than this many tokens.
const LONGEST: usize = 24;

/// All mentions of a page, in the order of their first words.
pub fn all(view: &View<'_>) -> Vec<Mention> {
    let printed_so = capitals::neighbours(view);
    let (kinds, found) = (Vec::new(), Vec::new());
    let mut finder =
        Finder { view, kinds, found, sentence: 0, parsed: false, capitals: false, neighbours: printed_so };
    for (index, sentence) in view.analysis.sentences.iter().enumerate() {
        finder.sentence = index;
        finder.parsed = view.analysis.of(sentence).iter().any(|token| token.relation != Relation::Root);
        finder.capitals = capitals::in_capitals(view, sentence);
        finder.read(&View::range(sentence));
    }
    finder.found
}

/// The tokens of a mention with the complement that says whose or of what a person or body is: "a spokeswoman for the army".
pub fn with_complement(view: &View<'_>, mention: &Mention) -> Range<usize> {
    let What::Description { head, .. } = mention.what else { return mention.tokens.clone() };
    let opens = mention.tokens.end;
    if !matches!(view.word(opens), "for" | "of" | "in" | "at" | "from") {
        return mention.tokens.clone();
    }
    let limit = view.analysis.sentences[mention.sentence].tokens.end as usize;
    let inside = |at: usize| {
        matches!(view.tag(at), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Part)
            || view.word(at) == "-"
    };
    let end = (opens + 1..limit.min(opens + LONGEST_COMPLEMENT)).find(|&at| !inside(at)).unwrap_or(limit);
    let owned = (opens + 1..end).any(|at| view.head(at) == head && view.relation(at) == Relation::Nmod);
    mention.tokens.start..if owned { end } else { opens }
}

struct Finder<'a> {
    view: &'a View<'a>,
    /// The kinds of the tokens of the phrase at hand.
    kinds: Vec<Kind>,
    found: Vec<Mention>,
    sentence: usize,
    /// Whether the sentence has a tree.
    parsed: bool,
    /// Whether it is printed in capitals, as headlines are: they tell no names there.
    capitals: bool,
    /// Capitalised words that stand side by side in sentences of the other kind, and each alone.
    neighbours: HashSet<(&'a str, &'a str)>,
}

impl Finder<'_> {
    fn read(&mut self, range: &Range<usize>) {
        let first = self.found.len();
        let mut at = range.start;
        while at < range.end {
            at = self.phrase(at, range);
        }
        self.sort(first);
        self.pair(first);
        self.sort(first);
        self.join(first, range);
        self.join_nouns(first);
    }

    fn sort(&mut self, first: usize) {
        self.found[first..].sort_by_key(|mention| (mention.tokens.start, mention.tokens.end));
    }

    /// Reads the phrase that opens at a token; where to go on.
    fn phrase(&mut self, at: usize, sentence: &Range<usize>) -> usize {
        let view = self.view;
        let pronoun = Pronoun::of(view.word(at));
        let next = self.kind(at + 1, sentence, None);
        let owns = matches!(view.word(at), "his" | "her" | "its" | "their")
            && at + 1 < sentence.end
            && matches!(next, Kind::Proper | Kind::Common);
        if let Some(pronoun) = pronoun {
            let place = if owns { Place::Genitive } else { self.place(&(at..at + 1), at, sentence) };
            self.push(at..at + 1, What::Pronoun(pronoun), place, pronoun == Pronoun::They);
            if !owns {
                return at + 1;
            }
        }
        self.kinds.clear();
        let mut end = at;
        while end < sentence.end && end - at < LONGEST {
            let before = self.kinds.last().copied();
            let kind = if end == at && owns { Kind::Possessive } else { self.kind(end, sentence, before) };
            let opens = matches!(kind, Kind::Determiner | Kind::Possessive);
            if kind == Kind::Other || opens && end > at || kind == Kind::Genitive && end == at {
                break;
            }
            self.kinds.push(kind);
            end += 1;
        }
        while matches!(self.kinds.last(), Some(Kind::Glue)) {
            self.kinds.pop();
            end -= 1;
        }
        if end == at {
            return at + 1;
        }
        self.run(at, end, sentence).max(at + 1)
    }

    fn kind(&self, at: usize, sentence: &Range<usize>, before: Option<Kind>) -> Kind {
        let view = self.view;
        if at >= sentence.end {
            return Kind::Other;
        }
        let (word, tag) = (view.word(at), view.tag(at));
        let proper_before = before == Some(Kind::Proper);
        let touches = |at: usize| {
            let tokens = &view.analysis.tokens;
            at > 0 && tokens.get(at).is_some_and(|token| tokens[at - 1].span.end() == token.span.start())
        };
        if before.is_some() {
            match word {
                "'s" | "’s" if tag != Tag::Aux => return Kind::Genitive,
                "'" | "’" if touches(at) && view.word(at - 1).ends_with('s') && !view.delimits(at) => {
                    return Kind::Genitive;
                }
                "-" | "–" | "‑" if touches(at) && touches(at + 1) => return Kind::Glue,
                "." if proper_before
                    && touches(at)
                    && self.is_proper(at + 1, sentence)
                    && (printed_letters(view.printed(at - 1)) == 1
                        || view.known.vocabulary.abbreviates(view.word(at - 1))) =>
                {
                    return Kind::Glue;
                }
                "de" | "van" | "von" | "der" | "den" | "bin" | "ibn" | "al" | "el" | "da" | "di" | "la"
                | "le" | "du" | "dos" | "ben"
                    if proper_before && self.particle(at, sentence) =>
                {
                    return Kind::Proper;
                }
                "and" if proper_before && self.names_a_body(at, sentence) => return Kind::Glue,
                "&" if proper_before && self.is_proper(at + 1, sentence) => return Kind::Glue,
                "of" | "for" if proper_before && self.opens_name(at, sentence) => return Kind::Glue,
                "the" if before == Some(Kind::Glue) && matches!(view.word(at - 1), "of" | "for") => {
                    return Kind::Glue;
                }
                _ => {}
            }
        }
        if before == Some(Kind::Glue) && touches(at) && self.kinds.iter().rev().nth(1) == Some(&Kind::Proper)
        {
            return Kind::Proper;
        }
        if self.is_proper(at, sentence) {
            // "Merkel Calls": a headline's name ends where the text never goes on so.
            let parted = self.capitals
                && proper_before
                && !self.neighbours.contains(&(view.word(at - 1), view.word(at)));
            return if parted { Kind::Other } else { Kind::Proper };
        }
        match tag {
            Tag::Det
                if before.is_none()
                    && matches!(word, "its" | "their" | "his" | "her" | "our" | "my" | "your") =>
            {
                Kind::Possessive
            }
            // "the law that divides them": an article only where a known noun follows.
            Tag::Det
                if word == "that"
                    && !(before.is_none() && self.noun(at + 1).is_some_and(|noun| !noun.plural)) =>
            {
                Kind::Other
            }
            Tag::Det if before.is_none() => Kind::Determiner,
            Tag::Noun | Tag::Adj | Tag::Num | Tag::Propn if !view.is_time(at) || before.is_some() => {
                Kind::Common
            }
            // "the party's existing rules": a verb's form behind an article is no verb.
            Tag::Verb
                if matches!(before, Some(Kind::Determiner | Kind::Possessive | Kind::Genitive))
                    && (view.known.reference.noun(word).is_some()
                        || word.ends_with("ing")
                        || word.ends_with("ed")) =>
            {
                Kind::Common
            }
            _ => Kind::Other,
        }
    }

    /// Whether "of" goes on with a name: "Secretary of State", "Department of Energy", not "Pence of Indiana".
    fn opens_name(&self, of: usize, sentence: &Range<usize>) -> bool {
        let after = if self.view.word(of + 1) == "the" { of + 2 } else { of + 1 };
        let before = self.view.word(of - 1);
        let known = self.view.known.reference.noun(before).is_some()
            || matches!(
                before,
                "university" | "bank" | "house" | "court" | "center" | "institute" | "secretary"
            );
        known && self.is_proper(after, sentence)
    }

    /// Whether "and" is inside a body's name: "the Central and East European Coalition".
    fn names_a_body(&self, and: usize, sentence: &Range<usize>) -> bool {
        let the = self.kinds.first() == Some(&Kind::Determiner);
        let end = (and + 1..sentence.end).find(|&at| !self.is_proper(at, sentence)).unwrap_or(sentence.end);
        the && end > and + 2 && self.noun(end - 1).is_some_and(|noun| noun.class == NounClass::Body)
    }

    /// Whether a name goes on behind particles: "Bill de Blasio", "Ursula von der Leyen".
    fn particle(&self, at: usize, sentence: &Range<usize>) -> bool {
        let next = if matches!(self.view.word(at + 1), "der" | "den" | "la" | "-") { at + 2 } else { at + 1 };
        self.is_proper(next, sentence)
    }

    fn is_proper(&self, at: usize, sentence: &Range<usize>) -> bool {
        let view = self.view;
        // "Jan" is a month only where no name follows.
        let given = view.known.reference.given_name(view.word(at)).is_some();
        let named = given && view.tag(at + 1) == Tag::Propn && !view.is_time(at + 1);
        if at >= sentence.end
            || view.is_time(at) && !named
            || !view.printed(at).starts_with(char::is_uppercase)
        {
            return false;
        }
        if self.capitals && !self.neighbours.contains(&(view.word(at), "")) {
            return false;
        }
        // "Last week": a capital at the start that nothing else makes a name.
        let next = at + 1;
        if at == sentence.start
            && matches!(view.tag(next), Tag::Noun | Tag::Adj)
            && !self.is_capital(next)
            && !self.is_title(at)
            && !self.neighbours.contains(&(view.word(at), ""))
            && view.known.names.at(&[view.printed(at)], &[view.word(at)]).is_none()
        {
            return false;
        }
        match view.tag(at) {
            Tag::Propn => true,
            Tag::Noun | Tag::Adj | Tag::Num => {
                let opens = at == sentence.start || view.is_quote_mark(at - 1);
                !opens || self.is_title(at) && (self.is_capital(at + 1) || view.word(at + 1) == "of")
            }
            _ => false,
        }
    }

    fn is_capital(&self, at: usize) -> bool {
        self.view.printed(at).starts_with(char::is_uppercase)
    }

    fn noun(&self, at: usize) -> Option<&Noun> {
        self.view.known.reference.noun(self.view.word(at))
    }

    fn is_person_noun(&self, at: usize) -> bool {
        self.title(at).is_some_and(|noun| noun.class == NounClass::Person)
    }

    /// The noun of a title, abbreviated or not.
    fn title(&self, at: usize) -> Option<&Noun> {
        self.view.known.reference.abbreviated(self.view.word(at)).or_else(|| self.noun(at))
    }

    /// Cuts a run of nominal tokens into mentions; where to go on.
    fn run(&mut self, at: usize, end: usize, sentence: &Range<usize>) -> usize {
        let kinds = std::mem::take(&mut self.kinds);
        let kind = |token: usize| kinds[token - at];
        let mut determiner = match kind(at) {
            Kind::Determiner
                if matches!(self.view.word(at), "the" | "this" | "that" | "these" | "those" | "both") =>
            {
                Determiner::Definite
            }
            Kind::Possessive => Determiner::Possessive,
            _ => Determiner::Indefinite,
        };
        let opens = matches!(kind(at), Kind::Determiner | Kind::Possessive);
        let mut segment = at + usize::from(opens);
        let mut next = end;
        while segment < end {
            let stop = (segment..end).find(|&token| kind(token) == Kind::Genitive).unwrap_or(end);
            let genitive = stop < end;
            if stop > segment {
                let whole = if determiner == Determiner::Possessive || segment == at + usize::from(opens) {
                    at
                } else {
                    segment
                };
                let reached = self.segment(whole, segment..stop, &kind, determiner, genitive, sentence);
                if reached < stop {
                    next = reached;
                    break;
                }
            }
            if genitive {
                determiner = Determiner::Possessive;
            }
            segment = stop + 1;
        }
        self.kinds = kinds;
        next
    }

    /// One segment without a genitive inside; `whole` is where its mention starts. Where it ends.
    fn segment(
        &mut self,
        whole: usize,
        range: Range<usize>,
        kind: &impl Fn(usize) -> Kind,
        determiner: Determiner,
        genitive: bool,
        sentence: &Range<usize>,
    ) -> usize {
        let proper = |token: usize| matches!(kind(token), Kind::Proper | Kind::Glue);
        // The first name in it, and where it ends.
        let Some(first) = range.clone().find(|&token| kind(token) == Kind::Proper) else {
            return self.description(whole, range.clone(), range.start, determiner, genitive, sentence);
        };
        let last = (first..range.end).find(|&token| !proper(token)).unwrap_or(range.end);
        if last == range.end {
            return self.name(whole, range.start, first..last, determiner, genitive, sentence);
        }
        // A name, then common nouns: "Iran experts", "the Vermont senator", "Clinton aide Huma Abedin".
        let common = (last..range.end).find(|&token| kind(token) == Kind::Proper).unwrap_or(range.end);
        let head = (last..common).find(|&token| self.noun(token).is_some());
        let determined = whole < range.start || determiner != Determiner::Indefinite;
        if head.is_none() && !determined {
            self.name(whole, range.start, first..last, determiner, genitive, sentence);
            return last;
        }
        self.push_name(first..last, first..last, false, Place::Modifier);
        if common < range.end && head.is_some_and(|_| self.is_person_noun(common - 1)) {
            let end = (common..range.end).find(|&token| !proper(token)).unwrap_or(range.end);
            return self.name(whole, range.start, common..end, determiner, genitive, sentence);
        }
        self.description(whole, range, last, determiner, genitive, sentence)
    }

    /// A description whose common nouns start at `from`; where it ends.
    fn description(
        &mut self,
        whole: usize,
        range: Range<usize>,
        from: usize,
        determiner: Determiner,
        genitive: bool,
        sentence: &Range<usize>,
    ) -> usize {
        let is_noun = |token: usize| match self.view.tag(token) {
            Tag::Noun | Tag::Propn | Tag::Verb => true,
            // "secretary" looks like an adjective.
            Tag::Adj => token + 1 == range.end && self.noun(token).is_some(),
            _ => false,
        };
        let last = (from..range.end).rev().find(|&token| is_noun(token)).unwrap_or(range.end - 1);
        let head = if self.parsed {
            last
        } else {
            // The last of the known nouns that stand together, and no verb behind it: "ministry spokesman". One unknown noun may stand between that is no verb's form: "law enforcement agency".
            let known = |&token: &usize| self.noun(token).is_some() && is_noun(token);
            let passes = |token: usize| {
                let word = self.view.word(token);
                !word.ends_with('s') && self.view.known.cues.verb_at(&[word]).is_none()
            };
            (from..range.end).find(known).map_or(last, |mut head| {
                loop {
                    let next = (head + 1..range.end.min(head + 3)).find(known);
                    match next.filter(|&next| (head + 1..next).all(passes)) {
                        Some(next) => head = next,
                        None => break head,
                    }
                }
            })
        };
        let tokens = whole..head + 1;
        let place = match genitive && head + 1 == range.end {
            true => Place::Genitive,
            false => self.place(&tokens, head, sentence),
        };
        let word = self.view.word(head);
        let plural = match self.noun(head) {
            Some(noun) => noun.plural,
            None => {
                word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && word.len() > 3
                    || matches!(word, "people" | "men" | "women" | "police" | "data")
            }
        };
        self.push(tokens, What::Description { head, determiner }, place, plural);
        head + 1
    }

    /// A name with what stands before it; where it ends.
    fn name(
        &mut self,
        whole: usize,
        start: usize,
        name: Range<usize>,
        determiner: Determiner,
        genitive: bool,
        sentence: &Range<usize>,
    ) -> usize {
        let the = whole < start && self.view.word(whole) == "the";
        // "Prime Minister Renzi": the name is what follows the last title, unless a body's noun closes it.
        let closes = self.noun(name.end - 1).is_some_and(|noun| noun.class != NounClass::Person);
        let title = if closes { None } else { name.clone().rev().find(|&token| self.is_title(token)) };
        let mut core = name.clone();
        if let Some(title) = title {
            core.start = self.after_title(title, &name);
        }
        if core.is_empty() {
            // "the Prime Minister", "The Republican": a title without a name.
            let head = title.unwrap_or(name.end - 1);
            let tokens = whole..name.end;
            let place = if genitive { Place::Genitive } else { self.place(&tokens, head, sentence) };
            let plural = self.noun(head).is_some_and(|noun| noun.plural);
            self.push(tokens, What::Description { head, determiner }, place, plural);
            return name.end;
        }
        // "spokesman Jan Król" is one mention, "praise Jan Król" two.
        let borne = start < name.start && self.is_person_noun(name.start - 1);
        let tokens = match borne || the && start == name.start || title.is_some() && start == name.start {
            true if borne || the => whole..name.end,
            _ => name.clone(),
        };
        if start < name.start && !borne {
            let known = (start..name.start).find(|&token| self.noun(token).is_some());
            if known.is_some() {
                self.description(whole, start..name.start, start, determiner, false, sentence);
            }
        }
        let place = if genitive { Place::Genitive } else { self.place(&tokens, core.end - 1, sentence) };
        self.push_name(tokens, core, the, place);
        name.end
    }

    /// Whether a capitalised word is a title: "President", "Sen", "Mrs".
    fn is_title(&self, token: usize) -> bool {
        let word = self.view.word(token);
        self.view.known.reference.title(word).is_some()
            || self.view.known.reference.abbreviated(word).is_some()
            || self.noun(token).is_some_and(|noun| noun.class == NounClass::Person)
    }

    /// Where the name starts behind a title: after its full stop, and after "of State".
    fn after_title(&self, title: usize, name: &Range<usize>) -> usize {
        let view = self.view;
        let mut at = title + 1;
        if view.word(at) == "." {
            at += 1;
        }
        if at < name.end && matches!(view.word(at), "of" | "for") {
            at += 1 + usize::from(view.word(at + 1) == "the");
            at += 1;
            while name.end.saturating_sub(at) > 2 && view.known.reference.given_name(view.word(at)).is_none()
            {
                at += 1;
            }
        }
        at.min(name.end)
    }

    fn push_name(&mut self, tokens: Range<usize>, core: Range<usize>, the: bool, place: Place) {
        self.push(tokens, What::Name { core, the }, place, false);
    }

    fn push(&mut self, tokens: Range<usize>, what: What, place: Place, plural: bool) {
        let sentence = self.sentence;
        self.found.push(Mention {
            tokens,
            sentence,
            what,
            place,
            plural,
            with: None,
            introduces: false,
            person: false,
        });
    }

    /// What a mention does in its clause: by the tree where there is one, else by what stands beside it.
    fn place(&self, tokens: &Range<usize>, head: usize, sentence: &Range<usize>) -> Place {
        let view = self.view;
        if self.parsed {
            let root = tokens.clone().find(|&token| {
                let of = view.analysis.tokens[token].head as usize;
                of == token || !tokens.contains(&of)
            });
            return match view.analysis.tokens[root.unwrap_or(head)].relation {
                Relation::Nsubj | Relation::Csubj | Relation::Root => Place::Subject,
                Relation::Obl | Relation::Nmod => Place::Oblique,
                Relation::Compound => Place::Modifier,
                _ => Place::Object,
            };
        }
        let before = tokens.start.checked_sub(1).filter(|&before| before >= sentence.start);
        // "for both Smith and Jones": "both" is no part of the name.
        let before = match before {
            Some(at) if view.tag(at) == Tag::Det && view.word(at) != "that" => {
                at.checked_sub(1).filter(|&before| before >= sentence.start)
            }
            other => other,
        };
        let Some(before) = before else { return Place::Subject };
        let speaks = |at: usize| view.known.cues.verb_at(&view.lowered[at..at + 1]).is_some();
        match view.tag(before) {
            Tag::Adp => Place::Oblique,
            // "...," said Smith.
            Tag::Verb if speaks(before) && before > sentence.start && view.tag(before - 1) == Tag::Punct => {
                Place::Subject
            }
            Tag::Verb | Tag::Aux | Tag::Part => Place::Object,
            Tag::Punct | Tag::Cconj | Tag::Sconj | Tag::Pron | Tag::Adv
                if self.acts(tokens.end, sentence) =>
            {
                Place::Subject
            }
            _ if view.word(before) == "that" => Place::Subject,
            _ => Place::Object,
        }
    }

    /// Whether what opens a clause is its subject: a verb or an apposition follows, be it behind "of ...".
    fn acts(&self, end: usize, sentence: &Range<usize>) -> bool {
        for at in end..sentence.end.min(end + 10) {
            match self.view.tag(at) {
                Tag::Verb | Tag::Aux => return true,
                Tag::Punct => return matches!(self.view.word(at), "," | "(" | "-" | "–" | "—"),
                Tag::Adp | Tag::Adv | Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Part => {
                }
                _ => return false,
            }
        }
        false
    }
}

fn printed_letters(word: &str) -> usize {
    word.chars().count()
}
