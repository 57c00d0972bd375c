//! What inside the story's block is not the story's: other stories' cards, what follows "Related", loose ends.

use super::class::kind;
use super::place;
use super::row::{Region, Sheet};
use super::score::{Count, prefix};
use super::story::{Decision, NEAR};
use super::work::step;

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
        || text.starts_with(|c: char| c.is_ascii_digit())
            && [
                " comments",
                " comment",
                " kommentare",
                " commentaires",
                " comentarios",
                " commenti",
                " reacties",
            ]
            .iter()
            .any(|tail| text.ends_with(tail))
}

/// Takes out what follows a heading such as "Related", up to where running text goes on in another block.
pub(crate) fn cut_at_boundaries(
    sheet: &Sheet,
    counts: &[Count],
    decision: &mut Decision,
    first: usize,
    end: usize,
) {
    let rows = &sheet.rows;
    let is_running = |at: usize| counts[at].words >= 25 && counts[at].linked < 30;
    let running = prefix(rows.len(), |at| i32::from(is_running(at)));
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
        let from = next;
        while next < to && !(is_running(next) && counts[next].closed) {
            next += 1;
        }
        step(next - from);
        if row.heading == 0 || running[to] - running[next] >= 2 {
            to = next;
        }
        // A line that points elsewhere takes its links along, no more.
        if row.heading == 0 && from < to && counts[from].linked.max(counts[at].linked) >= 50 {
            to = (from..to).find(|&at| counts[at].linked < 50).unwrap_or(to);
        }
        for decided in &mut decision.story[at..to] {
            *decided = -100;
        }
        at = to.max(at + 1);
    }
}

/// Words of an `<article>` from which on it is a story, however much stands beside it.
const WHOLE: i32 = 100;

/// Takes out other `<article>`s beside the one that holds the headline and most of the text: the next story, or cards.
pub(crate) fn other_articles(
    sheet: &Sheet,
    counts: &[Count],
    decision: &mut Decision,
    headline: &[usize],
    (first, end): (usize, usize),
) {
    let prose = prefix(sheet.rows.len(), |at| {
        let is = decision.story[at] > 0 && counts[at].words >= 10 && counts[at].linked < 40;
        if is { counts[at].words } else { 0 }
    });
    let range = |region: &Region| (region.first as usize, region.end as usize);
    let words = |region: &Region| {
        let (from, to) = range(region);
        prose[to.min(end).max(first)] - prose[from.max(first).min(end)]
    };
    let is_article = |region: &&Region| region.own & place::ARTICLE != 0;
    let Some(&title) = headline.first() else { return };
    let holds = |region: &&Region| (region.first as usize..region.end as usize).contains(&title);
    let Some(own) = sheet.regions.iter().filter(is_article).rfind(holds) else { return };
    let (own_from, own_to) = range(own);
    if words(own) < WHOLE && words(own) * 5 < (prose[end] - prose[first]) * 2 {
        return;
    }
    let mut done = first;
    for region in sheet.regions.iter().filter(is_article) {
        let (from, to) = range(region);
        let is_beside = to <= own_from || from >= own_to;
        if is_beside && from >= done && to <= end {
            done = to;
            step(to - from);
            for at in from..to {
                decision.story[at] = -100;
                decision.teaser[at] = to - from <= 6;
            }
        }
    }
}

/// Words of running text under a linked heading up to which it announces another story.
const CARD: i32 = 90;

/// Linked headings with a few lines under each, two of them or more, announce other stories.
pub(crate) fn cards(sheet: &Sheet, counts: &[Count], decision: &mut Decision, first: usize, end: usize) {
    let mut found: Vec<(u8, usize, usize)> = Vec::new();
    let headings = prefix(sheet.rows.len(), |at| i32::from(sheet.rows[at].heading > 0));
    let lines = prefix(sheet.rows.len(), |at| if sheet.rows[at].heading > 0 { 0 } else { counts[at].words });
    for (at, row) in sheet.rows.iter().enumerate().take(end).skip(first) {
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
        if from > first && headings[to] - headings[from] == 1 && lines[to] - lines[from] <= CARD {
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
        step(to - from);
        if count >= 2 && (words * 3 <= total || signed * 2 > count) {
            for at in from..to {
                decision.story[at] = -100;
                decision.teaser[at] = true;
            }
        }
    }
}

/// The lines of a `<header>` amid the running text, save its headings, are a box's: an offer, another story's.
pub(crate) fn late_headers(
    sheet: &Sheet,
    counts: &[Count],
    decision: &mut Decision,
    first: usize,
    end: usize,
) {
    let is_text = |at: usize| decision.story[at] > 0 && sheet.rows[at].heading == 0 && counts[at].words >= 20;
    let Some(begun) = (first..end).find(|&at| is_text(at)) else { return };
    let mut done = begun + 1;
    for region in sheet.regions.iter().filter(|region| region.own & place::HEADER != 0) {
        let (from, to) = (region.first as usize, region.end as usize);
        if from < done || to > end || to - from > LONGEST_HEADER {
            continue;
        }
        done = to;
        for at in (from..to).filter(|&at| sheet.rows[at].heading == 0) {
            decision.story[at] = -100;
        }
    }
}

/// Lines of the longest such box; a longer one wraps the story.
const LONGEST_HEADER: usize = 40;

/// Outside the story a linked heading and the few lines under it announce another one.
pub(crate) fn announce(sheet: &Sheet, counts: &[Count], decision: &mut Decision) {
    for at in 0..sheet.rows.len() {
        let row = &sheet.rows[at];
        let is_title = row.heading >= 2 && counts[at].linked >= 80 && counts[at].words >= 4;
        if !is_title || decision.story[at] > 0 || counts[at].bits & (place::NAV | place::FOOTER) != 0 {
            continue;
        }
        decision.teaser[at] = true;
        let Some(next) = sheet.rows.get(at + 1) else { continue };
        let below = &counts[at + 1];
        if decision.story[at + 1] <= 0
            && next.heading == 0
            && (4..=CARD).contains(&below.words)
            && below.linked < 50
        {
            decision.teaser[at + 1] = true;
        }
    }
}

/// Short lines behind the last running text are not the story's; nor are those before the first, save headings.
pub(crate) fn trim(sheet: &Sheet, counts: &[Count], decision: &mut Decision, first: usize, end: usize) {
    let runs = |at: usize| {
        let Count { words, closed, linked, bits } = counts[at];
        let is_item = bits & place::ITEM != 0 && linked < 30 && words >= 3;
        decision.story[at] > 0
            && sheet.rows[at].heading == 0
            && (words >= 10 || closed && words >= 4 || is_item)
    };
    let Some(last) = (first..end).rev().find(|&at| runs(at)) else { return };
    let start = (first..end).find(|&at| runs(at)).unwrap_or(first);
    for at in last + 1..end {
        decision.story[at] = -100;
    }
    for at in first..start {
        if sheet.rows[at].heading == 0 {
            decision.story[at] = NEAR;
        }
    }
}
