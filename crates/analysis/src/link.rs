//! Entities of stories linked into entities of the corpus. A doubtful link is not made.

mod club;
mod kind;
mod surname;

use nutgraf_core::{EntityKind, Form};
use nutgraf_gazetteer as gazetteer;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::Partial;
use crate::alias::Aliases;
use crate::name::{has_generation, normal, without_initials, word_count};
use crate::strings::Interner;

/// Which row each entity of each story belongs to. Rows are in the order of
/// [`Corpus::entities`](crate::Corpus::entities).
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// Per story, the number of its first entity in `row_of`; one more at the end.
    starts: Vec<usize>,
    row_of: Vec<u32>,
    /// Rows, most stories first.
    pub(crate) rows: Vec<Row>,
    /// Names that the user gave to rows.
    given: FxHashMap<u32, Box<str>>,
}

/// One entity of the corpus.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    pub(crate) kind: EntityKind,
    /// Number of the printed name.
    pub(crate) name: u32,
    pub(crate) stories: u64,
    pub(crate) mentions: u64,
}

impl Links {
    /// The name of a row.
    pub(crate) fn name<'a>(&'a self, row: u32, partial: &'a Partial) -> &'a str {
        let printed = || self.rows.get(row as usize).map_or("", |row| partial.names.get(row.name));
        self.given.get(&row).map(|name| &**name).unwrap_or_else(printed)
    }

    /// The rows of a story's entities.
    pub(crate) fn of_story(&self, story: usize) -> &[u32] {
        let range = self.starts.get(story).zip(self.starts.get(story + 1));
        range.and_then(|(&start, &end)| self.row_of.get(start..end)).unwrap_or_default()
    }
}

/// Entities of one kind and one normal name.
struct Base {
    kind: EntityKind,
    normal: u32,
    /// Number of the first of its names as printed.
    printed: u32,
}

/// What a name leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    One(u32),
    Many,
}

/// Links by name and kind: a country's names are one name, a state's short form and well-known letters are the whole
/// one, and a name of several words that is mostly of one kind is of that kind wherever it stands. Then names with a
/// middle initial to those without, and with a short given name to those with the whole; acronyms, aliases and native
/// forms to the name they were introduced for, and a company's name without what it does to the one with it; what a
/// club's followers call it to its whole name; surnames to the person who bears them, if they are not met alone in
/// twice the stories and the story does not name that person apart. A father is not linked to his son. Each step links
/// only what has a single target in the whole corpus; of several bearers of a surname it is the one whom far more
/// stories call so than name all others together, in stories that name none of them, and else stays with its story.
/// What the user's aliases say of a name overrules all.
pub(crate) fn link(partial: &Partial, aliases: &Aliases) -> Links {
    let mut linker = Linker::new(partial, aliases);
    linker.settle_kinds();
    linker.link_initials();
    linker.link_nicknames();
    linker.link_introduced();
    linker.link_clubs();
    let stays = linker.link_surnames();
    linker.rows(&stays)
}

/// What stays with its story, because nobody can say whose name it is elsewhere.
struct Stays {
    /// By base: whether it does in every story.
    always: Vec<bool>,
    /// The story's number and the base of those that do there.
    here: FxHashSet<(usize, u32)>,
}

struct Linker<'a> {
    partial: &'a Partial,
    aliases: &'a Aliases,
    normals: Interner,
    bases: Vec<Base>,
    find: FxHashMap<(EntityKind, u32), u32>,
    // Union-find; a root is its own parent and the smallest of its set.
    parents: Vec<u32>,
    // The base of each entity of each story.
    base_of: Vec<u32>,
    // Kinds and normal forms already made, by kind and printed name.
    known: FxHashMap<(EntityKind, u32), (EntityKind, u32)>,
    // Bases of which the user says what they are, with the name to show.
    fixed: FxHashMap<u32, &'a str>,
}

