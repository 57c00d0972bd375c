//! Which lines are the story's: a score for each line by its length, links and place, the block whose lines sum up
//! best, and what inside that block is not the story's after all.
//!
//! The idea that text is dense where the content is goes back to Kohlschütter, Fankhauser, Nejdl (2010); the block of
//! the greatest sum is a maximum subsequence (Pasternack, Roth, 2009) that respects the tree.

use nutgraf_core::Role;

use super::class::kind;
use super::row::{Region, Row, Sheet, place};

/// What was decided of each row.
pub(crate) struct Decision {
    /// See [`nutgraf_core::Hints::story`].
    pub(crate) story: Vec<i8>,
    pub(crate) role: Vec<Option<Role>>,
    pub(crate) teaser: Vec<bool>,
}

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
const WEAK: u64 =
    kind::AD as u64 | kind::TAGS as u64 | kind::NAV as u64 | kind::CARD as u64 | kind::SIDEBAR as u64;
/// Words of running text from which on that is so.
const PROSE: i32 = 60;

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
    let prose = prefix(sheet.rows.len(), |at| if is_prose(&counts[at]) { counts[at].words } else { 0 });
    let links = prefix(sheet.rows.len(), |at| counts[at].words * counts[at].linked / 100);
    let mut bits: Vec<u64> = Vec::with_capacity(sheet.regions.len());
    for region in &sheet.regions {
        let inside = sums[region.end as usize] - sums[region.first as usize];
        let holds = headline.iter().any(|&at| (region.first as usize..region.end as usize).contains(&at));
        let mut own = region.own;
        if inside * 100 >= total * WRAPPER || holds && inside > 0 {
            own &= !JUNK;
        } else if inside * 100 >= total * SMALL_WRAPPER {
            own &= !SMALL;
        }
        if own & JUNK & !WEAK == 0 && own & JUNK != 0 {
            let of = |sums: &[i32]| sums[region.end as usize] - sums[region.first as usize];
            if of(&prose) >= PROSE && of(&links) * 4 < of(&prose) {
                own &= !WEAK;
            }
        }
        if hard {
            own &= !(JUNK & !HARD);
        }
        let above = bits.get(region.parent as usize).copied().unwrap_or(0);
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

fn prefix(length: usize, value: impl Fn(usize) -> i32) -> Vec<i32> {
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
        words @ 5..=11 if count.closed => words,
        words @ 5..=11 => words / 4,
        _ => -1,
    };
    base - base * count.linked / 60
}

