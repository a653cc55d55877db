//! Who fills an end that the words of an event leave open: whoever asks for it, talks about it, is warned of it or speaks of it.

use super::{Reader, ends};
use crate::clause::Above;
use crate::party::{Party, named, referred};
use crate::roles::{Event, Filled};
use crate::stance::Held;
use crate::subject::{Subject, subject};
use crate::syntax::{Chunks, Kind, Modal};
use gainsay_knowledge::{Perspective, Progress, Slot, TriggerKind};
use gainsay_record::{Act, Level, Stance};
use std::ops::Range;

/// Who fills a role that is said to be nobody's: through nobody is a way, too.
const NOBODY: &str = "none";

impl<'a> Reader<'_, 'a> {
    /// "Russia asked China to supply drones": whoever asks is the end that the words leave open.
    pub(super) fn fill_by_asker(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        filled: &mut Filled,
        event: &Event<'_>,
        path: &[usize],
    ) {
        let asks = |at: &&usize| {
            let effect = crate::clause::effect(self.view, chunks, **at);
            chunks.kind(**at) == Some(Kind::Verb)
                && effect.is_some_and(|effect| effect.object && effect.progress == Some(Progress::Sought))
        };
        let Some(verb) = path.iter().find(asks) else { return };
        let Subject::Noun(noun) = subject(self.view, chunks, *verb).subject else { return };
        let tokens = chunks.all[noun].tokens.clone();
        let mut asker = named(self.view, tokens.clone(), None, &self.around).parties.into_iter().next();
        asker = asker.or_else(|| referred(self.view, stretch, tokens, &self.around));
        let parties = event.evoked.frame.parties;
        if let Some(asker) = asker
            && filled.parties.is_empty()
            && ends(filled, parties).iter().all(|end| end.code != asker.code)
            && let Some(open) = filled.roles[..parties].iter_mut().find(|role| role.is_none())
        {
            *open = Some(asker);
        }
    }

    /// "agreed to let Moscow have soldiers": whoever lets them have it gives it.
    pub(super) fn fill_by_giver(&self, chunks: &Chunks, filled: &mut Filled, event: &Event<'_>) {
        if !self.is_let_have(chunks, event.chunk) || filled.roles[0].is_some() {
            return;
        }
        let giver = match subject(self.view, chunks, event.chunk - 2).subject {
            Subject::Noun(noun) => {
                let tokens = chunks.all[noun].tokens.clone();
                named(self.view, tokens, None, &self.around).parties.into_iter().next()
            }
            Subject::Speaker => self.around.speaker.clone(),
            Subject::Unknown => None,
        };
        let taker = filled.roles[1].as_ref().map(|taker| taker.code.clone());
        filled.roles[0] = giver.filter(|giver| Some(&giver.code) != taker.as_ref());
    }

    /// "talks with Minsk to buy drones": whom the talks are with is the end that the words leave open.
    pub(super) fn fill_by_partner(
        &self,
        chunks: &Chunks,
        filled: &mut Filled,
        event: &Event<'_>,
        path: &[usize],
    ) {
        let parties = event.evoked.frame.parties;
        let known = ends(filled, parties);
        if known.len() != 1 || !filled.parties.is_empty() {
            return;
        }
        // "had talked with Seoul about buying".
        let talks = |at: usize| {
            let effect = crate::clause::effect(self.view, chunks, at);
            let deals = |progress| matches!(progress, Some(Progress::Negotiating | Progress::Agreed));
            effect.is_some_and(|effect| deals(effect.progress))
        };
        let with = |at: &&usize| {
            let next = chunks.all.get(**at + 1);
            (chunks.kind(**at) == Some(Kind::Noun) || talks(**at))
                && next.is_some_and(|next| {
                    next.kind == Kind::Prep && self.view.word(next.tokens.start) == "with"
                })
        };
        let Some(noun) = path.iter().find(with).and_then(|at| chunks.all.get(at + 2)) else { return };
        let partner = named(self.view, noun.tokens.clone(), None, &self.around).parties.into_iter().next();
        let Some(partner) = partner.filter(|partner| partner.code != known[0].code) else { return };
        // "an agreement to buy Russian vehicles has been signed with Cuba, said Moscow": whose they are sells them.
        let makes = filled.roles.iter().skip(parties).flatten().any(|maker| maker.code == known[0].code);
        if makes && !known[0].named && filled.roles[0].is_none() {
            filled.roles[1] = Some(partner);
            filled.roles[0] = Some(known[0].clone());
        } else if let Some(open) = filled.roles[..parties].iter_mut().find(|role| role.is_none()) {
            *open = Some(partner);
        }
    }

    /// "its territory had been used for arms transfers": whose land serves them is no end of them.
    pub(super) fn fill_by_way(
        &self,
        chunks: &Chunks,
        stretch: &Range<usize>,
        filled: &mut Filled,
        event: &Event<'_>,
    ) {
        let roles = &event.evoked.frame.roles;
        let Some(via) = roles.iter().position(|role| **role == *"via") else { return };
        if filled.roles[via].is_some() {
            return;
        }
        let before = |at: usize, kind: Kind| chunks.before(at).filter(|&at| chunks.kind(at) == Some(kind));
        // "used for transfers", "used to fly weapons".
        let verb = match event.evoked.trigger.kind {
            TriggerKind::Noun => before(event.chunk, Kind::Prep)
                .filter(|&prep| self.view.word(chunks.all[prep].tokens.start) == "for")
                .and_then(|prep| before(prep, Kind::Verb)),
            TriggerKind::Verb => before(event.chunk, Kind::Verb)
                .filter(|_| chunks.all[event.chunk].verb.is_some_and(|group| group.infinitive)),
        };
        let Some(verb) = verb else { return };
        let used =
            chunks.all[verb].verb.is_some_and(|group| group.be && self.view.word(group.head) == "used");
        let Subject::Noun(land) = subject(self.view, chunks, verb).subject else { return };
        let tokens = chunks.all[land].tokens.clone();
        let is_land = matches!(
            self.view.word(tokens.end - 1),
            "territory" | "soil" | "airspace" | "land" | "waters" | "port" | "ports" | "airport" | "airports"
        );
        if !used || !is_land {
            return;
        }
        let named = named(self.view, tokens.clone(), None, &self.around).parties.into_iter().next();
        let whose = named.or_else(|| referred(self.view, stretch, tokens, &self.around));
        let own = whose.as_ref().map(|party| party.code.clone());
        for role in filled.roles[..event.evoked.frame.parties].iter_mut() {
            if role.as_ref().map(|party| &party.code) == own.as_ref() {
                *role = None;
            }
        }
        filled.roles[via] = whose;
    }

    /// "talks between Russia and Iran on the sale of jets": the two are the ends, and who gives is left open.
    pub(super) fn fill_by_both(&self, chunks: &Chunks, filled: &mut Filled, event: &Event<'_>) {
        if event.evoked.frame.parties != 2 || !filled.parties.is_empty() || !ends(filled, 2).is_empty() {
            return;
        }
        let between = |at: usize| {
            let prep = chunks.get(at + 1).filter(|next| next.kind == Kind::Prep)?;
            let effect = crate::clause::effect(self.view, chunks, at)?;
            let deals = matches!(effect.progress, Some(Progress::Negotiating | Progress::Agreed));
            (deals && chunks.kind(at) == Some(Kind::Noun) && self.view.word(prep.tokens.start) == "between")
                .then_some(at + 2)
        };
        let Some(first) = (0..event.chunk).rev().find_map(between) else { return };
        let list = chunks.all[first..].iter();
        let list = list.take_while(|chunk| matches!(chunk.kind, Kind::Noun | Kind::And | Kind::Comma));
        for chunk in list.filter(|chunk| chunk.kind == Kind::Noun) {
            let party = named(self.view, chunk.tokens.clone(), None, &self.around).parties.into_iter().next();
            if let Some(party) = party
                && filled.parties.iter().all(|other| other.code != party.code)
            {
                filled.parties.push(party);
            }
        }
        if filled.parties.len() != 2 {
            filled.parties.clear();
        }
    }

    /// "no contract between Beijing and Cairo", of jets that China is said to sell to Egypt: the direction that was told.
    pub(super) fn direct(&self, filled: &mut Filled, event: &Event<'_>) {
        let frame = event.evoked.frame;
        if frame.parties != 2 || filled.parties.len() != 2 || filled.roles[..2].iter().any(Option::is_some) {
            return;
        }
        // "arms deals between the two countries" may go either way.
        if filled.parties.iter().all(|party| !party.named) {
            return;
        }
        let ends = |roles: &[Option<Party>]| match roles {
            [Some(giver), Some(taker), ..] => Some((giver.code.clone(), taker.code.clone())),
            _ => None,
        };
        let told = self.spoken.iter().rev().filter(|spoken| spoken.evoked.frame.name == frame.name);
        let both = |(giver, taker): &(String, String)| {
            [giver, taker].into_iter().all(|code| filled.parties.iter().any(|party| party.code == *code))
        };
        let Some((giver, _)) = told.filter_map(|spoken| ends(&spoken.filled.roles)).find(both) else {
            return;
        };
        for party in std::mem::take(&mut filled.parties) {
            let role = usize::from(party.code != giver);
            filled.roles[role] = Some(party);
        }
    }

    /// "no vessel with weapons for Israel": what somebody else's ship or plane carries.
    fn is_cargo(&self, chunks: &Chunks, event: &Event<'_>) -> bool {
        let with = chunks.before(event.chunk).filter(|&at| {
            chunks.kind(at) == Some(Kind::Prep) && self.view.word(chunks.all[at].tokens.start) == "with"
        });
        let carrier = with.and_then(|with| chunks.before(with));
        carrier.is_some_and(|at| crate::items::is_carrier(self.view, &chunks.all[at].tokens))
    }

    /// "talks with Hungary over the stationing of troops", of soldiers who were said to go from Hungary to Chad: the direction that was
    /// told, where no word says another.
    pub(super) fn turn_as_told(&self, filled: &mut Filled, event: &Event<'_>) {
        let frame = event.evoked.frame;
        let says = |&at: &usize| {
            matches!(self.view.word(at), "to" | "into" | "in" | "inside" | "from" | "for" | "by")
        };
        let noun = event.evoked.trigger.kind == TriggerKind::Noun;
        if !noun || frame.parties != 2 || !frame.apart || filled.prepositions.iter().any(says) {
            return;
        }
        let [Some(first), Some(second)] = &filled.roles[..2] else { return };
        let ends = |spoken: &super::Spoken<'_>, one: &Party, other: &Party| {
            let code = |role: usize| spoken.filled.roles[role].as_ref().map(|party| party.code.as_str());
            spoken.evoked.frame.name == frame.name
                && code(0) == Some(one.code.as_str())
                && code(1) == Some(other.code.as_str())
        };
        let told = |one: &Party, other: &Party| self.spoken.iter().any(|spoken| ends(spoken, one, other));
        let inferred = !first.named || !second.named;
        if inferred && told(second, first) && !told(first, second) {
            filled.roles.swap(0, 1);
        }
    }

    /// "warned Seoul that it would regard deliveries as a hostile act": who is warned would do it.
    pub(super) fn fill_by_addressee(&self, filled: &mut Filled, event: &Event<'_>) {
        let acts = event.evoked.frame.pattern(event.evoked.trigger).subject;
        let (Some(Slot::Role(role)), Some(cue), Some(content)) =
            (acts, self.statement.cue.last(), self.statement.content.first())
        else {
            return;
        };
        let view = self.view;
        let between = view.analysis.within(*cue).end..view.analysis.within(*content).start;
        if filled.parties.is_empty() && filled.roles[usize::from(role)].is_none() && !between.is_empty() {
            filled.roles[usize::from(role)] =
                named(view, between, None, &self.around).parties.into_iter().next();
        }
    }

    /// Whoever denies an accusation is one end of what it is about, where only one other end is named.
    pub(super) fn fill_by_speaker(
        &self,
        chunks: &Chunks,
        filled: &mut Filled,
        event: &Event<'_>,
        above: &Above,
    ) {
        let Some(speaker) = &self.around.speaker else { return };
        // "intercepted an arms shipment from Iran": that was bound for somebody else.
        let outside =
            |at: &usize| crate::clause::effect(self.view, chunks, *at).is_some_and(|effect| effect.outside);
        // Whoever they only go through is no end of them.
        let on_the_way = filled.roles.iter().skip(event.evoked.frame.parties).flatten();
        let through = on_the_way.into_iter().any(|party| party.code == speaker.code);
        if above.path.iter().any(outside) || self.is_cargo(chunks, event) || through {
            return;
        }
        let pattern = event.evoked.frame.pattern(event.evoked.trigger);
        // "Both sides said that a contract had been signed": between the two of them.
        if self.sides.len() == 2 && pattern.perspective == Perspective::Both && !filled.knows_anybody() {
            filled.parties.clone_from(&self.sides);
            return;
        }
        // "no record of any sale to Russia", where nothing was told before: a state speaks of what it is said to do itself.
        let state = speaker.code.len() == 3;
        let first = || above.negatives % 2 == 1 && self.spoken.is_empty();
        // "the report of a deal to send shells to Kyiv is not accurate": nobody else is named who would.
        let untrue = || above.report && above.untrue && self.spoken.is_empty();
        // "Permits had been granted for the export of shells to Croatia".
        let permits = || above.progress == Some(Progress::Authorised);
        // "An agreement on further aircraft has not been reached, said Ankara": who speaks of it is an end of it.
        let deals = || pattern.perspective == Perspective::Both && above.negatives % 2 == 1;
        // "the delivery of two corvettes to Manila depended on a payment".
        let waits = || above.hedge && above.level == Some(Level::Plan) && self.spoken.is_empty();
        // "Deliveries of jets from Russia go on, said the minister": he speaks of what his state receives.
        let receives = || {
            event.evoked.trigger.kind == TriggerKind::Noun
                && !above.given
                && filled.roles.get(1).is_some_and(Option::is_none)
                && filled.prepositions.iter().any(|&at| self.view.word(at) == "from")
        };
        // "No drones are coming from Iran, says La Paz": they would come to whoever says so.
        let comes = || {
            let trigger = event.evoked.trigger;
            above.negatives % 2 == 1
                && trigger.needs.iter().any(|word| **word == *"from")
                && filled.roles.first().is_some_and(Option::is_some)
                && filled.roles.get(1).is_some_and(Option::is_none)
        };
        // "The cabinet approved the transfer of batteries to Kyiv": who decides over it does it.
        let decides_itself = || {
            event.evoked.trigger.kind == TriggerKind::Noun
                && (self.cue.progress == Some(Progress::Authorised) || self.cue.meant)
                && filled.roles.first().is_some_and(Option::is_none)
                && self.spoken.is_empty()
        };
        let told =
            || decides_itself() || first() || untrue() || permits() || deals() || waits() || receives();
        let own = state && (event.evoked.trigger.is_item() || told() || comes());
        // "No missiles will go to Kyiv": whoever says so decides over them.
        // "No missiles left for Caracas", where nothing was told before.
        let trigger = event.evoked.trigger;
        let goes = event.evoked.frame.pattern(trigger).subject == Some(Slot::Item)
            && trigger.needs.is_empty()
            && trigger.stage.as_deref() == Some("under-way");
        // "would cross its territory" is of those of others.
        let object = event.evoked.frame.pattern(trigger).object;
        let way =
            |slot: Slot| matches!(slot, Slot::Role(role) if usize::from(role) >= event.evoked.frame.parties);
        let ends_there = event.passive || object.is_some_and(|slot| !way(slot));
        let moves = ends_there && self.moves_by_itself(chunks, event) || goes && self.spoken.is_empty();
        let decides = state && above.negatives % 2 == 1 && moves;
        // "Ukraine denied that Slovakia had delivered jets", "denied that shells had been shipped to Russia": nobody else
        // would deny what is done between the one that is named and somebody who is not.
        let apart = event.evoked.frame.apart;
        // "Washington denied that Rwanda had sent troops", to the country that the page has told of.
        let others = || {
            self.spoken.iter().any(|spoken| {
                let ends = ends(&spoken.filled, event.evoked.frame.parties);
                spoken.evoked.frame.name == event.evoked.frame.name
                    && ends.len() == 2
                    && ends.iter().all(|end| end.code != speaker.code)
            })
        };
        let denies = state
            && apart
            && self.cue.act == Act::Denies
            && !self.cue.negative
            && above.level.is_none()
            && !others();
        let noun = event.evoked.trigger.kind == TriggerKind::Noun || decides || denies || state && comes();
        // "Hanoi won't comment on arms talks with Russia": who gives no answer is asked for his own.
        let both = pattern.perspective == Perspective::Both;
        let silent = state && self.cue.act == Act::Declines && ends(filled, 2).len() == 1;
        // "did not answer a question about deliveries of drones to Baku": of others nobody has told.
        let alone = || {
            let taker =
                filled.roles.get(1).and_then(Option::as_ref).filter(|_| trigger.kind == TriggerKind::Noun);
            let frame = &event.evoked.frame.name;
            taker.is_some_and(|taker| {
                !self.spoken.iter().any(|spoken| {
                    let all = ends(&spoken.filled, 2);
                    spoken.evoked.frame.name == *frame
                        && all.len() == 2
                        && all.iter().any(|end| end.code == taker.code)
                })
            })
        };
        let asked = silent && (both || alone());
        if !(own || decides || asked || matches!(self.cue.act, Act::Denies | Act::Confirms))
            || !(noun || state && untrue())
            || filled.anyone
        {
            return;
        }
        let parties = event.evoked.frame.parties;
        let ends = ends(filled, parties);
        let acts = pattern.subject;
        // "any deal on arms supplies": from whom to whom is left open.
        let deal = matches!(above.progress, Some(Progress::Agreed | Progress::Negotiating))
            && event.evoked.trigger.kind == TriggerKind::Noun
            && parties == 2
            && filled.parties.is_empty();
        let with = |&at: &usize| self.view.word(at) == "with";
        let one = ends.len() == 1 && ends[0].code != speaker.code && filled.prepositions.iter().any(with);
        if deal && self.cue.act == Act::Denies && (ends.is_empty() || one) {
            filled.roles[..parties].iter_mut().for_each(|role| *role = None);
            filled.parties = ends.into_iter().chain([speaker.clone()]).collect();
            return;
        }
        if let (true, Some(Slot::Role(role))) = (ends.is_empty(), acts)
            && (self.cue.act == Act::Denies || state && above.level == Some(Level::Decision))
        {
            // "denied a missile strike on the port": who denies it would have done it.
            filled.roles[usize::from(role)] = Some(speaker.clone());
            return;
        }
        if ends.len() != 1 || ends[0].code == speaker.code {
            return;
        }
        if !filled.parties.is_empty() {
            filled.parties.push(speaker.clone());
        } else if let Some(open) = filled.roles[..parties].iter_mut().find(|role| role.is_none()) {
            *open = Some(speaker.clone());
        }
    }

    /// "had not delivered it *directly*": what is denied is that there was nobody in between.
    pub(super) fn deny_the_way(&self, chunks: &Chunks, filled: &mut Filled, event: &Event<'_>, held: &Held) {
        let roles = &event.evoked.frame.roles;
        let Some(via) = roles.iter().position(|role| **role == *"via") else { return };
        if held.stance != Stance::Denies || held.level != Level::Act || filled.roles[via].is_some() {
            return;
        }
        let word = |at: usize| self.view.word(at);
        let sentence = self.view.sentence(event.tokens.start);
        let end = (filled.reach.end.max(event.tokens.end) + 2).min(sentence.end);
        let mut words = chunks.all[event.chunk].tokens.start..end;
        let direct = words.find(|&at| word(at) == "directly");
        // "directly or indirectly" leaves no way open, "was not directly involved" is of no way at all.
        let alone = |at: usize| {
            ![word(at - 1), word(at + 1)]
                .iter()
                .any(|word| matches!(*word, "or" | "nor" | "neither" | "either" | "and"))
        };
        if let Some(at) = direct.filter(|&at| at > 0 && alone(at))
            && let Some(span) = self.view.span(at..at + 1)
        {
            let text = span.of(self.view.text).to_owned();
            filled.roles[via] = Some(Party { code: NOBODY.to_owned(), text, spans: vec![span], named: true });
        }
    }

    /// "will go to Ukraine", "will be sent": what is to be with things, and not who will see to it; or "was ever sent", which
    /// whoever knows it has in hand.
    pub(super) fn moves_by_itself(&self, chunks: &Chunks, event: &Event<'_>) -> bool {
        let chunk = &chunks.all[event.chunk];
        let future = chunk.verb.is_some_and(|group| group.modal == Some(Modal::Future));
        let ever = chunk.tokens.clone().any(|at| self.view.word(at) == "ever") && self.spoken.is_empty();
        let item = event.evoked.frame.pattern(event.evoked.trigger).subject == Some(Slot::Item);
        (future || ever) && (event.passive || item)
    }
}
