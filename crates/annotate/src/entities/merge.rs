//! Mentions into entities. A merge that another reading could deny is not made, but that a story goes on to call so
//! whom it called so before.

use std::borrow::Cow;

use nutgraf_core::EntityKind;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::draft::Draft;
use super::key::{self, Names};
use super::{body, person};

/// The mentions of one name: equal but for case, marks and the like.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) kind: EntityKind,
    /// The name, compared word by word.
    pub(super) words: &'a [String],
    /// The name as first printed.
    pub(super) printed: &'a str,
    /// Its drafts.
    pub(super) drafts: Vec<usize>,
    /// The group it was merged into, else itself.
    pub(super) of: usize,
    /// Whether it is a woman's surname where every full name with it is a man's: "Mrs. Quill", of Martin Quill's.
    pub(super) apart: bool,
}

/// The groups' names, merged as far as they are certainly one; `of` is transitive when it returns.
pub(super) fn entities<'a>(text: &'a str, drafts: &[Draft], names: &mut Names<'a>) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..drafts.len()).filter(|&n| !drafts[n].dropped).collect();
    order.sort_by_key(|&n| (drafts[n].span, n));
    let own: Vec<(usize, usize)> = order
        .iter()
        .filter(|&&n| owner(drafts, n) == n)
        .map(|&n| (n, names.number(drafts[n].span.slice(text))))
        .collect();
    let apart = person::apart(text, drafts, &order);
    let names = &*names;
    let mut groups: Vec<Group> = Vec::with_capacity(names.len());
    let mut by_text: FxHashMap<(EntityKind, usize, bool), usize> =
        FxHashMap::with_capacity_and_hasher(names.len(), FxBuildHasher);
    let mut by_key: FxHashMap<(EntityKind, Cow<str>, bool), usize> =
        FxHashMap::with_capacity_and_hasher(names.len(), FxBuildHasher);
    let mut home: Vec<Option<usize>> = vec![None; drafts.len()];
    for (n, number) in own {
        let draft = &drafts[n];
        let printed = draft.span.slice(text);
        let apart = apart.contains(&n);
        let group = *by_text.entry((draft.kind, number, apart)).or_insert_with(|| {
            let words = names.words(number);
            *by_key.entry((draft.kind, key::key(printed, words, draft.kind), apart)).or_insert_with(|| {
                let of = groups.len();
                groups.push(Group { kind: draft.kind, words, printed, drafts: vec![], of, apart });
                of
            })
        });
        groups[group].drafts.push(n);
        home[n] = Some(group);
    }
    let moved = person::merge(text, drafts, &mut groups);
    body::merge(&mut groups);
    body::merge_products(&mut groups);
    body::merge_storms(&mut groups);
    body::merge_parties(&mut groups);
    for (draft, group) in moved {
        home[draft] = Some(group);
    }
    let mut found: Vec<Vec<usize>> = Vec::with_capacity(groups.len());
    let mut place: Vec<Option<usize>> = vec![None; groups.len()];
    for &n in &order {
        let Some(group) = home[owner(drafts, n)] else { continue };
        let root = root(&groups, group);
        let at = *place[root].get_or_insert_with(|| {
            found.push(vec![]);
            found.len() - 1
        });
        found[at].push(n);
    }
    found
}

/// The draft that a draft's name is said to be another form of; itself when it stands for itself.
fn owner(drafts: &[Draft], n: usize) -> usize {
    let mut at = n;
    // A chain is short; a bound in place of a proof that none is a ring.
    for _ in 0..8 {
        match drafts[at].same_as {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// The group a group was merged into in the end.
pub(super) fn root(groups: &[Group], mut at: usize) -> usize {
    while groups[at].of != at {
        at = groups[at].of;
    }
    at
}

/// Merges `from` into `into`, unless they are one already.
pub(super) fn join(groups: &mut [Group], from: usize, into: usize) {
    let (from, into) = (root(groups, from), root(groups, into));
    groups[from].of = into;
}
