use std::ops::Range;

use nutgraf_core::{Article, EntityKind, Span};

use super::mark::{Stretch, stretches};
use super::word::{Form, Sort, sorts};
use crate::atom::Atoms;

/// Verbs that report only with one of the words after them: "shot back", "chimed in", "went on", "put it".
const PHRASAL: [(&[&str], &[&str]); 3] = [
    (
        &[
            "shoots", "shot", "fires", "fired", "hits", "hit", "claps", "clapped", "chimes", "chimed",
            "weighs", "weighed", "shooting", "firing", "hitting", "shoot", "fire", "clap", "weigh",
            "weighing",
        ],
        &["back", "in"],
    ),
    (&["go", "goes", "went", "going"], &["on"]),
    (&["put", "puts", "putting"], &["it"]),
];

/// How many atoms away a cue, a subject or a person is looked for: far more than any sentence of news has, so that a
/// text without sentences costs no more than another.
pub(super) const FAR: usize = 300;

/// A name in the text, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) entity: u32,
    pub(super) kind: EntityKind,
}

/// The places of the persons' titles in an article, in order.
pub(super) fn titles(article: &Article) -> Vec<Span> {
    let mut titles: Vec<Span> =
        article.entities.iter().flat_map(|entity| entity.title_spans.iter().copied()).collect();
    titles.sort_unstable();
    titles
}

/// The names of an article in order of place.
pub(super) fn names(article: &Article) -> Vec<Name> {
    let mut names: Vec<Name> = article
        .entities
        .iter()
        .flat_map(|entity| {
            let name = |mention: &nutgraf_core::Mention| Name {
                span: mention.span,
                entity: entity.id,
                kind: entity.kind,
            };
            entity.mentions.iter().map(name)
        })
        .collect();
    names.sort_by_key(|name| (name.span, name.entity));
    names
}

/// One paragraph, as someone reads it who looks for what was said.
pub(super) struct Passage<'a> {
    pub(super) atoms: Atoms<'a>,
    pub(super) sorts: Vec<Sort>,
    pub(super) stretches: Vec<Stretch>,
    /// Whether an atom stands between quotation marks, or is one.
    pub(super) quoted: Vec<bool>,
    /// The number of each atom's sentence.
    pub(super) sentence: Vec<u32>,
    /// The name that holds an atom, as an index into `names`.
    name: Vec<Option<u32>>,
    names: &'a [Name],
    titles: &'a [Span],
    /// The one person that the paragraph before names.
    before: Option<u32>,
}

