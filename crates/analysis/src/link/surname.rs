//! Persons by their surnames.

use nutgraf_core::{EntityKind, Form};
use nutgraf_gazetteer::{self as gazetteer, Field};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Base, Linker, Stays, Target, note};
use crate::name::{surname, word_count};

impl Linker<'_> {
    /// Returns what stays with its story.
    pub(super) fn link_surnames(&mut self) -> Stays {
        let mut bearers: FxHashMap<u32, Target> = FxHashMap::default();
        let given = self.given_names();
        let crowned = self.crowned();
        for base in 0..self.bases.len() as u32 {
            if self.bases[base as usize].kind == EntityKind::Person
                && let Some(name) = surname(self.text(base)).map(str::to_owned)
            {
                let name = self.normals.intern(&name);
                note(&mut bearers, name, self.root(base));
            }
        }
        let mut first = 0;
        for story in &self.partial.stories {
            for form in story.forms().filter(|form| form.form == Form::Partial && form.count > 0) {
                let base = self.base_of[first + form.entity as usize];
                let is_person = story.named[form.entity as usize].kind == EntityKind::Person;
                if is_person && word_count(self.text(base)) > 1 {
                    let (_, name) = self.normal(EntityKind::Person, form.text);
                    let short = self.normals.strings().get(name);
                    let opens = self.text(base).split(' ').next() == Some(short);
                    if opens && given.get(short) == Some(&Target::Many) {
                        bearers.insert(name, Target::Many);
                    } else {
                        note(&mut bearers, name, self.root(base));
                    }
                }
            }
            first += story.named.len();
        }
        let mut sizes = vec![0; self.bases.len()];
        for base in 0..self.bases.len() as u32 {
            sizes[self.root(base) as usize] += 1;
        }
        // A word that stands alone in twice the stories that the whole name stands in is more than that person's name.
        let named = self.stories();
        let seldom = |base: u32, target: u32| named[base as usize] < 2 * named[target as usize];
        let apart = self.apart(&bearers);
        let mut scattered = vec![false; self.bases.len()];
        for base in 0..self.bases.len() as u32 {
            let Base { kind, normal, .. } = self.bases[base as usize];
            if kind != EntityKind::Person || word_count(self.text(base)) > 1 {
                continue;
            }
            // Else it was introduced as another name of somebody.
            let alone = self.root(base) == base
                && sizes[base as usize] == 1
                && !self.fixed.contains_key(&base)
                && !crowned.contains(&base);
            match bearers.get(&normal) {
                Some(&Target::One(target)) if alone && seldom(base, target) => self.unite(base, target),
                Some(Target::Many) if alone => scattered[base as usize] = true,
                _ => {}
            }
        }
        Stays { always: scattered, here: apart }
    }

    /// The surnames that a story knows to be another's than their one bearer's, with its number: "Mrs. Quill" beside
    /// Martin Quill.
    fn apart(&self, bearers: &FxHashMap<u32, Target>) -> FxHashSet<(usize, u32)> {
        let mut apart = FxHashSet::default();
        let mut first = 0;
        for (at, story) in self.partial.stories.iter().enumerate() {
            let bases = &self.base_of[first..first + story.named.len()];
            first += story.named.len();
            for &base in bases {
                let Base { kind, normal, .. } = self.bases[base as usize];
                if kind == EntityKind::Person
                    && !self.fixed.contains_key(&base)
                    && let Some(&Target::One(bearer)) = bearers.get(&normal)
                    && bases.iter().any(|&other| other != base && self.root(other) == self.root(bearer))
                {
                    apart.insert((at, base));
                }
            }
        }
        apart
    }

    /// Who bears each first word of the persons' names of several words.
    fn given_names(&self) -> FxHashMap<String, Target> {
        let mut given = FxHashMap::default();
        for (at, base) in self.bases.iter().enumerate() {
            if base.kind == EntityKind::Person
                && let Some((first, _)) = self.text(at as u32).split_once(' ')
            {
                note(&mut given, first.to_owned(), self.root(at as u32));
            }
        }
        given
    }

    /// The bases of those who reign, and go by their given names: "Prince Charles".
    fn crowned(&self) -> FxHashSet<u32> {
        let royal = |title: &str| {
            let first = title.split(' ').next().unwrap_or(title);
            gazetteer::title(&[first]).is_some_and(|title| title.field == Field::Royal)
        };
        let mut crowned = FxHashSet::default();
        let mut first = 0;
        for story in &self.partial.stories {
            let titled = story.titles.iter().filter(|&&(_, title)| royal(self.partial.names.get(title)));
            crowned.extend(titled.map(|&(entity, _)| self.base_of[first + entity as usize]));
            first += story.named.len();
        }
        crowned
    }
}
