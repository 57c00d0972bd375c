use std::ops::Range;

use super::passage::{FAR, Passage};
use super::word::{Form, Manner, Sort};

/// The fewest atoms of what is reported in the reporter's words.
const SHORTEST: usize = 3;

/// Verbs that take what was said without "that".
const PLAIN: [&str; 16] = [
    "said", "says", "say", "saying", "told", "tells", "thinks", "think", "thought", "believes", "believe",
    "believed", "knows", "hopes", "argued", "claimed",
];
/// Verbs that promise or refuse: what they take is "to" and a verb.
const BOUND: [&str; 40] = [
    "vowed",
    "vows",
    "vowing",
    "pledged",
    "pledges",
    "pledging",
    "promised",
    "promises",
    "promising",
    "declined",
    "declines",
    "refused",
    "refuses",
    "threatened",
    "threatens",
    "threatening",
    "agreed",
    "agrees",
    "offered",
    "offers",
    "wants",
    "want",
    "wanted",
    "hopes",
    "hope",
    "hoped",
    "plans",
    "plan",
    "planned",
    "planning",
    "expects",
    "expect",
    "expected",
    "claims",
    "claimed",
    "claiming",
    "decided",
    "proposed",
    "urged",
    "hoping",
];

/// Something said in the reporter's words, in atoms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Report {
    pub(super) content: Range<usize>,
    pub(super) cue: Range<usize>,
    pub(super) speaker: Range<usize>,
}

