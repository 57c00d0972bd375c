//! Persons by their surnames.

use std::cmp::Reverse;

use nutgraf_core::{EntityKind, Form};
use nutgraf_gazetteer::{self as gazetteer, Field};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Base, Linker, Stays, Target, note};
use crate::name::{surname, word_count};

/// How many times as many stories call the best known bearer of a surname by it alone as name all others together, if
/// the surname is that one's where nothing else is said.
const LEAD: u64 = 5;

/// Who bears a word that may stand alone for a person.
#[derive(Default)]
struct Bearers {
    /// By root.
    all: FxHashMap<u32, Calls>,
    /// Whether it is also a given name of several: that says nothing.
    is_common: bool,
    /// Whose it is where nothing else is said.
    best: Option<u32>,
}

/// Stories that call a bearer by the word alone, beside the whole name.
#[derive(Default)]
struct Calls {
    count: u32,
    /// The last of them, from 1.
    last: usize,
}

impl Bearers {
    /// Finds the best known one, if it is so by far; `named` is in how many stories each root is named.
    fn choose(&mut self, named: &[u32]) {
        let best = self.all.iter().max_by_key(|&(&root, calls)| (calls.count, Reverse(root)));
        self.best = best.filter(|_| !self.is_common).and_then(|(&best, calls)| {
            let others = self.all.keys().filter(|&&root| root != best);
            let others: u64 = others.map(|&root| u64::from(named[root as usize])).sum();
            (u64::from(calls.count) >= LEAD * others).then_some(best)
        });
    }
}

impl Linker<'_> {
    /// Returns what stays with its story.
    pub(super) fn link_surnames(&mut self) -> Stays {
        let mut bearers: FxHashMap<u32, Bearers> = FxHashMap::default();
        let given = self.given_names();
        let crowned = self.crowned();
        for base in 0..self.bases.len() as u32 {
            if self.bases[base as usize].kind == EntityKind::Person
                && let Some(name) = surname(self.text(base)).map(str::to_owned)
            {
                let name = self.normals.intern(&name);
                bearers.entry(name).or_default().all.entry(self.root(base)).or_default();
            }
        }
        let mut first = 0;
        for (at, story) in self.partial.stories.iter().enumerate() {
            for form in story.forms().filter(|form| form.form == Form::Partial && form.count > 0) {
                let base = self.base_of[first + form.entity as usize];
                let is_person = story.named[form.entity as usize].kind == EntityKind::Person;
                if is_person && word_count(self.text(base)) > 1 {
                    let (_, name) = self.normal(EntityKind::Person, form.text);
                    let short = self.normals.strings().get(name);
                    let opens = self.text(base).split(' ').next() == Some(short);
                    let is_common = opens && given.get(short) == Some(&Target::Many);
                    let root = self.root(base);
                    let bearers = bearers.entry(name).or_default();
                    bearers.is_common |= is_common;
                    let calls = bearers.all.entry(root).or_default();
                    calls.count += u32::from(calls.last != at + 1);
                    calls.last = at + 1;
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
        bearers.values_mut().for_each(|bearers| bearers.choose(&named));
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
            let Some(bearers) = bearers.get(&normal).filter(|_| alone) else {
                continue;
            };
            match bearers.best.filter(|&target| seldom(base, target)) {
                Some(target) => self.unite(base, target),
                None => scattered[base as usize] = bearers.is_common || bearers.all.len() > 1,
            }
        }
        Stays { always: scattered, here: apart }
    }

    /// The surnames that stand in a story beside one who bears them and are of nobody there: "Mrs. Quill" beside Martin
    /// Quill. With the story's number.
    fn apart(&self, bearers: &FxHashMap<u32, Bearers>) -> FxHashSet<(usize, u32)> {
        let mut apart = FxHashSet::default();
        let mut first = 0;
        for (at, story) in self.partial.stories.iter().enumerate() {
            let bases = &self.base_of[first..first + story.named.len()];
            first += story.named.len();
            for &base in bases {
                let Base { kind, normal, .. } = self.bases[base as usize];
                if kind == EntityKind::Person
                    && !self.fixed.contains_key(&base)
                    && let Some(bearers) = bearers.get(&normal)
                    && bearers.best.is_some()
                    && bases.iter().any(|&other| other != base && bearers.all.contains_key(&self.root(other)))
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
