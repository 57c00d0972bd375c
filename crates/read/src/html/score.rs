//! Which lines are the story's: a score for each line by its length, links and place, the block whose lines sum up
//! best, and what inside that block is not the story's after all.
//!
//! The idea that text is dense where the content is goes back to Kohlschütter, Fankhauser, Nejdl (2010); the block of
//! the greatest sum is a maximum subsequence (Pasternack, Roth, 2009) that respects the tree.

use super::class::kind;
use super::place;
use super::row::{Region, Row, Sheet};
use super::work::step;

/// What is measured of a row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    /// Words; two characters of scripts without blanks count as one.
    pub(crate) words: i32,
    /// Per cent of it in links.
    pub(crate) linked: i32,
    /// Whether it ends as a sentence does.
    pub(crate) closed: bool,
    /// Kinds and places that hold of it, wrappers of the whole page left out.
    pub(crate) bits: u64,
}

/// Kinds that no part of a story has.
const JUNK: u64 = kind::NAV as u64
    | kind::SHARE as u64
    | kind::RELATED as u64
    | kind::COMMENT as u64
    | kind::AD as u64
    | kind::NEWSLETTER as u64
    | kind::PAYWALL as u64
    | kind::COOKIE as u64
    | kind::TAGS as u64
    | kind::SIDEBAR as u64
    | kind::FOOTER as u64
    | kind::COPYRIGHT as u64
    | kind::BIO as u64
    | kind::CARD as u64
    | place::NAV
    | place::ASIDE
    | place::FOOTER
    | place::FORM
    | place::BUTTON
    | place::HIDDEN;

/// Junk of which a page has little: a region that is called so and holds more is called so for something else.
const SMALL: u64 = kind::AD as u64
    | kind::SHARE as u64
    | kind::TAGS as u64
    | kind::COPYRIGHT as u64
    | kind::NAV as u64
    | place::HIDDEN
    | place::BUTTON;

/// Junk by a name that also stands for parts of stories: a card of a product, a box, a step of a list. It is none
/// when it holds running text and few links.
const WEAK: u64 = kind::AD as u64
    | kind::TAGS as u64
    | kind::NAV as u64
    | kind::CARD as u64
    | kind::SIDEBAR as u64
    | kind::NEWSLETTER as u64
    | kind::PAYWALL as u64
    | place::BUTTON;
/// Words of running text from which on that is so.
const PROSE: i32 = 60;
/// The same of what only subscribers see, or what is called a topic's: neither word is a box's by itself.
const PARAGRAPH: i32 = 20;

/// What stays junk however large it is, when the rest of a page has no story.
const HARD: u64 = kind::COMMENT as u64 | kind::COOKIE as u64 | place::NAV | place::FOOTER | place::BUTTON;

/// A region with junk's name that holds this share of a page's text, in per cent, is a wrapper of the whole.
const WRAPPER: i32 = 30;
/// The same for [`SMALL`] junk.
const SMALL_WRAPPER: i32 = 10;

/// Measures the rows.
pub(crate) fn count(sheet: &Sheet) -> Vec<Count> {
    sheet
        .rows
        .iter()
        .map(|row| {
            let text = sheet.row_text(row);
            let mut words = 1;
            let mut wide = 0;
            for &byte in text.as_bytes() {
                words += i32::from(byte == b' ');
                wide += i32::from((0xE3..=0xED).contains(&byte));
            }
            Count {
                words: words + wide / 2,
                linked: (row.linked * 100 / text.len().max(1)).min(100) as i32,
                closed: is_closed(text),
                bits: 0,
            }
        })
        .collect()
}

/// Says of each row where it stands. What is called junk but holds the headline, or much of the text, is none; with
/// `hard` only what is surely junk is so called.
pub(crate) fn locate(sheet: &Sheet, counts: &mut [Count], headline: &[usize], hard: bool) {
    // How much text that reads as such stands in each region.
    let weight =
        |at: usize| if counts[at].linked < 40 && counts[at].words >= 10 { counts[at].words } else { 0 };
    let sums = prefix(sheet.rows.len(), weight);
    let total = sums.last().copied().unwrap_or(0).max(1);
    let is_prose = |count: &Count| count.words >= 20 && count.closed && count.linked < 25;
    let is_said = |at: usize| {
        is_prose(&counts[at]) || is_plain_item(&sheet.rows[at], &counts[at]) && counts[at].words >= 5
    };
    let prose = prefix(sheet.rows.len(), |at| if is_said(at) { counts[at].words } else { 0 });
    let links = prefix(sheet.rows.len(), |at| counts[at].words * counts[at].linked / 100);
    let mut bits: Vec<u64> = Vec::with_capacity(sheet.regions.len());
    for region in &sheet.regions {
        let inside = sums[region.end as usize] - sums[region.first as usize];
        step(headline.len());
        let holds = headline.iter().any(|&at| (region.first as usize..region.end as usize).contains(&at));
        let mut own = region.own;
        if inside * 100 >= total * WRAPPER || holds && inside > 0 {
            own &= !JUNK;
        } else if inside * 100 >= total * SMALL_WRAPPER {
            own &= !SMALL;
        }
        let above = bits.get(region.parent as usize).copied().unwrap_or(0);
        let weak =
            if above & (place::MAIN | place::ARTICLE) == 0 { WEAK } else { WEAK | u64::from(kind::FOOTER) };
        if own & JUNK & !weak == 0 && own & JUNK != 0 {
            let of = |sums: &[i32]| sums[region.end as usize] - sums[region.first as usize];
            let least =
                if own & JUNK & !u64::from(kind::PAYWALL | kind::TAGS) == 0 { PARAGRAPH } else { PROSE };
            if of(&prose) >= least && of(&links) * 4 < of(&prose) {
                own &= !weak;
            }
        }
        if hard {
            own &= !(JUNK & !HARD);
        }
        bits.push(above | own);
    }
    let inline = if hard { !(JUNK & !HARD) } else { u64::MAX };
    for (count, row) in counts.iter_mut().zip(&sheet.rows) {
        count.bits = bits.get(row.region as usize).copied().unwrap_or(0) | row.inline & inline;
    }
}

