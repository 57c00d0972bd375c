//! Clubs by what their followers call them.

use nutgraf_core::EntityKind;
use nutgraf_gazetteer as gazetteer;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Base, Linker, Target, note};

impl Linker<'_> {
    /// Links a club's nickname to the one whole name of a club in the corpus that ends with it: "Red Sox" to "Boston
    /// Red Sox".
    pub(super) fn link_clubs(&mut self) {
        let mut nicknames: FxHashSet<u32> = FxHashSet::default();
        let named = self.partial.stories.iter().flat_map(|story| &story.named);
        for (named, &base) in named.zip(&self.base_of) {
            if named.kind == EntityKind::Organization && gazetteer::team(self.partial.names.get(named.name)) {
                nicknames.insert(base);
            }
        }
        let by_name: FxHashMap<&str, u32> = nicknames.iter().map(|&base| (self.text(base), base)).collect();
        let mut targets: FxHashMap<u32, Target> = FxHashMap::default();
        for base in 0..self.bases.len() as u32 {
            let Base { kind, printed, .. } = self.bases[base as usize];
            // "Exuberant Red Sox" is no club.
            if kind != EntityKind::Organization || !gazetteer::team(self.partial.names.get(printed)) {
                continue;
            }
            let mut name = self.text(base);
            while let Some((_, rest)) = name.split_once(' ') {
                if let Some(&nickname) = by_name.get(rest) {
                    note(&mut targets, nickname, self.root(base));
                }
                name = rest;
            }
        }
        let mut found: Vec<(u32, u32)> = targets
            .into_iter()
            .filter_map(|(nickname, target)| match target {
                Target::One(target) => Some((nickname, target)),
                Target::Many => None,
            })
            .collect();
        found.sort_unstable();
        for (nickname, target) in found {
            self.unite(nickname, target);
        }
    }
}
