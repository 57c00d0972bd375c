//! One name, one kind: a tagger that calls a name a person here and a place there is outvoted.

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer::{self, OrganizationWord};
use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::key;

fn index(kind: EntityKind) -> usize {
    EntityKind::ALL.iter().position(|&other| other == kind).unwrap_or(0)
}

/// Gives every name of the article the kind that most of its mentions have. A longer name counts for its parts: the
/// surname of a person, the first word of a company.
pub(super) fn vote(text: &str, drafts: &mut [Draft]) {
    let mut votes: FxHashMap<String, [u32; 7]> = FxHashMap::default();
    let mut names: Vec<Option<String>> = Vec::with_capacity(drafts.len());
    for draft in drafts.iter() {
        if draft.dropped || draft.same_as.is_some() || is_vessel(text, draft) {
            names.push(None);
            continue;
        }
        let words = key::words(draft.span.slice(text));
        if let [first, .., last] = &words[..] {
            if draft.kind == EntityKind::Person {
                votes.entry(last.clone()).or_default()[index(EntityKind::Person)] += 3;
                votes.entry(first.clone()).or_default()[index(EntityKind::Person)] += 1;
            } else if draft.kind == EntityKind::Organization {
                let mut printed = draft.span.slice(text).split_whitespace();
                if printed.next().is_some_and(key::is_telling) && printed.all(key::is_generic) {
                    votes.entry(first.clone()).or_default()[index(EntityKind::Organization)] += 3;
                }
            }
        }
        let name = words.join(" ");
        votes.entry(name.clone()).or_default()[index(draft.kind)] += 2;
        names.push(Some(name));
    }
    for (draft, name) in drafts.iter_mut().zip(names) {
        let Some(counts) = name.and_then(|name| votes.get(&name)) else { continue };
        let own = counts[index(draft.kind)];
        // The first of equals in the record's order, unless the mention's own kind is among them.
        let best =
            EntityKind::ALL.into_iter().rev().max_by_key(|&kind| counts[index(kind)]).unwrap_or(draft.kind);
        if counts[index(best)] > own {
            draft.kind = best;
        }
        let printed = draft.span.slice(text);
        draft.kind = settled(printed, draft.kind);
    }
    // What the bracket says is of its owner's kind.
    for n in 0..drafts.len() {
        if let Some(owner) = drafts[n].same_as {
            drafts[n].kind = drafts[owner].kind;
        }
    }
}

/// A ship has the kind the tagger gave it whatever its city is: "the Taipei" and "Taipei" do not vote together.
fn is_vessel(text: &str, draft: &Draft) -> bool {
    let before = &text[..draft.span.start()];
    draft.kind == EntityKind::Product && (before.ends_with("the ") || before.ends_with("The "))
}

/// A kind against which the word lists have nothing to say.
fn settled(name: &str, kind: EntityKind) -> EntityKind {
    let country = gazetteer::country(name).is_some();
    let company = || {
        name.contains(' ')
            && name.split_whitespace().last().and_then(gazetteer::organization_word)
                == Some(OrganizationWord::Suffix)
    };
    match kind {
        EntityKind::Organization if country => EntityKind::Place,
        EntityKind::Organization | EntityKind::Place | EntityKind::Person
            if gazetteer::demonym(name).is_some() && !country =>
        {
            EntityKind::Group
        }
        EntityKind::Person if company() => EntityKind::Organization,
        kind => kind,
    }
}
