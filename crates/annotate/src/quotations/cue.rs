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
    /// Whether the stretch goes on with what the one before it began.
    pub(super) goes_on: bool,
}

impl Passage<'_> {
    /// "according to", or "as told to" and its like, at an atom.
    pub(super) fn according(&self, atom: usize) -> bool {
        self.atoms.says(atom, "according") && self.atoms.is(atom + 1, "to")
    }

    /// Who is said to have said it in the words after a stretch: `“...,” X said`, `“...,” said X`.
    pub(super) fn after(&self, stretch: &Stretch) -> Option<Attribution> {
        if !stretch.closed || stretch.after >= self.len() {
            return None;
        }
        let last = self.atoms.word(stretch.end - 1);
        let mut start = stretch.after;
        let mut base = match last {
            "," => 9,
            "?" | "!" | "—" | "–" | "-" | "…" => 8,
            "." => 1,
            _ => 4,
        };
        if matches!(self.atoms.word(start), "," | "—" | "–" | "-") {
            start += 1;
            base = base.max(6);
        }
        if start >= self.len() || self.quoted[start] || self.atoms.is(start, ".") {
            return None;
        }
        let end = self.narration_end(start);
        let mut spoken = None;
        for atom in start..end {
            if self.according(atom) {
                let speaker = self.noun_phrase_after(atom + 2, end)?;
                return Some(Attribution {
                    cue: Some(atom..atom + 2),
                    manner: Some(Manner::Speech),
                    speaker: Some(speaker),
                    weight: base,
                    goes_on: false,
                });
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
            let weight = base - i32::from(manner != Manner::Speech) * 2;
            let found = Attribution {
                cue: Some(atom..atom + 1),
                manner: Some(manner),
                speaker,
                weight,
                goes_on: false,
            };
            if manner == Manner::Speech {
                return Some(found);
            }
            spoken.get_or_insert(found);
        }
        if spoken.is_some() {
            return spoken;
        }
        let speaker = self.noun_phrase_after(start, end)?;
        Some(Attribution {
            cue: None,
            manner: None,
            speaker: Some(speaker),
            weight: base.min(7) - 3,
            goes_on: false,
        })
    }

    /// Who is said to have said it in the words before a stretch: `X said, “...”`, `X called it “...”`.
    pub(super) fn before(&self, stretch: &Stretch) -> Option<Attribution> {
        let end = stretch.open;
        if end == 0 || self.quoted[end - 1] {
            return None;
        }
        let ended = matches!(self.atoms.word(end - 1), "." | "?" | "!")
            && self.sentence[end - 1] != self.sentence[end];
        let start = self.narration_start(end);
        let mut found = self.cue_in(start..end, end)?;
        if ended {
            found.weight = 3;
        }
        Some(found)
    }

    /// The last cue in a stretch of the reporter's words that ends before what was said at `end`.
    pub(super) fn cue_in(&self, within: Range<usize>, end: usize) -> Option<Attribution> {
        let start = within.start;
        for atom in within.clone().rev() {
            if self.according(atom) {
                let speaker = self.noun_phrase_after(atom + 2, within.end);
                return Some(Attribution {
                    cue: Some(atom..atom + 2),
                    manner: Some(Manner::Speech),
                    speaker,
                    weight: 6,
                    goes_on: false,
                });
            }
            let Sort::Verb(manner, form) = self.sorts[atom] else { continue };
            if !self.reports(atom) {
                continue;
            }
            let speaker = if form == Form::Participle {
                self.main_subject(start..atom)
            } else {
                self.subject_before(atom, start).or_else(|| self.main_subject(start..atom))
            };
            let gap = end - atom - 1;
            let weight = match self.atoms.word(end - 1) {
                _ if gap == 0 => 10,
                ":" => 10,
                "," if gap == 1 => 10,
                "," => 8,
                "that" => 9,
                _ => 5,
            };
            return Some(Attribution {
                cue: Some(atom..atom + 1),
                manner: Some(manner),
                speaker,
                weight,
                goes_on: false,
            });
        }
        let weight = if matches!(self.atoms.word(end - 1), ":") { 6 } else { 2 };
        let speaker = self.subject_first(within);
        speaker.is_some().then_some(Attribution { cue: None, manner: None, speaker, weight, goes_on: false })
    }

    /// Whose deed a participle goes on with ("..., adding that"): the subject of the verb before, or of the sentence.
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
            let before = self.before(stretch);
            let after = self.after(stretch);
            let mut best = match (before, after) {
                (Some(before), Some(after)) => Some(
                    if after.speaker.is_some() && (before.speaker.is_none() || after.weight > before.weight) {
                        after
                    } else {
                        before
                    },
                ),
                (before, after) => before.or(after),
            };
            let previous = index
                .checked_sub(1)
                .and_then(|last| found[last].as_ref().map(|cue| (cue, &self.stretches[last])));
            if let Some((cue, last)) = previous {
                let ended = matches!(self.atoms.word(stretch.open.wrapping_sub(1)), "." | "?" | "!")
                    || self.quoted[stretch.open - 1];
                if cue.speaker.is_some()
                    && ended
                    && last.words > 1
                    && best.as_ref().is_none_or(|best| best.weight < 7)
                {
                    best = Some(Attribution { weight: 6, goes_on: true, ..cue.clone() });
                }
            }
            found.push(best);
        }
        found
    }
}
