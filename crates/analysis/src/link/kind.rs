//! One name, one kind.

use std::cmp::Reverse;

use nutgraf_core::EntityKind;
use nutgraf_gazetteer::{self as gazetteer, Group};

use super::{Base, Linker};
use crate::name::word_count;

/// How many times as often as all others together the kind of a name must be met to be the name's only one.
const CLEARLY: u32 = 3;

impl Linker<'_> {
    /// Gives a name of several words the kind that it has in most stories, where that is [`CLEARLY`] more often than
    /// all others: two rows of one name are the tagger's doubt. Who belongs to a group is left alone, but parties
    /// ("Tories"), which are what they mostly are.
    pub(super) fn settle_kinds(&mut self) {
        let mut counts = vec![0_u32; self.bases.len()];
        for &base in &self.base_of {
            counts[base as usize] += 1;
        }
        let mut by_name: Vec<(u32, Reverse<u32>, u32)> = (0..self.bases.len() as u32)
            .filter(|&base| {
                let several =
                    || self.bases[base as usize].kind != EntityKind::Group && word_count(self.text(base)) > 1;
                !self.fixed.contains_key(&base) && (self.is_party(base) || several())
            })
            .map(|base| (self.bases[base as usize].normal, Reverse(counts[base as usize]), base))
            .collect();
        by_name.sort_unstable();
        let mut settled: Vec<u32> = (0..self.bases.len() as u32).collect();
        for same in by_name.chunk_by(|a, b| a.0 == b.0) {
            let Some((&(_, Reverse(most), winner), others)) = same.split_first() else { continue };
            let rest: u32 = others.iter().map(|other| other.1.0).sum();
            if others.is_empty() || most < CLEARLY * rest && !self.is_party(winner) {
                continue;
            }
            for &(.., other) in others {
                settled[other as usize] = winner;
                self.bases[other as usize].kind = self.bases[winner as usize].kind;
                self.unite(winner, other);
            }
        }
        for base in &mut self.base_of {
            *base = settled[*base as usize];
        }
    }

    /// Whether a base is a body or a group by the name of a party.
    fn is_party(&self, base: u32) -> bool {
        let Base { kind, printed, .. } = self.bases[base as usize];
        matches!(kind, EntityKind::Organization | EntityKind::Group)
            && gazetteer::group(self.partial.names.get(printed)) == Some(Group::Political)
    }
}
