//! The features of a token, as hashes. What depends on one word alone is summed once a word ([`alone`]); what
//! depends on several stands in [`joint`], without those that a common neighbourhood has anyhow ([`always_in`]).
//! Templates are numbered with gaps: those that training did as well without are gone.

use crate::hash;
use crate::word::Facts;

/// Places of a word around the token: two before to two after.
pub(crate) const AROUND: usize = 5;
/// The place of the token itself.
pub(crate) const HERE: usize = 2;

/// A feature of a template and a value.
fn feature(template: u64, value: u64) -> u64 {
    hash::pair(template, value)
}

fn bits(cluster: u16, count: u32) -> u64 {
    u64::from(cluster & ((1 << count) - 1)) | u64::from(cluster >> 10) << 10
}

/// The features that a word gives to the token at place `HERE` when it stands at place `place`.
pub(crate) fn alone(word: &str, facts: &Facts, place: usize, mut emit: impl FnMut(u64)) {
    let template = |n: u64| n * 8 + place as u64;
    emit(feature(template(1), facts.lower));
    emit(feature(template(2), bits(facts.cluster, 10)));
    emit(feature(template(3), bits(facts.cluster, 6)));
    emit(feature(template(4), facts.shape));
    emit(feature(template(5), u64::from(facts.borne) << 1 | u64::from(facts.capital)));
    if place == 0 || place == 4 {
        return;
    }
    emit(feature(template(6), bits(facts.cluster, 4)));
    emit(feature(template(7), facts.shape ^ u64::from(facts.small) << 62));
    let lower = crate::word::lowered(word);
    let back = |n: usize| lower.char_indices().rev().nth(n - 1).map(|(at, _)| hash::word(&lower[at..]));
    if let Some(end) = back(3) {
        emit(feature(template(8), end));
    }
    if place != HERE {
        return;
    }
    emit(feature(template(9), facts.exact));
    for n in [2, 4] {
        if let Some(end) = back(n) {
            emit(feature(template(10 + n as u64), end));
        }
    }
    for n in [2, 3, 4] {
        if let Some((at, _)) = lower.char_indices().nth(n) {
            emit(feature(template(20 + n as u64), hash::word(&lower[..at])));
        }
    }
    let cluster = bits(facts.cluster, 10);
    emit(feature(template(25), hash::pair(cluster, facts.shape)));
    emit(feature(template(26), hash::pair(u64::from(facts.borne), facts.shape)));
    emit(feature(template(27), hash::pair(u64::from(facts.borne), bits(facts.cluster, 6))));
}

/// A token's neighbourhood.
pub(crate) struct Around<'a> {
    /// The word before, the word, the word after.
    pub(crate) words: [&'a Facts; 3],
    /// What the phrase lists say of them.
    pub(crate) phrases: [u32; 3],
    /// The unbroken run of capitalised words it stands in.
    pub(crate) run: Option<Run<'a>>,
    /// How the sentence is written: 0 as usual, 1 in capitals, 2 in title case.
    pub(crate) style: u64,
    /// Whether it is the sentence's first word.
    pub(crate) opens: bool,
    /// What the text says of the word elsewhere: see [`crate::document`].
    pub(crate) elsewhere: u64,
}

/// An unbroken run of capitalised words.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    /// Its first and its last word.
    pub(crate) first: &'a Facts,
    pub(crate) last: &'a Facts,
    /// The words before and after it.
    pub(crate) before: &'a Facts,
    pub(crate) after: &'a Facts,
    /// The token's place from its start and from its end, each 0 to 3.
    pub(crate) from_start: u64,
    pub(crate) from_end: u64,
    /// What the phrase lists say of its last word.
    pub(crate) last_phrase: u32,
}

/// What is common about a neighbourhood: each settles some features of [`joint`], whatever the words are.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Plain {
    /// The sentence is written as usual, and goes on before the token.
    pub(crate) usual: bool,
    /// No list has a phrase with the token.
    pub(crate) unlisted: bool,
    /// Nor one with the words beside it.
    pub(crate) silent: bool,
}

/// How many numbers [`Plain`] has.
pub(crate) const PLAINS: usize = 8;

impl Plain {
    pub(crate) fn of(around: &Around) -> Plain {
        let [before, here, after] = around.phrases;
        Plain {
            usual: around.style == 0 && !around.opens,
            unlisted: here == 0,
            silent: before | here | after == 0,
        }
    }