/// Whether a row stands where no story does.
pub(crate) fn is_junk(count: &Count) -> bool {
    count.bits & JUNK != 0
}

pub(crate) fn prefix(length: usize, value: impl Fn(usize) -> i32) -> Vec<i32> {
    let mut sums = Vec::with_capacity(length + 1);
    let mut sum = 0;
    sums.push(0);
    for at in 0..length {
        sum += value(at);
        sums.push(sum);
    }
    sums
}

fn is_closed(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*', '」', '“']);
    end.ends_with(['.', '!', '?', '…', '。', '！', '？', ':', '।'])
}

/// Whether a row is an item of a list without links.
fn is_plain_item(row: &Row, count: &Count) -> bool {
    row.all & place::ITEM != 0 && count.linked < 10
}

/// What a row is worth to the block that holds it.
fn worth(row: &Row, count: &Count) -> i32 {
    if is_junk(count) {
        return -(count.words.min(10) / 4) - 1;
    }
    if row.heading > 0 {
        return if count.linked > 50 { -6 } else { 2 };
    }
    if count.linked > 50 {
        return -count.words.clamp(3, 15);
    }
    let base = match count.words {
        words @ 12.. => words.min(120),
        words @ 2..=11 if is_plain_item(row, count) => words,
        words @ 5..=11 if count.closed => words,
        words @ 5..=11 => words / 4,
        _ => -1,
    };
    base - base * count.linked / 60
}

/// Words of a region up to which it is doubted when it does not follow the headline.
const SHORT: i32 = 150;

/// The region that holds the story. A short one that other text parts from the headline is doubted: what a site says
/// of itself at the foot of its pages may be longer than a short story.
pub(crate) fn container(sheet: &Sheet, counts: &[Count], headline: &[usize]) -> Option<usize> {
    let sums = prefix(sheet.rows.len(), |at| worth(&sheet.rows[at], &counts[at]));
    let is_prose = |count: &Count| {
        count.words >= 20 && count.closed && count.linked < 40 && count.bits & (JUNK | place::FIGURE) == 0
    };
    let prose = prefix(sheet.rows.len(), |at| if is_prose(&counts[at]) { counts[at].words } else { 0 });
    let after = headline.last().map_or(0, |&last| last + 1);
    let is_apart = |region: &Region| {
        let (first, end) = (region.first as usize, region.end as usize);
        let before = if first > after { prose[first] - prose[after] } else { 0 };
        !headline.is_empty() && (end < after || before > 0 && prose[end] - prose[first] < SHORT)
    };
    let mut best: Option<(i32, usize)> = None;
    for (at, region) in sheet.regions.iter().enumerate() {
        let sum = sums[region.end as usize] - sums[region.first as usize];
        if sum <= 0 {
            continue;
        }
        let mut score = sum * (100 + prior(region)) / 100;
        if is_apart(region) {
            score /= 2;
        }
        // A part of the best block that is worth nearly as much is the better one.
        if best.is_none_or(|(other, _)| score * 100 >= other * 98) {
            best = Some((score.max(best.map_or(0, |(other, _)| other)), at));
        }
    }
    best.map(|(_, at)| at)
}

/// How much more a block is worth for what it is called, in per cent.
fn prior(region: &Region) -> i32 {
    let own = region.own;
    if own & place::IS_BODY != 0 {
        return 40;
    }
    let named = u64::from(kind::ARTICLE | kind::BODY);
    let mut prior = 0;
    if own & named == named && own & JUNK == 0 {
        prior += 25;
    } else if own & (named | place::ARTICLE | place::MAIN) != 0 && own & JUNK == 0 {
        prior += 8;
    }
    prior
}
