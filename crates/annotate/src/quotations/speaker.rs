use std::ops::Range;

use nutgraf_core::EntityKind;

use super::passage::Passage;
use super::word::{Form, Sort};

/// The longest run of atoms that is taken for a speaker.
const LONGEST: usize = 16;

/// What follows the name of a body or a person when its people speak.
const OFFICES: [&str; 26] = [
    "official",
    "officials",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "aide",
    "aides",
    "campaign",
    "lawyers",
    "lawyer",
    "supporters",
    "leaders",
    "leader",
    "executives",
    "executive",
    "police",
    "prosecutors",
    "officers",
    "members",
    "team",
    "allies",
    "analysts",
    "employees",
    "representatives",
    "strategist",
];

impl Passage<'_> {
    /// Who does what the verb at `verb` says, looked for before it but not before `floor`.
    pub(super) fn subject_before(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        let mut end = self.before_verb_group(verb, floor);
        if end <= floor {
            return None;
        }
        if self.sorts[end - 1] == Sort::Conjunction {
            return self.subject_first(floor..end - 1);
        }
        if self.sorts[end - 1] == Sort::Relative {
            end -= 1;
            if end > floor && self.atoms.is(end - 1, ",") {
                end -= 1;
            }
            return self.noun_phrase_before(end, floor);
        }
        if self.atoms.is(end - 1, ")") {
            end = (floor..end - 1).rev().find(|&atom| self.atoms.is(atom, "("))?;
            return self.noun_phrase_before(end, floor);
        }
        if matches!(self.atoms.word(end - 1), "," | "—" | "–" | "-") {
            return self.before_apposition(end - 1, floor);
        }
        self.noun_phrase_before(end, floor)
    }

    /// The end of what stands before a verb with its auxiliaries, adverbs and time ("on Thursday evening also said").
    fn before_verb_group(&self, verb: usize, floor: usize) -> usize {
        let mut end = verb;
        if end > floor + 1
            && matches!(self.sorts[verb], Sort::Verb(_, Form::Base))
            && self.atoms.says(end - 1, "to")
        {
            // "went on to say", "declined to say": the word before "to" is the verb with the subject.
            end -= 1;
            while end > floor && matches!(self.sorts[end - 1], Sort::Adverb | Sort::Be) {
                end -= 1;
            }
            if end > floor + 1 && !self.atoms.is_capital(end - 1) && self.atoms.is_word(end - 1) {
                end -= 1;
            }
        }
        while end > floor && !self.quoted[end - 1] {
            let timed = end < verb && self.sorts[end] == Sort::Time;
            match self.sorts[end - 1] {
                Sort::Auxiliary | Sort::Be | Sort::Adverb | Sort::Negation | Sort::Time => end -= 1,
                Sort::Preposition | Sort::Determiner
                    if timed
                        && self.atoms.says_any(end - 1, &["on", "in", "this", "that", "late", "early"]) =>
                {
                    end -= 1;
                }
                Sort::Other if timed && self.atoms.says_any(end - 1, &["last", "next", "late", "early"]) => {
                    end -= 1;
                }
                _ => break,
            }
        }
        end
    }

    /// The subject before an apposition that the mark at `mark` ends: `X, the mayor of Y, said`.
    fn before_apposition(&self, mark: usize, floor: usize) -> Option<Range<usize>> {
        let sign = self.atoms.word(mark);
        // "The mayor, X, said": the name stands in the apposition.
        let named = |atom: &usize| self.name(*atom).is_some_and(|name| name.kind == EntityKind::Person);
        let mut best: Option<(i32, Range<usize>)> = None;
        for comma in (floor..mark).rev() {
            if !self.atoms.is(comma, sign) || self.quoted[comma] || !self.atoms.spaced(comma + 1) {
                continue;
            }
            let Some(run) = self.noun_phrase_before(comma, floor) else { continue };
            let opens = self.sorts[comma + 1];
            let mut score = match self.entity(run.clone()).map(|name| name.kind) {
                Some(EntityKind::Person) => 4,
                Some(EntityKind::Organization) => 2,
                Some(_) => 0,
                None if self.atoms.is_capital(run.end - 1) => 3,
                None => 1,
            };
            if matches!(opens, Sort::Determiner | Sort::Relative)
                || self.atoms.kind(comma + 1) == Some(crate::atom::AtomKind::Number)
            {
                score += 2;
            } else if !self.atoms.is_capital(comma + 1) {
                score += 1;
            }
            if best.as_ref().is_none_or(|(highest, _)| score > *highest) {
                best = Some((score, run));
            }
        }
        let (_, run) = best.or_else(|| Some((0, self.noun_phrase_before(mark, floor)?)))?;
        let own = run.end + 1..mark;
        if self.atoms.is(run.end, sign)
            && !own.is_empty()
            && self.entity(run.clone()).is_none()
            && (own.clone().all(|atom| named(&atom))
                || own.len() > 1 && own.clone().skip(1).all(|atom| named(&atom)))
        {
            return Some(own);
        }
        Some(run)
    }

    /// The noun phrase that ends before `end`.
    pub(super) fn noun_phrase_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        if end <= floor || self.quoted[end - 1] {
            return None;
        }
        if self.sorts[end - 1] == Sort::Pronoun {
            return Some(end - 1..end);
        }
        let mut start = end;
        while start > floor && end - start < LONGEST && !self.quoted[start - 1] {
            let atom = start - 1;
            let named = self.name(atom).is_some();
            let joins = match self.sorts[atom] {
                _ if named => true,
                Sort::Determiner => {
                    start = atom;
                    let inner = atom > floor && self.sorts[atom - 1] == Sort::Preposition;
                    if inner {
                        continue;
                    }
                    break;
                }
                Sort::Preposition => {
                    start < end
                        && atom > floor
                        && self.atoms.is_word(atom - 1)
                        && matches!(self.sorts[atom - 1], Sort::Other | Sort::Verb(..) | Sort::Determiner)
                        && !self.atoms.says_any(atom, &["after", "before", "during", "until", "since"])
                }
                Sort::Other if self.atoms.is_mark(atom) => self.joins_words(atom),
                Sort::Other => true,
                Sort::Verb(..) => {
                    self.atoms.is_capital(atom) && atom > floor
                        || matches!(self.sorts[atom], Sort::Verb(_, Form::Base)) && start == end
                }
                Sort::Conjunction => {
                    start < end
                        && atom > floor
                        && self.atoms.is_capital(atom + 1)
                        && self.atoms.is_capital(atom - 1)
                }
                _ => false,
            };
            if !joins {
                break;
            }
            start = atom;
        }
        while start < end
            && (self.sorts[start] == Sort::Preposition || self.atoms.is_mark(start))
            && self.name(start).is_none()
        {
            start += 1;
        }
        // "In the end Vale said": what follows a preposition is no subject, the name after it is.
        let led = start > floor && self.sorts[start - 1] == Sort::Preposition;
        if let Some(name) = self.name(end - 1).filter(|_| led) {
            start = start.max(self.atoms.at(name.span.start()));
        }
        (start < end && (start..end).any(|atom| self.atoms.is_word(atom))).then_some(start..end)
    }

    /// Whether a mark stands inside a name or word: a hyphen, an apostrophe, an abbreviation's stop.
    fn joins_words(&self, atom: usize) -> bool {
        match self.atoms.word(atom) {
            "." => {
                let next = self.sentence.get(atom + 1);
                next == self.sentence.get(atom)
                    && atom > 0
                    && self.atoms.is_word(atom - 1)
                    && self.atoms.word(atom - 1).len() <= 5
            }
            "-" | "'" | "’" | "&" | "/" | "‑" => !self.atoms.spaced(atom) || self.atoms.is(atom, "&"),
            _ => false,
        }
    }

    /// The noun phrase that begins at `start`, or after adverbs and a time there, and ends before `ceiling`.
    pub(super) fn noun_phrase_after(&self, start: usize, ceiling: usize) -> Option<Range<usize>> {
        let mut start = start;
        while start < ceiling && matches!(self.sorts[start], Sort::Adverb | Sort::Time) {
            start += 1;
        }
        if start >= ceiling || self.quoted[start] {
            return None;
        }
        if self.sorts[start] == Sort::Pronoun {
            return Some(start..start + 1);
        }
        let mut end = start;
        let limit = ceiling.min(start + LONGEST);
        while end < limit && !self.quoted[end] {
            let named = self.name(end).is_some();
            let joins = match self.sorts[end] {
                _ if named => true,
                Sort::Determiner => {
                    end == start
                        || self.sorts[end - 1] == Sort::Preposition
                        || self.sorts[end - 1] == Sort::Determiner
                }
                Sort::Preposition => {
                    end > start && self.atoms.says_any(end, &["of", "for", "at", "from", "with"])
                }
                Sort::Other if self.atoms.is_mark(end) => self.joins_words(end),
                Sort::Other => {
                    let small = end > start && !self.atoms.is_capital(end) && self.atoms.spaced(end);
                    !(small && (self.follows_name(end, limit) || self.atoms.word(end).ends_with("ed")))
                }
                Sort::Verb(_, Form::Base) => {
                    end > start
                        && matches!(self.sorts[end - 1], Sort::Determiner | Sort::Other)
                        && !self.atoms.is_capital(end - 1)
                }
                Sort::Verb(..) => self.atoms.is_capital(end),
                Sort::Conjunction => {
                    end > start && self.atoms.is_capital(end + 1) && self.atoms.is_capital(end - 1)
                }
                _ => false,
            };
            if !joins {
                break;
            }
            end += 1;
        }
        while end > start
            && (self.sorts[end - 1] == Sort::Preposition
                || self.sorts[end - 1] == Sort::Conjunction
                || self.atoms.is_mark(end - 1))
        {
            end -= 1;
        }
        (end > start && !self.atoms.is_mark(start)).then_some(start..end)
    }

    /// Whether a small word stands after a whole name: "Vale fired back", not "Vale officials", "Union boss Ann Vale".
    fn follows_name(&self, atom: usize, limit: usize) -> bool {
        let named = self.name(atom - 1).is_some()
            || self.atoms.is_capital(atom - 1) && self.sorts[atom - 1] == Sort::Other;
        let goes_on = (atom + 1..limit.min(atom + 4))
            .take_while(|&next| {
                self.sorts[next] == Sort::Other && self.atoms.is_word(next) && !self.quoted[next]
            })
            .any(|next| self.atoms.is_capital(next));
        named && !goes_on && !self.atoms.says_any(atom, &OFFICES)
    }

    /// The subject that a sentence opens with, after its adverbs and prepositional phrases.
    pub(super) fn subject_first(&self, within: Range<usize>) -> Option<Range<usize>> {
        let mut start = within.start;
        for _ in 0..4 {
            while start < within.end
                && (self.atoms.is_mark(start)
                    || matches!(self.sorts[start], Sort::Conjunction | Sort::Adverb | Sort::Time))
            {
                start += 1;
            }
            if start >= within.end {
                break;
            }
            let leads = self.name(start).is_none()
                && (matches!(
                    self.sorts[start],
                    Sort::Preposition | Sort::Subordinator | Sort::Verb(_, Form::Participle)
                ) || self.atoms.word(start).ends_with("ing")
                    || start == within.start
                        && self.atoms.says_any(start, &["asked", "pressed", "questioned"]));
            if !leads {
                break;
            }
            let comma =
                (start..within.end).find(|&atom| self.atoms.is(atom, ",") && self.atoms.spaced(atom + 1));
            match comma {
                Some(comma) => start = comma + 1,
                None => break,
            }
        }
        let subject = self.noun_phrase_after(start, within.end);
        let plain = subject.clone().filter(|run| {
            self.sorts[run.start] == Sort::Pronoun
                || self.entity(run.clone()).is_some()
                || self.sorts[run.start] == Sort::Determiner
        });
        plain.or_else(|| self.first_person(within)).or(subject)
    }

    fn first_person(&self, within: Range<usize>) -> Option<Range<usize>> {
        let person = |atom: &usize| self.name(*atom).is_some_and(|name| name.kind == EntityKind::Person);
        let start = within.clone().find(|atom| person(atom) && !self.quoted[*atom])?;
        let end = (start..within.end).find(|atom| !person(atom)).unwrap_or(within.end);
        Some(start..end)
    }
}