/// The region that holds the story.
fn container(sheet: &Sheet, counts: &[Count]) -> Option<usize> {
    let sums = prefix(sheet.rows.len(), |at| worth(&sheet.rows[at], &counts[at]));
    let mut best: Option<(i32, usize)> = None;
    for (at, region) in sheet.regions.iter().enumerate() {
        let sum = sums[region.end as usize] - sums[region.first as usize];
        if sum <= 0 {
            continue;
        }
        let score = sum * (100 + prior(region)) / 100;
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

/// Decides for every row whether it is the story's, and what its markup calls it.
pub(crate) fn decide(sheet: &Sheet, counts: &mut [Count], headline: &[usize]) -> Decision {
    locate(sheet, counts, headline, false);
    let strict = decide_once(sheet, counts, headline);
    let words = story_words(counts, &strict);
    if words >= ENOUGH {
        return strict;
    }
    locate(sheet, counts, headline, true);
    let loose = decide_once(sheet, counts, headline);
    if story_words(counts, &loose) > 2 * words {
        return loose;
    }
    locate(sheet, counts, headline, false);
    strict
}

/// Words of a story below which the page is looked at again with fewer doubts.
const ENOUGH: i32 = 150;

/// The words of the rows that are the story's running text.
pub(crate) fn story_words(counts: &[Count], decision: &Decision) -> i32 {
    let rows = counts.iter().zip(decision.story.iter().zip(&decision.role));
    rows.filter(|(_, (story, role))| **story > 0 && role.is_none()).map(|(count, _)| count.words).sum()
}

fn decide_once(sheet: &Sheet, counts: &[Count], headline: &[usize]) -> Decision {
    let length = sheet.rows.len();
    let mut decision =
        Decision { story: vec![-100; length], role: vec![None; length], teaser: vec![false; length] };
    let Some(at) = container(sheet, counts) else {
        mark_headline(&mut decision, headline);
        return decision;
    };
    let Region { first, end, .. } = sheet.regions[at];
    let (first, end) = (first as usize, end as usize);
    for (at, count) in counts.iter().enumerate().take(end).skip(first) {
        decision.story[at] = if is_part(count, &sheet.rows[at]) { 100 } else { -100 };
    }
    let runs =
        |at: usize| if decision.story[at] > 0 && counts[at].linked < 40 { counts[at].words } else { 0 };
    if let Some(&headline) = headline.first()
        && (first..end).contains(&headline)
        && (first..headline).map(runs).sum::<i32>() < (headline..end).map(runs).sum::<i32>()
    {
        // A story begins with its headline.
        for decided in &mut decision.story[first..headline] {
            *decided = -100;
        }
    }
    cards(sheet, counts, &mut decision, first, end);
    cut_at_boundaries(sheet, counts, &mut decision, first, end);
    trim(sheet, counts, &mut decision, first, end);
    let start = headline.first().copied().filter(|&at| at < end).unwrap_or(first);
    for at in start.min(first)..end {
        call(sheet, counts, &mut decision, at, at < first);
    }
    mark_headline(&mut decision, headline);
    decision
}

fn mark_headline(decision: &mut Decision, headline: &[usize]) {
    for &at in headline {
        decision.story[at] = 100;
        decision.role[at] = Some(Role::Headline);
    }
}

/// Whether a row of the story's block is the story's.
fn is_part(count: &Count, row: &Row) -> bool {
    if is_junk(count) {
        return false;
    }
    if row.heading > 0 {
        return count.linked < 80;
    }
    count.linked < 60 || count.words >= 25 && count.linked < 80
}

/// Rows around the headline and the story's first paragraph among which its date stands.
const DATE_ROWS: usize = 8;

/// The rows near a story's head that may print its date: what it is filed under by its markup first, the rest in the
/// page's order.
pub(crate) fn dated(sheet: &Sheet, counts: &[Count], decision: &Decision, headline: &[usize]) -> Vec<usize> {
    let is_text =
        |at: &usize| decision.story[*at] > 0 && decision.role[*at].is_none() && counts[*at].words >= 20;
    let first = (0..sheet.rows.len()).find(is_text);
    let last = (0..sheet.rows.len()).rfind(is_text);
    let mut found: Vec<usize> = Vec::new();
    let mut around = |from: usize, to: usize| {
        for at in from..to.min(sheet.rows.len()) {
            let row = &sheet.rows[at];
            if row.to - row.from <= 120 && row.heading <= 1 && !headline.contains(&at) && !found.contains(&at)
            {
                found.push(at);
            }
        }
    };
    if let Some(&at) = headline.first() {
        around(at.saturating_sub(4), at);
        around(at, first.filter(|&first| first > at).unwrap_or(at).max(at + DATE_ROWS).min(at + 40));
    }
    if let Some(first) = first {
        around(first.saturating_sub(DATE_ROWS), first + 2);
    }
    if let Some(last) = last {
        around(last, last + DATE_ROWS);
    }
    let marked = u64::from(kind::DATE) | place::TIME | place::IS_DATE;
    found.sort_by_key(|&at| (sheet.rows[at].own & marked == 0, found_rank(at, headline)));
    found
}

/// Rows behind the headline before those above it.
fn found_rank(at: usize, headline: &[usize]) -> (bool, usize) {
    (headline.first().is_some_and(|&headline| at < headline), at)
}

/// Headings behind which the story is over, or interrupted, in small letters.
const BOUNDARIES: &[&str] = &[
    "related",
    "related articles",
    "related stories",
    "related posts",
    "related news",
    "related content",
    "related topics",
    "related links",
    "read more",
    "read next",
    "read also",
    "more from",
    "more on",
    "more stories",
    "more news",
    "most read",
    "most popular",
    "most viewed",
    "popular",
    "popular posts",
    "trending",
    "trending now",
    "recommended",
    "recommended for you",
    "you may also like",
    "you might also like",
    "you may like",
    "also read",
    "see also",
    "latest news",
    "latest posts",
    "latest",
    "recent posts",
    "comments",
    "leave a comment",
    "leave a reply",
    "leave a response",
    "join the conversation",
    "discussion",
    "share this",
    "share this article",
    "share",
    "about the author",
    "author",
    "about author",
    "about the authors",
    "newsletter",
    "sign up",
    "subscribe",
    "tags",
    "topics",
    "categories",
    "next article",
    "previous article",
    "up next",
    "editor's picks",
    "editors' picks",
    "top stories",
    "don't miss",
    "what to read next",
    "keep reading",
    "continue reading",
    "explore more",
    "more to explore",
    "further reading",
    "follow us",
    "advertisement",
    "sponsored",
    "mehr zum thema",
    "lesen sie auch",
    "das könnte sie auch interessieren",
    "auch interessant",
    "meistgelesen",
    "kommentare",
    "weitere artikel",
    "mehr",
    "empfehlungen",
    "schlagworte",
    "themen",
    "à lire aussi",
    "lire aussi",
    "sur le même sujet",
    "les plus lus",
    "commentaires",
    "articles liés",
    "lees ook",
    "meest gelezen",
    "reacties",
    "leer también",
    "te puede interesar",
    "lo más leído",
    "comentarios",
    "noticias relacionadas",
    "más información",
    "leggi anche",
    "articoli correlati",
    "potrebbe interessarti",
    "commenti",
    "leia também",
    "leia mais",
    "você pode gostar",
    "você também pode gostar",
    "veja também",
    "mais lidas",
    "les også",
    "läs mer",
    "läs också",
    "læs også",
    "mest lest",
    "czytaj także",
    "zobacz także",
    "читайте также",
    "читайте також",
    "関連記事",
    "関連ニュース",
    "あわせて読みたい",
    "ランキング",
];

/// Whether a heading ends the story.
fn is_boundary(text: &str) -> bool {
    let text = text
        .trim()
        .trim_end_matches([':', '.', '…', '!', '>', '»', '?', ' '])
        .to_lowercase()
        .replace('’', "'");
    if text.len() > 60 {
        return false;
    }
    BOUNDARIES.contains(&text.as_str())
        || [
            "related ",
            "more from ",
            "more on ",
            "more in ",
            "more about ",
            "you may also ",
            "you might also ",
            "read more ",
            "recommended ",
            "trending ",
            "comments (",
            "leave a ",
            "subscribe to ",
            "sign up ",
            "about the author",
            "mehr zu ",
            "mehr aus ",
            "latest from ",
            "popular in ",
        ]
        .iter()
        .any(|head| text.starts_with(head))
        || text.ends_with(" comments") && text.starts_with(|c: char| c.is_ascii_digit())
}

/// Takes out what follows a heading such as "Related", up to where running text goes on in another block.
fn cut_at_boundaries(sheet: &Sheet, counts: &[Count], decision: &mut Decision, first: usize, end: usize) {
    let rows = &sheet.rows;
    let mut at = first;
    while at < end {
        let row = &rows[at];
        let short = counts[at].words <= 8;
        let looks = row.heading > 0
            || row.strong * 10 >= (row.to - row.from) * 8
            || counts[at].words <= 4 && !counts[at].closed;
        if !(short && looks && is_boundary(sheet.row_text(row))) {
            at += 1;
            continue;
        }
        decision.story[at] = -100;
        // The heading's own block, with what stands beside it, is not the story's.
        let mut region = row.region as usize;
        if sheet.regions[region].end as usize <= at + 1 {
            region = sheet.regions[region].parent as usize;
        }
        let mut to = (sheet.regions[region].end as usize).min(end);
        // In the story's own block only links and cards follow, until running text does.
        let mut next = at + 1;
        while next < to && !(counts[next].words >= 25 && counts[next].linked < 30 && counts[next].closed) {
            next += 1;
        }
        let running =
            prefix(to - next, |by| i32::from(counts[next + by].words >= 25 && counts[next + by].linked < 30))
                .last()
                .copied()
                .unwrap_or(0);
        if row.heading == 0 || running >= 2 {
            to = next;
        }
        for decided in &mut decision.story[at..to] {
            *decided = -100;
        }
        at = to.max(at + 1);
    }
}

/// Words of running text under a linked heading up to which it announces another story.
const CARD: i32 = 90;

/// Linked headings with a few lines under each, two of them or more, announce other stories.
fn cards(sheet: &Sheet, counts: &[Count], decision: &mut Decision, first: usize, end: usize) {
    let mut found: Vec<(u8, usize, usize)> = Vec::new();
    for at in first..end {
        let row = &sheet.rows[at];
        if row.heading == 0 || row.heading == 1 || counts[at].linked < 80 {
            continue;
        }
        // The innermost block around the heading that holds more than it.
        let mut region = row.region as usize;
        let size = |region: usize| sheet.regions[region].end - sheet.regions[region].first;
        for _ in 0..6 {
            if size(region) > 1 {
                break;
            }
            region = sheet.regions[region].parent as usize;
        }
        let Region { first: from, end: to, .. } = sheet.regions[region];
        let (from, to) = (from as usize, to as usize);
        let headings = (from..to).filter(|&at| sheet.rows[at].heading > 0).count();
        let words: i32 =
            (from..to).filter(|&at| sheet.rows[at].heading == 0).map(|at| counts[at].words).sum();
        if from > first && headings == 1 && words <= CARD {
            found.push((row.heading, from, to));
        }
    }
    // A list of things with a few lines each is a story, too: of teasers the page has less text than of its story, or
    // they have dates and authors of their own.
    let prose = |from: usize, to: usize| -> i32 {
        let rows = (from..to)
            .filter(|&at| decision.story[at] > 0 && counts[at].words >= 10 && counts[at].linked < 40);
        rows.map(|at| counts[at].words).sum()
    };
    let total = prose(first, end);
    let marked = u64::from(kind::DATE | kind::AUTHOR) | place::TIME | place::IS_AUTHOR | place::IS_DATE;
    let levels: Vec<(usize, i32, usize)> = (0..=6)
        .map(|level| {
            let of = found.iter().filter(|(other, ..)| *other == level);
            let signed =
                of.clone().filter(|&&(_, from, to)| (from..to).any(|at| sheet.rows[at].own & marked != 0));
            (of.clone().count(), of.map(|&(_, from, to)| prose(from, to)).sum(), signed.count())
        })
        .collect();
    for &(level, from, to) in &found {
        let (count, words, signed) = levels[usize::from(level)];
        if count >= 2 && (words * 3 <= total || signed * 2 > count) {
            for at in from..to {
                decision.story[at] = -100;
                decision.teaser[at] = true;
            }
        }
    }
}

/// Short lines behind the last running text are not the story's; nor are those before the first, save headings.
fn trim(sheet: &Sheet, counts: &[Count], decision: &mut Decision, first: usize, end: usize) {
    let runs = |at: usize| {
        decision.story[at] > 0
            && sheet.rows[at].heading == 0
            && (counts[at].words >= 10 || counts[at].closed && counts[at].words >= 4)
    };
    let Some(last) = (first..end).rev().find(|&at| runs(at)) else { return };
    let start = (first..end).find(|&at| runs(at)).unwrap_or(first);
    for at in last + 1..end {
        decision.story[at] = -100;
    }
    for at in first..start {
        if sheet.rows[at].heading == 0 {
            decision.story[at] = -60;
        }
    }
}

/// What a row's markup calls it.
fn call(sheet: &Sheet, counts: &[Count], decision: &mut Decision, at: usize, above: bool) {
    let row = &sheet.rows[at];
    let Count { words, bits, .. } = counts[at];
    let own = row.own | row.inline;
    let is = |kind: u32| own & u64::from(kind) != 0;
    let junk = is_junk(&counts[at]);
    let role = if bits & (place::FIGCAPTION | u64::from(kind::CAPTION)) != 0 {
        Some(if is(kind::CREDIT) && words <= 15 { Role::Credit } else { Role::Caption })
    } else if is(kind::CREDIT) && words <= 20 {
        Some(Role::Credit)
    } else if bits & place::FIGURE != 0 && bits & place::BLOCKQUOTE == 0 && bits & place::TABLE == 0 {
        Some(Role::Caption)
    } else if (is(kind::DATE) || own & (place::IS_DATE | place::TIME) != 0)
        && words <= 14
        && !junk
        && row.heading == 0
    {
        Some(Role::Timestamp)
    } else if (is(kind::AUTHOR) || own & place::IS_AUTHOR != 0) && words <= 20 && !junk && row.heading == 0 {
        Some(Role::Byline)
    } else if row.heading == 0 && is(kind::DEK) && above && words >= 4 && !junk {
        Some(Role::Dek)
    } else if is(kind::KICKER) && above && words <= 6 && !junk {
        Some(Role::Kicker)
    } else if bits & u64::from(kind::QUOTE) != 0
        && words <= 60
        && bits & place::BLOCKQUOTE != 0
        && own & u64::from(kind::QUOTE) != 0
    {
        Some(Role::Pullquote)
    } else {
        None
    };
    if let Some(role) = role {
        decision.role[at] = Some(role);
        let is_text = matches!(role, Role::Pullquote);
        // Captions of another story's pictures are not this one's.
        if !is_text {
            decision.story[at] = if junk || decision.teaser[at] { -100 } else { 100 };
        }
    }
}