    /// Its number, below [`PLAINS`].
    pub(crate) fn number(self) -> usize {
        let each = [self.usual, self.unlisted, self.silent];
        each.into_iter().fold(0, |number, is| number << 1 | usize::from(is))
    }
}

/// A feature of several words.
fn several(template: u64, value: u64) -> u64 {
    feature(1000 + template, value)
}

/// The features of [`joint`] that a plain neighbourhood has whatever its words are.
pub(crate) fn always_in(plain: Plain, mut emit: impl FnMut(u64)) {
    let mut put = |template: u64, value: u64| emit(several(template, value));
    if plain.usual {
        put(0, 0);
    }
    if plain.unlisted {
        put(14, 0);
    }
    if plain.silent {
        put(15, 0);
        put(16, 0);
    }
}

/// The features of a token that depend on several words, without those that [`always_in`] gives for what is plain about
/// its neighbourhood.
pub(crate) fn joint(around: &Around, plain: Plain, mut emit: impl FnMut(u64)) {
    let [before, here, after] = around.words;
    let mut put = |template: u64, value: u64| emit(several(template, value));
    let pair = hash::pair;
    let phrase = around.phrases;
    if !plain.usual {
        put(0, around.style << 1 | u64::from(around.opens));
    }
    put(1, pair(here.shape, around.style << 2 | u64::from(around.opens) << 1 | u64::from(here.small)));
    put(2, pair(before.lower, here.lower));
    put(3, pair(here.lower, after.lower));
    put(4, pair(before.shape, pair(here.shape, after.shape)));
    put(5, pair(bits(before.cluster, 10), bits(here.cluster, 10)));
    put(6, pair(bits(here.cluster, 10), bits(after.cluster, 10)));
    put(7, pair(bits(before.cluster, 6), pair(bits(here.cluster, 6), bits(after.cluster, 6))));
    if !plain.unlisted {
        put(14, u64::from(phrase[1]));
    }
    if !plain.silent {
        put(15, u64::from(phrase[0]));
        put(16, u64::from(phrase[2]));
    }
    put(19, pair(u64::from(phrase[1]), u64::from(here.borne)));
    put(22, pair(u64::from(phrase[1]), bits(here.cluster, 10)));
    put(23, pair(around.elsewhere, u64::from(around.opens)));
    put(24, pair(around.elsewhere, here.shape));
    let Some(run) = &around.run else { return };
    let place = run.from_start << 2 | run.from_end;
    put(40, place);
    put(42, pair(bits(run.last.cluster, 10), place));
    put(44, pair(bits(run.first.cluster, 10), place));
    put(45, pair(run.before.lower, place));
    put(46, pair(run.after.lower, place));
    put(47, pair(bits(run.before.cluster, 10), place));
    put(48, pair(bits(run.after.cluster, 10), place));
    put(49, pair(u64::from(run.last_phrase), place));
    put(55, pair(here.shape, place));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn facts() -> impl Strategy<Value = Facts> {
        (0..9u64, 0..9u64, 0..9u64, 0..2047u16, 0..99u16, any::<bool>(), 0..2u8).prop_map(
            |(exact, lower, shape, cluster, borne, capital, small)| Facts {
                exact,
                lower,
                shape,
                cluster,
                borne,
                capital,
                small,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_plain_changes_no_feature(
            words in proptest::collection::vec(facts(), 9),
            phrases in proptest::array::uniform3(prop_oneof![Just(0u32), 0..9u32]),
            (style, opens, elsewhere) in (0..3u64, any::<bool>(), 0..12u64),
            runs in any::<bool>(),
            (from_start, from_end, last_phrase) in (0..4u64, 0..4u64, 0..9u32),
        ) {
            let run = Run {
                first: &words[5],
                last: &words[6],
                before: &words[7],
                after: &words[8],
                from_start,
                from_end,
                last_phrase,
            };
            let around = Around {
                words: std::array::from_fn(|place| &words[place]),
                phrases,
                run: runs.then_some(run),
                style,
                opens,
                elsewhere,
            };
            let mut all = Vec::new();
            joint(&around, Plain::default(), |feature| all.push(feature));
            let (plain, mut found) = (Plain::of(&around), Vec::new());
            joint(&around, plain, |feature| found.push(feature));
            always_in(plain, |feature| found.push(feature));
            all.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, all);
        }
    }
}