impl<'a> Linker<'a> {
    fn new(partial: &'a Partial, aliases: &'a Aliases) -> Linker<'a> {
        let mut linker = Linker {
            partial,
            aliases,
            normals: Interner::default(),
            bases: vec![],
            find: FxHashMap::default(),
            parents: vec![],
            base_of: vec![],
            known: FxHashMap::default(),
            fixed: FxHashMap::default(),
        };
        for named in partial.stories.iter().flat_map(|story| &story.named) {
            let (kind, normal) = linker.normal(named.kind, named.name);
            let next = linker.bases.len() as u32;
            let base = *linker.find.entry((kind, normal)).or_insert(next);
            if base == next {
                linker.bases.push(Base { kind, normal, printed: named.name });
                linker.parents.push(next);
            }
            if let Some(said) = aliases.of(named.kind, partial.names.get(named.name)) {
                linker.fixed.insert(base, &said.name);
            }
            linker.base_of.push(base);
        }
        linker
    }

    /// The kind and the normal form of a printed name: what the user says, a country's one name, or its own.
    fn normal(&mut self, kind: EntityKind, name: u32) -> (EntityKind, u32) {
        if let Some(&known) = self.known.get(&(kind, name)) {
            return known;
        }
        let printed = self.partial.names.get(name);
        let said = self.aliases.of(kind, printed);
        let country = || match kind {
            EntityKind::Place => gazetteer::country(printed).or_else(|| gazetteer::whole_place(printed)),
            EntityKind::Organization => {
                gazetteer::country(printed).or_else(|| gazetteer::whole_body(printed))
            }
            // "Republicans" are of the group of a Republican.
            EntityKind::Group => gazetteer::member(printed),
            _ => None,
        };
        let of = said.and_then(|said| said.kind).unwrap_or(kind);
        let one = said.map(|said| &*said.name).or_else(country).unwrap_or(printed);
        let made = (of, self.normals.intern(&normal(of, one)));
        self.known.insert((kind, name), made);
        made
    }

    fn text(&self, base: u32) -> &str {
        self.bases.get(base as usize).map_or("", |base| self.normals.strings().get(base.normal))
    }

    fn root(&self, mut base: u32) -> u32 {
        while self.parents[base as usize] != base {
            base = self.parents[base as usize];
        }
        base
    }

    /// In how many stories the entities of each root are named.
    fn stories(&self) -> Vec<u32> {
        let mut named = vec![0; self.bases.len()];
        let mut first = 0;
        for story in &self.partial.stories {
            let bases = &self.base_of[first..first + story.named.len()];
            first += story.named.len();
            let mut roots: Vec<u32> = bases.iter().map(|&base| self.root(base)).collect();
            roots.sort_unstable();
            roots.dedup();
            roots.iter().for_each(|&root| named[root as usize] += 1);
        }
        named
    }

    /// Makes two bases one; what the user named stays what it is.
    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if self.fixed.contains_key(&a) || self.fixed.contains_key(&b) {
            return;
        }
        self.parents[a.max(b) as usize] = a.min(b);
    }

    fn link_initials(&mut self) {
        let mut targets: FxHashMap<(EntityKind, String), Target> = FxHashMap::default();
        let mut order = Vec::new();
        for (at, base) in self.bases.iter().enumerate() {
            let at = at as u32;
            if base.kind == EntityKind::Person
                && let Some(short) = without_initials(self.text(at))
            {
                note(&mut targets, (base.kind, short.clone()), at);
                order.push((short, at));
            }
        }
        let mut pairs: FxHashMap<u32, u32> = FxHashMap::default();
        for (short, at) in order {
            let short_base = self.normals.intern(&short);
            let key = (EntityKind::Person, short_base);
            if let (Some(Target::One(_)), Some(&base)) =
                (targets.get(&(EntityKind::Person, short)), self.find.get(&key))
            {
                pairs.insert(at, base);
            }
        }
        self.part_kin(&mut pairs);
        let mut pairs: Vec<(u32, u32)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        for (at, base) in pairs {
            self.unite(base, at);
        }
    }

    /// Takes out the pairs of a father and a son: of "Ada Quill Jr." and "Ada Quill" where a story names both, or where
    /// more stories name the second. It may as well be the first's father who is printed without a mark.
    fn part_kin(&self, pairs: &mut FxHashMap<u32, u32>) {
        let mut first = 0;
        for story in &self.partial.stories {
            let bases = &self.base_of[first..first + story.named.len()];
            first += story.named.len();
            for &base in bases {
                let plain = pairs.get(&base).filter(|_| has_generation(self.text(base)));
                if plain.is_some_and(|plain| bases.contains(plain)) {
                    pairs.remove(&base);
                }
            }
        }
        let stories = self.stories();
        let named = |base: u32| stories[self.root(base) as usize];
        pairs.retain(|&marked, &mut plain| {
            !has_generation(self.text(marked)) || named(plain) <= named(marked)
        });
    }

    fn link_nicknames(&mut self) {
        let mut found = Vec::new();
        for base in
            (0..self.bases.len() as u32).filter(|&base| self.bases[base as usize].kind == EntityKind::Person)
        {
            if let Some((short, rest)) = self.text(base).split_once(' ')
                && let Some(full) = gazetteer::nickname(short)
            {
                found.push((base, format!("{full} {rest}")));
            }
        }
        for (base, full) in found {
            let full = self.normals.intern(&full);
            if let Some(&other) = self.find.get(&(EntityKind::Person, full)) {
                self.unite(other, base);
            }
        }
    }

    fn link_introduced(&mut self) {
        let mut targets: FxHashMap<(EntityKind, u32), Target> = FxHashMap::default();
        let mut first = 0;
        for story in &self.partial.stories {
            for form in story.forms() {
                let kind = story.named[form.entity as usize].kind;
                let base = self.base_of[first + form.entity as usize];
                let introduced = match form.form {
                    Form::Acronym | Form::Alias | Form::Native => true,
                    Form::Partial => kind == EntityKind::Organization && self.opens(form.text, base),
                    _ => false,
                };
                if !introduced {
                    continue;
                }
                let (kind, short) = self.normal(kind, form.text);
                // Letters that the world knows mean another body only in their story.
                let known = gazetteer::whole_body(self.partial.names.get(form.text));
                let own = || known.is_none_or(|whole| self.text(base).ends_with(&normal(kind, whole)));
                if self.bases[base as usize].normal != short && own() {
                    note(&mut targets, (kind, short), self.root(base));
                }
            }
            first += story.named.len();
        }
        for base in 0..self.bases.len() as u32 {
            let Base { kind, normal, .. } = self.bases[base as usize];
            if let Some(&Target::One(target)) = targets.get(&(kind, normal)) {
                self.unite(base, target);
            }
        }
    }

    /// Whether a printed name is the head of a body's, without what such a body is, and no place's or person's name:
    /// "Fell" of "Fell Motor".
    fn opens(&self, short: u32, base: u32) -> bool {
        let short = self.partial.names.get(short);
        let long = self.partial.names.get(self.bases[base as usize].printed);
        long.strip_prefix(short)
            .is_some_and(|rest| rest.starts_with([' ', ',']) && gazetteer::may_be_left_out(rest))
            && gazetteer::place(short).is_none()
            && gazetteer::bearer(short).is_none()
    }

    fn rows(self, stays: &Stays) -> Links {
        let stories = &self.partial.stories;
        let mut starts = vec![0];
        let mut row_of = Vec::with_capacity(self.base_of.len());
        let mut rows: Vec<Row> = Vec::new();
        let mut given: Vec<(u32, Box<str>)> = Vec::new();
        let mut last_story: Vec<usize> = Vec::new();
        let mut row_of_root: FxHashMap<(u32, Option<usize>), u32> = FxHashMap::default();
        let mut names: Vec<(u32, u32)> = Vec::with_capacity(self.base_of.len());
        let mut bases = self.base_of.iter();
        for (at, story) in stories.iter().enumerate() {
            for (named, &base) in story.named.iter().zip(&mut bases) {
                let stays = stays.always[base as usize] || stays.here.contains(&(at, base));
                let own = stays.then_some(at);
                let next = rows.len() as u32;
                let row = *row_of_root.entry((self.root(base), own)).or_insert(next);
                if row == next {
                    let kind = self.bases[base as usize].kind;
                    rows.push(Row { kind, name: named.name, stories: 0, mentions: 0 });
                    given.extend(self.fixed.get(&base).map(|&name| (row, name.into())));
                    last_story.push(usize::MAX);
                }
                let counted = &mut rows[row as usize];
                counted.mentions += u64::from(named.mentions);
                counted.stories += u64::from(last_story[row as usize] != at);
                last_story[row as usize] = at;
                names.push((row, named.name));
                row_of.push(row);
            }
            starts.push(row_of.len());
        }
        self.choose_names(&mut rows, names);
        for (at, row) in (0..).zip(&rows).filter(|(_, row)| row.kind == EntityKind::Place) {
            given.extend(in_small_letters(self.partial.names.get(row.name)).map(|name| (at, name.into())));
        }
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        order.sort_by(|&a, &b| {
            let (x, y) = (&rows[a as usize], &rows[b as usize]);
            (y.stories, y.mentions, x.kind, x.name, a).cmp(&(x.stories, x.mentions, y.kind, y.name, b))
        });
        let mut rank = vec![0; rows.len()];
        for (new, &old) in order.iter().enumerate() {
            rank[old as usize] = new as u32;
        }
        for row in &mut row_of {
            *row = rank[*row as usize];
        }
        let given = given.into_iter().map(|(row, name)| (rank[row as usize], name)).collect();
        let rows = order.into_iter().map(|old| rows[old as usize].clone()).collect();
        Links { starts, row_of, rows, given }
    }

    /// A country's own name; else the fullest name (most words, and rather not in capitals as in datelines or short as
    /// "Calif."), the most frequent of equals, the first of those.
    fn choose_names(&self, rows: &mut [Row], mut names: Vec<(u32, u32)>) {
        names.sort_unstable();
        for of_row in names.chunk_by(|a, b| a.0 == b.0) {
            let best = of_row
                .chunk_by(|a, b| a == b)
                .map(|same| {
                    let (row, name) = same[0];
                    let printed = self.partial.names.get(name);
                    // "West Germany" is Germany.
                    let own = gazetteer::country(printed) == Some(printed);
                    // A legal form makes no name fuller, a place's neither: "Fell LLC" may be in Fell.
                    let kind = match rows[row as usize].kind {
                        EntityKind::Place => EntityKind::Organization,
                        kind => kind,
                    };
                    let words = word_count(&normal(kind, printed));
                    let whole = !is_shouted(printed) && gazetteer::whole_place(printed).is_none();
                    (own, words, whole, same.len(), std::cmp::Reverse(name))
                })
                .max();
            if let Some((.., std::cmp::Reverse(name))) = best {
                rows[of_row[0].0 as usize].name = name;
            }
        }
    }
}

/// A place that is printed in capitals only, as in datelines, as it is written elsewhere; short forms stay.
fn in_small_letters(name: &str) -> Option<String> {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 4 || name.chars().any(char::is_lowercase) || name.contains('.') {
        return None;
    }
    let mut inside = false;
    let mut small = String::with_capacity(name.len());
    for c in name.chars() {
        if inside {
            small.extend(c.to_lowercase());
        } else {
            small.push(c);
        }
        inside = c.is_alphabetic();
    }
    Some(small)
}

/// Whether a name is in capitals and too long for an acronym.
fn is_shouted(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 5 && !name.chars().any(char::is_lowercase)
}

fn note<K: std::hash::Hash + Eq>(targets: &mut FxHashMap<K, Target>, key: K, target: u32) {
    targets
        .entry(key)
        .and_modify(|known| {
            if *known != Target::One(target) {
                *known = Target::Many;
            }
        })
        .or_insert(Target::One(target));
}
