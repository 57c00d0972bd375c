use std::ops::Range;

use super::mark::Stretch;
use super::passage::Passage;
use super::word::{Form, Manner, Sort};

/// What tells whose words a stretch holds.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// The verb, or "according to".
    pub(super) cue: Option<Range<usize>>,
    pub(super) manner: Option<Manner>,
    pub(super) speaker: Option<Range<usize>>,
    /// How sure it is; the weights were set by hand.
    pub(super) weight: i32,
    /// How the stretch hangs together with its cue.
    pub(super) place: Place,
}

/// Where the cue of a stretch stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Before it, in the same sentence or the one before.
    Before,
    /// After it.
    After,
    /// The stretch goes on, in a new sentence, with what the one before it began.
    GoesOn,
    /// The stretch goes on with the one before it in the same sentence.
    SameSentence,
}

impl Passage<'_> {
    /// The length of "according to" at an atom; 0 when it does not stand there.
    pub(super) fn according(&self, atom: usize) -> usize {
        if self.atoms.says(atom, "according") && self.atoms.is(atom + 1, "to") { 2 } else { 0 }
    }

    /// Who is said to have said it in the words after a stretch: `“...,” X said`, `“...,” said X`.
    fn after(&self, stretch: &Stretch) -> Option<Attribution> {
        if !stretch.closed || stretch.after >= self.len() {
            return None;
        }
        let mut start = stretch.after;
        // Marks of a quotation inside do not hide how this one ends.
        let last = (stretch.start..stretch.end)
            .rev()
            .find(|&atom| !matches!(self.atoms.word(atom), "'" | "’" | "”"));
        let mut base = match self.atoms.word(last.unwrap_or(stretch.start)) {
            "," => 9,
            "?" | "!" | "—" | "–" | "-" | "…" => 8,
            "." => 1,
            _ => 4,
        };
        let dashed = matches!(self.atoms.word(start), "—" | "–" | "-" | "―");
        if dashed || self.atoms.is(start, ",") {
            start += 1;
            base = base.max(6);
        }
        if start >= self.len() || self.quoted[start] || self.atoms.is_mark(start) {
            return None;
        }
        let small = !self.atoms.is_capital(stretch.start) && self.atoms.is_word(stretch.start);
        let joined = matches!(self.sorts[start], Sort::Conjunction | Sort::Subordinator | Sort::Relative);
        if joined && small {
            // The sentence that the fragment stands in goes on: "..., “fragment,” while Y said".
            base -= 5;
        }
        let end = self.narration_end(start);
        let attribution =
            |cue, manner, speaker, weight| Attribution { cue, manner, speaker, weight, place: Place::After };
        let mut thought = None;
        for atom in start..end {
            let length = if atom == start && self.atoms.says(atom, "per") { 1 } else { self.according(atom) };
            if length > 0 {
                let speaker = self.noun_phrase_after(atom + length, end);
                return Some(attribution(Some(atom..atom + length), Some(Manner::Speech), speaker, base));
            }
            let Sort::Verb(manner, form) = self.sorts[atom] else { continue };
            if form == Form::Participle || !self.reports(atom) {
                continue;
            }
            let speaker = if (start..atom).all(|at| self.sorts[at] == Sort::Adverb) {
                self.noun_phrase_after(atom + 1, end)
            } else if self.sorts[atom - 1] == Sort::Relative {
                None
            } else {
                self.subject_before(atom, start)
            };
            if speaker.is_none() {
                continue;
            }
            if manner == Manner::Speech {
                return Some(attribution(Some(atom..atom + 1), Some(manner), speaker, base));
            }
            thought.get_or_insert_with(|| attribution(Some(atom..atom + 1), Some(manner), speaker, base - 2));
        }
        thought.or_else(|| {
            let speaker = self.noun_phrase_after(start, end)?;
            if self.atoms.word(speaker.start).ends_with("ing") {
                return None;
            }
            let weight = if dashed && speaker.end + 1 >= end { 6 } else { base.min(7) - 3 };
            Some(attribution(None, None, Some(speaker), weight))
        })
    }

    /// Who is said to have said it in the words before a stretch: `X said, “...”`, `X called it “...”`.
    fn before(&self, stretch: &Stretch) -> Option<Attribution> {
        let end = stretch.open;
        if end == 0 || self.quoted[end - 1] {
            return None;
        }
        let ended = matches!(self.atoms.word(end - 1), "." | "?" | "!")
            && self.sentence[end - 1] != self.sentence[end];
        let mut found = self.cue_in(self.narration_start(end)..end)?;
        if ended {
            found.weight = 3;
        }
        Some(found)
    }

    /// The last cue in a stretch of the reporter's words, for what was said right after them.
    pub(super) fn cue_in(&self, within: Range<usize>) -> Option<Attribution> {
        // An aside in brackets is a sentence of its own.
        let bracket = within.clone().rev().find(|&atom| matches!(self.atoms.word(atom), "(" | ")"));
        let start = bracket.filter(|&atom| self.atoms.is(atom, "(")).map_or(within.start, |atom| atom + 1);
        let (within, end) = (start..within.end, within.end);
        let attribution =
            |cue, manner, speaker, weight| Attribution { cue, manner, speaker, weight, place: Place::Before };
        let mut inner: Option<Attribution> = None;
        for atom in within.clone().rev() {
            if self.according(atom) > 0 && inner.is_none() {
                let speaker = self.noun_phrase_after(atom + 2, end);
                return Some(attribution(Some(atom..atom + 2), Some(Manner::Speech), speaker, 6));
            }
            let Sort::Verb(manner, form) = self.sorts[atom] else { continue };
            if !self.reports(atom) || inner.is_some() && manner != Manner::Speech {
                continue;
            }
            let speaker = self.subject_of(atom, form, start);
            let weight = match self.atoms.word(end - 1) {
                ":" => 10,
                "," if end - atom == 2 => 10,
                "," => 8,
                "that" => 9,
                _ if end - atom == 1 => 10,
                _ => 5,
            };
            let found = attribution(Some(atom..atom + 1), Some(manner), speaker, weight);
            // "X said he hopes that", "X said what he called": he is most likely X.
            let pronoun = found
                .speaker
                .as_ref()
                .is_some_and(|run| self.is_pronoun(run) && !self.atoms.is(run.start, "I"));
            let nested = pronoun
                && (manner != Manner::Speech
                    || found
                        .speaker
                        .as_ref()
                        .is_some_and(|run| run.start > start && self.atoms.says(run.start - 1, "what")));
            match inner {
                Some(first) if found.speaker.is_none() => return Some(first),
                Some(first) => return Some(Attribution { weight: first.weight, ..found }),
                None if nested => inner = Some(found),
                None => return Some(found),
            }
        }
        if let Some(mut found) = inner {
            let first = self.subject_first(start..found.cue.as_ref().map_or(end, |cue| cue.start));
            if let Some(first) =
                first.filter(|run| !self.is_pronoun(run) && self.entity(run.clone()).is_some())
            {
                found.speaker = Some(first);
            }
            return Some(found);
        }
        let weight = if self.atoms.is(end.checked_sub(1)?, ":") { 6 } else { 2 };
        let speaker = self.subject_first(within)?;
        Some(attribution(None, None, Some(speaker), weight))
    }

    pub(super) fn is_pronoun(&self, run: &Range<usize>) -> bool {
        run.len() == 1 && self.sorts[run.start] == Sort::Pronoun
    }

    /// Who does what the verb at `verb` says; for a participle ("..., adding that") the subject of what it hangs on.
    pub(super) fn subject_of(&self, verb: usize, form: Form, floor: usize) -> Option<Range<usize>> {
        if form != Form::Participle {
            return self.subject_before(verb, floor).or_else(|| self.main_subject(floor..verb));
        }
        // "with X saying": the participle has a subject of its own.
        if let Some(own) = self
            .subject_before(verb, floor)
            .filter(|own| own.start > floor && self.atoms.says(own.start - 1, "with"))
        {
            return Some(own);
        }
        self.main_subject(floor..verb)
    }

    /// The subject of the first verb of a sentence that reports, or of the sentence.
    fn main_subject(&self, within: Range<usize>) -> Option<Range<usize>> {
        let finite = |atom: &usize| {
            matches!(self.sorts[*atom], Sort::Verb(_, Form::Past | Form::Present)) && self.reports(*atom)
        };
        let verb = within.clone().find(finite);
        verb.and_then(|verb| self.subject_before(verb, within.start)).or_else(|| self.subject_first(within))
    }

    /// The attribution of every stretch, `None` for what nobody is said to have said.
    pub(super) fn attributions(&self) -> Vec<Option<Attribution>> {
        let mut found: Vec<Option<Attribution>> = Vec::with_capacity(self.stretches.len());
        for (index, stretch) in self.stretches.iter().enumerate() {
            let mut best = match (self.before(stretch), self.after(stretch)) {
                (Some(before), Some(after)) => {
                    let later =
                        after.speaker.is_some() && (before.speaker.is_none() || after.weight > before.weight);
                    Some(if later { after } else { before })
                }
                (before, after) => before.or(after),
            };
            let previous = index
                .checked_sub(1)
                .and_then(|last| Some((found.get(last)?.as_ref()?, self.stretches.get(last)?)));
            if let Some((said, last)) = previous.filter(|(said, _)| said.speaker.is_some()) {
                let weight = best.as_ref().map_or(0, |best| best.weight);
                let between = stretch.open - last.after;
                let ended = between == 0 || matches!(self.atoms.word(stretch.open - 1), "." | "?" | "!");
                if ended && last.words > 1 && weight < 7 {
                    best = Some(Attribution { weight: 6, place: Place::GoesOn, ..said.clone() });
                } else if !ended
                    && weight <= 4
                    && self.sentence[stretch.open - 1] == self.sentence[last.after.min(stretch.open - 1)]
                {
                    // "... to “go and vote” and then “pick some other place”"
                    best = Some(Attribution { weight: 5, place: Place::SameSentence, ..said.clone() });
                }
            }
            found.push(best);
        }
        found
    }
}