impl<'a> Passage<'a> {
    pub(super) fn of(
        article: &'a Article,
        block: Span,
        names: &'a [Name],
        titles: &'a [Span],
        before: Option<u32>,
    ) -> Passage<'a> {
        let atoms = Atoms::of(&article.text, block);
        let stretches = stretches(&atoms);
        let mut quoted = vec![false; atoms.len()];
        for stretch in &stretches {
            quoted[stretch.open..stretch.after].fill(true);
        }
        let mut sentence = Vec::with_capacity(atoms.len());
        let mut at = article.sentences.partition_point(|sentence| sentence.end() <= block.start());
        for atom in &atoms.list {
            while article.sentences.get(at + 1).is_some_and(|next| next.start() <= atom.start as usize) {
                at += 1;
            }
            sentence.push(at as u32);
        }
        let mut name = vec![None; atoms.len()];
        let first = names.partition_point(|name| name.span.end() <= block.start());
        for (index, found) in
            names.iter().enumerate().skip(first).take_while(|(_, name)| name.span.start() < block.end())
        {
            for slot in
                name.iter_mut().take(atoms.at(found.span.end() - 1) + 1).skip(atoms.at(found.span.start()))
            {
                slot.get_or_insert(index as u32);
            }
        }
        Passage { sorts: sorts(&atoms), atoms, stretches, quoted, sentence, name, names, titles, before }
    }

    pub(super) fn len(&self) -> usize {
        self.atoms.len()
    }

    /// The name that holds an atom.
    pub(super) fn name(&self, atom: usize) -> Option<Name> {
        self.name.get(atom).copied().flatten().and_then(|index| self.names.get(index as usize)).copied()
    }

    /// Where the reporter's words that end before `end` begin: after the sentence before, or after a quotation.
    pub(super) fn narration_start(&self, end: usize) -> usize {
        let mut start = end;
        let floor = end.saturating_sub(FAR);
        while start > floor && !self.quoted[start - 1] && self.sentence[start - 1] == self.sentence[end - 1] {
            start -= 1;
        }
        start
    }

    /// Where the reporter's words that begin at `start` end: with their sentence, or before a quotation.
    pub(super) fn narration_end(&self, start: usize) -> usize {
        let mut end = start;
        let ceiling = self.len().min(start + FAR);
        while end < ceiling && !self.quoted[end] && self.sentence[end] == self.sentence[start] {
            end += 1;
        }
        end
    }

    /// Whether an atom reads as a reporting verb here: not as a noun ("the report"), not in a name, not passive.
    pub(super) fn reports(&self, atom: usize) -> bool {
        let Sort::Verb(_, form) = self.sorts[atom] else { return false };
        if self.quoted[atom] || self.atoms.is(atom + 1, "-") && !self.atoms.spaced(atom + 1) {
            return false;
        }
        let phrasal = PHRASAL.iter().find(|(verbs, _)| self.atoms.says_any(atom, verbs));
        if phrasal.is_some_and(|(_, words)| !self.atoms.says_any(atom + 1, words)) {
            return false;
        }
        if self.atoms.is_capital(atom) && (self.name(atom).is_some() || atom > 0 && form == Form::Base) {
            return false;
        }
        if self.is_noun(atom, form) {
            return false;
        }
        let mut before = atom;
        while before > 0 && matches!(self.sorts[before - 1], Sort::Adverb | Sort::Negation) {
            before -= 1;
        }
        if before == 0 {
            return true;
        }
        match (form, self.sorts[before - 1]) {
            (Form::Past, Sort::Be) => false,
            (Form::Base | Form::Present, Sort::Determiner | Sort::Preposition) => {
                form == Form::Base && self.atoms.says(before - 1, "to")
            }
            (Form::Past, Sort::Determiner | Sort::Preposition) => false,
            // A possessive before it makes it a noun: "the mayor's claim".
            (Form::Base | Form::Present, _) => {
                self.atoms.spaced(before - 1) || !matches!(self.atoms.word(before - 1), "s" | "'" | "’")
            }
            _ => true,
        }
    }

    /// Whether a word that may be a verb is a noun by its neighbours: "presented plans", "an interim report", "vows of
    /// peace".
    fn is_noun(&self, atom: usize, form: Form) -> bool {
        if !matches!(form, Form::Base | Form::Present) {
            return false;
        }
        let talks = self.atoms.says_any(atom, &["speak", "speaks", "think", "thinks", "know", "knows"]);
        if self.atoms.says(atom + 1, "of") && !talks {
            return true;
        }
        let Some(last) = atom.checked_sub(1).filter(|&last| self.atoms.is_word(last)) else { return false };
        let word = self.atoms.word(last);
        if self.sentence[last] != self.sentence[atom] || self.atoms.is_capital(last) || self.quoted[last] {
            return false;
        }
        match self.sorts[last] {
            Sort::Verb(..) => self.reports(last),
            Sort::Other if word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing")) => true,
            Sort::Other if form == Form::Base => {
                let many =
                    ["people", "police", "men", "women", "children", "others", "staff", "folk", "media"];
                !word.ends_with('s') && !many.contains(&word)
            }
            _ => false,
        }
    }

    /// Whether an atom stands in a person's title: the "of" of "Secretary of State".
    fn is_in_title(&self, atom: usize) -> bool {
        let at = self.atoms.list[atom].start as usize;
        let next = self.titles.partition_point(|title| title.end() <= at);
        self.titles.get(next).is_some_and(|title| title.start() <= at)
    }

    /// The entity that a run of atoms names: the name that is its head, not one inside ("a spokesman for Vale",
    /// "Vale's lawyer", "Vale officials").
    pub(super) fn entity(&self, run: Range<usize>) -> Option<Name> {
        let core = run.clone().find(|&atom| {
            atom > run.start
                && self.name(atom).is_none()
                && !self.is_in_title(atom)
                && (matches!(self.sorts[atom], Sort::Preposition | Sort::Relative)
                    || self.atoms.is(atom, ",")
                    || self.atoms.is(atom, "("))
        });
        let end = core.unwrap_or(run.end);
        let last = self.name(end.checked_sub(1)?)?;
        (last.span.end() <= self.atoms.list[end - 1].end as usize && end > run.start).then_some(last)
    }

    /// The entity that speaks: the one named, or for "he" and "she" the only person they can stand for.
    pub(super) fn speaks(&self, run: Range<usize>) -> Option<u32> {
        if run.len() != 1 || !self.atoms.says_any(run.start, &["he", "she"]) {
            return self.entity(run).map(|name| name.entity);
        }
        let person = |atom: usize| self.name(atom).is_some_and(|name| name.kind == EntityKind::Person);
        if (run.start.saturating_sub(FAR)..run.start).any(person) {
            self.only_person(run.start)
        } else {
            self.before
        }
    }

    /// The one person named before an atom; `None` when there are several.
    pub(super) fn only_person(&self, end: usize) -> Option<u32> {
        let mut persons = (end.saturating_sub(FAR)..end)
            .filter_map(|atom| self.name(atom))
            .filter(|name| name.kind == EntityKind::Person)
            .map(|name| name.entity);
        let first = persons.next()?;
        persons.all(|other| other == first).then_some(first)
    }
}
