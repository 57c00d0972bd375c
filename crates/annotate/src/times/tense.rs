use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::reader::Reader;
use crate::atom::{AtomKind, Lower};

/// How many atoms away a verb may tell the tense.
const FAR: usize = 80;

/// Where a sentence puts what it tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

const FUTURE: [&str; 37] = [
    "ends",
    "starts",
    "begins",
    "opens",
    "resumes",
    "will",
    "ll",
    "shall",
    "would",
    "due",
    "scheduled",
    "set",
    "expected",
    "planned",
    "plans",
    "plan",
    "planning",
    "slated",
    "upcoming",
    "hopes",
    "hope",
    "expects",
    "expect",
    "intends",
    "intend",
    "until",
    "till",
    "deadline",
    "aims",
    "going",
    "tomorrow",
    "next",
    "wants",
    "vowed",
    "promised",
    "pledged",
    "forthcoming",
];
const PAST: [&str; 70] = [
    "was",
    "were",
    "had",
    "did",
    "said",
    "told",
    "has",
    "have",
    "been",
    "won",
    "lost",
    "began",
    "came",
    "went",
    "took",
    "made",
    "held",
    "left",
    "met",
    "wrote",
    "saw",
    "fell",
    "rose",
    "grew",
    "gave",
    "got",
    "found",
    "became",
    "broke",
    "brought",
    "bought",
    "sold",
    "built",
    "caught",
    "chose",
    "drew",
    "drove",
    "fought",
    "flew",
    "hit",
    "kept",
    "knew",
    "led",
    "paid",
    "ran",
    "sank",
    "sent",
    "shot",
    "shut",
    "sat",
    "spoke",
    "spent",
    "stood",
    "struck",
    "swore",
    "threw",
    "thought",
    "wore",
    "put",
    "read",
    "sought",
    "drowned",
    "ago",
    "since",
    "born",
    "beat",
    "cut",
    "yesterday",
    "last",
    "died",
];

/// The words that tell a tense by themselves.
static TENSES: LazyLock<FxHashMap<Lower, Tense>> = LazyLock::new(|| {
    let listed = |list: &'static [&str], tense| list.iter().map(move |word| (Lower::of(word), tense));
    listed(&PAST, Tense::Past).chain(listed(&FUTURE, Tense::Future)).collect()
});

impl Reader<'_> {
    /// The tense of the words around an atom: the nearest cue before it in its sentence, else the first after it.
    pub(super) fn tense(&self, atom: usize) -> Tense {
        let Some(here) = self.atoms.list.get(atom) else { return Tense::Unknown };
        let at = self.article.sentences.partition_point(|sentence| sentence.end() <= here.start as usize);
        let (start, end) = match self.article.sentences.get(at) {
            Some(sentence) => (self.atoms.at(sentence.start()), self.atoms.at(sentence.end())),
            None => (0, self.atoms.len()),
        };
        for before in (start.max(atom.saturating_sub(FAR))..atom).rev() {
            match self.cue(before) {
                Tense::Unknown => {}
                cue => return cue,
            }
        }
        // After it only verbs tell: "Monday, with a week until the vote, the council met".
        let aside = ["until", "till", "next", "tomorrow", "yesterday", "last", "since"];
        (atom + 1..end.min(atom + FAR))
            .filter(|&after| !self.atoms.says_any(after, &aside))
            .map(|after| self.cue(after))
            .find(|&cue| cue != Tense::Unknown)
            .unwrap_or(Tense::Unknown)
    }

    fn cue(&self, atom: usize) -> Tense {
        let Some(here) = self.atoms.list.get(atom).filter(|here| here.kind == AtomKind::Word) else {
            return Tense::Unknown;
        };
        if atom > 0 && self.atoms.is_capital(atom) {
            return Tense::Unknown;
        }
        let word = self.atoms.word(atom);
        // "to be held", "will be sold"
        if atom > 1 && self.atoms.is(atom - 1, "be") && self.atoms.says_any(atom - 2, &["to", "will"]) {
            return Tense::Future;
        }
        let listed = TENSES.get(&self.atoms.lower(here)).copied();
        if listed == Some(Tense::Future) {
            return Tense::Future;
        }
        // "won't" is "will not".
        if word == "won" && matches!(self.atoms.word(atom + 1), "'" | "’") {
            return Tense::Future;
        }
        if matches!(word, "is" | "are") && self.atoms.is(atom + 1, "to") {
            return Tense::Future;
        }
        // "another cut" is a noun.
        let noun =
            atom > 0 && self.atoms.says_any(atom - 1, &["a", "an", "another", "the", "this", "further"]);
        if noun && matches!(word, "cut" | "hit" | "read" | "put" | "beat" | "led" | "broke") {
            return Tense::Unknown;
        }
        if listed == Some(Tense::Past) || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") {
            return Tense::Past;
        }
        Tense::Unknown
    }
}