impl Passage<'_> {
    /// What is reported without quotation marks; `covered` tells the atoms that quotations hold or hang on.
    pub(super) fn reported(&self, covered: &[bool]) -> Vec<Report> {
        let mut found: Vec<Report> = Vec::new();
        let mut start = 0;
        while start < self.len() {
            let mut end = start + 1;
            while end < self.len() && self.sentence[end] == self.sentence[start] {
                end += 1;
            }
            let mut stop = end;
            while stop > start && matches!(self.atoms.word(stop - 1), "." | "?" | "!") {
                stop -= 1;
            }
            for atom in (start..stop).filter(|&atom| !covered[atom]) {
                let (start, stop) = (start.max(atom.saturating_sub(FAR)), stop.min(atom + FAR));
                let report = if self.according(atom) > 0 {
                    self.by_source(atom, start..stop)
                } else if let Sort::Verb(manner, form) = self.sorts[atom] {
                    self.by_verb(atom, manner, form, start..stop)
                } else {
                    None
                };
                let free = |report: &Report| {
                    report.content.len() >= SHORTEST
                        && !report.content.clone().any(|atom| covered[atom])
                        && found.iter().rev().take(8).all(|other| other.content != report.content)
                };
                found.extend(report.filter(free));
            }
            start = end;
        }
        found
    }

    /// `According to X, ...` and `..., according to X`.
    fn by_source(&self, atom: usize, sentence: Range<usize>) -> Option<Report> {
        let speaker = self.noun_phrase_after(atom + 2, sentence.end)?;
        let cue = atom..atom + 2;
        let leads = atom <= sentence.start + 1;
        let content = if leads {
            let comma = (speaker.end..sentence.end).find(|&at| self.atoms.is(at, ","))?;
            comma + 1..sentence.end
        } else {
            let end = atom - usize::from(self.atoms.is(atom - 1, ","));
            self.own_words(sentence.start, end)?..end
        };
        Some(Report { content, cue, speaker })
    }

    fn by_verb(&self, verb: usize, manner: Manner, form: Form, sentence: Range<usize>) -> Option<Report> {
        if manner == Manner::Naming && !self.atoms.says_any(verb, &BOUND) || !self.reports(verb) {
            return None;
        }
        let cue = verb..verb + 1;
        // "spoke of a storm" names a matter, and tells nothing of it.
        if self.atoms.says_any(verb, &["speak", "speaks", "spoke", "speaking"])
            && self.atoms.says_any(verb + 1, &["of", "for", "about", "to", "with", "at"])
        {
            return None;
        }
        // ", said X": what was said stands before.
        if verb > sentence.start + SHORTEST
            && self.atoms.is(verb - 1, ",")
            && manner == Manner::Speech
            && form != Form::Participle
            && !self.is_apposed(sentence.start..verb - 1)
        {
            let speaker = self.noun_phrase_after(verb + 1, sentence.end)?;
            return Some(Report {
                content: self.own_words(sentence.start, verb - 1)?..verb - 1,
                cue,
                speaker,
            });
        }
        let speaker = self.subject_of(verb, form, sentence.start)?;
        let mut next = verb + 1;
        while next < sentence.end && matches!(self.sorts[next], Sort::Adverb | Sort::Time) {
            next += 1;
        }
        // ", X said": as well, when nothing but circumstances follow.
        let comma = speaker.start > sentence.start + SHORTEST
            && self.atoms.is(speaker.start - 1, ",")
            && speaker.start < verb;
        let idle = next >= sentence.end
            || self.atoms.is(next, ",")
            || self.sorts[next] == Sort::Preposition && !self.atoms.is(next, "to");
        if comma
            && idle
            && manner == Manner::Speech
            && form != Form::Participle
            && self.clause_marker(verb..sentence.end).is_none_or(|at| at >= verb + 8)
        {
            let end = speaker.start - 1;
            return Some(Report { content: self.own_words(sentence.start, end)?..end, cue, speaker });
        }
        let begin = match self.clause_marker(verb + 1..sentence.end.min(verb + 10)) {
            Some(marker) if self.leads_to(verb + 1..marker) => marker,
            _ if next >= sentence.end => return None,
            _ if self.atoms.is(next, "to") && self.atoms.says_any(verb, &BOUND) => next,
            _ if self.atoms.says_any(verb, &["told", "tells"]) => {
                // The first noun is who was told.
                let told = self.noun_phrase_after(next, sentence.end)?.end;
                (told < sentence.end && self.opens_clause(told) && !self.atoms.is_mark(told))
                    .then_some(told)?
            }
            _ if self.atoms.says_any(verb, &PLAIN) && self.opens_clause(next) => next,
            _ => return None,
        };
        Some(Report { content: begin..self.clause_end(begin, sentence.end), cue, speaker })
    }

    /// Whether what stands before ", said" is its subject with an apposition: "The mayor, Ann Vale, said".
    fn is_apposed(&self, within: Range<usize>) -> bool {
        let Some(comma) = within.clone().find(|&atom| self.atoms.is(atom, ",")) else { return false };
        let is_verb = |atom: usize| {
            let word = self.atoms.word(atom);
            matches!(self.sorts[atom], Sort::Auxiliary | Sort::Be | Sort::Verb(_, Form::Past | Form::Present))
                || self.name(atom).is_none() && word.len() > 4 && word.ends_with("ed")
        };
        !(within.start..comma).any(is_verb)
            && (matches!(self.sorts.get(comma + 1), Some(Sort::Relative))
                || !(comma..within.end).any(is_verb))
    }

    /// Where a clause begins that says what was said: at "that", "how", "whether".
    fn clause_marker(&self, within: Range<usize>) -> Option<usize> {
        within.into_iter().find(|&atom| {
            !self.quoted[atom]
                && self.atoms.says_any(atom, &["that", "how", "whether", "why", "what", "if"])
                && !self.atoms.is_mark(atom + 1)
        })
    }

    /// Whether what stands between a verb and a clause is an addressee or a circumstance: no other verb, no comma
    /// but a pair.
    fn leads_to(&self, between: Range<usize>) -> bool {
        let commas = between.clone().filter(|&atom| self.atoms.is(atom, ",")).count();
        commas != 1
            && !between.clone().any(|atom| {
                matches!(self.sorts[atom], Sort::Verb(..) | Sort::Auxiliary | Sort::Be | Sort::Relative)
            })
    }

    /// Whether a clause with a subject of its own begins at an atom: "he will", "the bridge was".
    fn opens_clause(&self, atom: usize) -> bool {
        !self.quoted[atom]
            && (matches!(self.sorts[atom], Sort::Pronoun | Sort::Determiner)
                || self.atoms.is_capital(atom)
                || self.sorts[atom] == Sort::Other && self.atoms.is_word(atom))
    }

    /// Where what was said begins in a sentence whose speaker stands at its end: after a word that joins it on.
    fn own_words(&self, start: usize, end: usize) -> Option<usize> {
        let start = start + usize::from(self.sorts[start] == Sort::Conjunction);
        (start + SHORTEST <= end).then_some(start)
    }

    /// Where a reported clause ends: with its sentence, or where the reporter's next verb of saying takes over.
    fn clause_end(&self, begin: usize, end: usize) -> usize {
        let mut join = None;
        for atom in begin + SHORTEST..end {
            if self.quoted[atom] {
                continue;
            }
            let joins = self.sorts[atom] == Sort::Conjunction && join.is_none_or(|at| at + 1 != atom);
            if joins || matches!(self.atoms.word(atom), "," | ";") {
                join = Some(atom);
            }
            let says = matches!(self.sorts[atom], Sort::Verb(Manner::Speech, form) if form != Form::Base)
                && self.reports(atom);
            if let Some(join) = join.filter(|join| (says || self.according(atom) > 0) && atom - join <= 6) {
                return join;
            }
        }
        end
    }
}
