//! Which lines are the story's, and what their markup calls them.

use std::ops::Range;

use nutgraf_core::Role;

use super::class::kind;
use super::cut::{announce, cards, cut_at_boundaries, late_headers, other_articles, trim};
use super::headline::loose;
use super::place;
use super::row::{Region, Row, Sheet};
use super::score::{Count, container, is_junk, locate};

/// What was decided of each row.
pub(crate) struct Decision {
    /// See [`nutgraf_core::Hints::story`].
    pub(crate) story: Vec<i8>,
    pub(crate) role: Vec<Option<Role>>,
    /// See [`nutgraf_core::Hints::looks`].
    pub(crate) looks: Vec<Option<Role>>,
    pub(crate) teaser: Vec<bool>,
}

/// Decides for every row whether it is the story's, and what its markup calls it.
pub(crate) fn decide(
    sheet: &Sheet,
    counts: &mut [Count],
    headline: &[usize],
    descriptions: &[String],
    is_story: bool,
) -> Decision {
    locate(sheet, counts, headline, false);
    let mut decision = decide_once(sheet, counts, headline, is_story);
    let words = story_words(counts, &decision);
    if words < ENOUGH {
        locate(sheet, counts, headline, true);
        let loose = decide_once(sheet, counts, headline, is_story);
        if story_words(counts, &loose) > 2 * words {
            decision = loose;
        } else {
            locate(sheet, counts, headline, false);
        }
    }
    describe(sheet, &mut decision, headline, descriptions);
    decision
}

/// Lines behind the headline among which a standfirst stands.
const DEK_ROWS: usize = 12;

/// A line above the story that says what the page's head says it is about is the standfirst; a paragraph of the story
/// that does is its first one.
fn describe(sheet: &Sheet, decision: &mut Decision, headline: &[usize], descriptions: &[String]) {
    if descriptions.is_empty() || decision.role.contains(&Some(Role::Dek)) {
        return;
    }
    let Some(&last) = headline.last() else { return };
    for at in last + 1..(last + 1 + DEK_ROWS).min(sheet.rows.len()) {
        let row = &sheet.rows[at];
        let is_apart = decision.story[at] <= 0 || row.heading > 1;
        let may_be = is_apart && row.to - row.from <= LONGEST_DEK as usize * 10 && !decision.teaser[at];
        if may_be && descriptions.binary_search(&loose(sheet.row_text(row))).is_ok() {
            decision.story[at] = 100;
            decision.role[at] = Some(Role::Dek);
            return;
        }
        // The story has begun.
        if decision.story[at] > 0
            && decision.role[at].is_none()
            && row.heading == 0
            && row.to - row.from > 120
        {
            return;
        }
    }
}

/// The sureness of a row that stands where bylines and dates do.
pub(crate) const NEAR: i8 = -60;
/// Rows above the headline among which its kicker stands.
const KICKER_ROWS: usize = 3;

/// Words of the longest standfirst.
const LONGEST_DEK: i32 = 60;

/// Words of a story below which the page is looked at again with fewer doubts.
const ENOUGH: i32 = 150;

/// The words of the rows that are the story's running text.
pub(crate) fn story_words(counts: &[Count], decision: &Decision) -> i32 {
    let rows = counts.iter().zip(decision.story.iter().zip(&decision.role));
    rows.filter(|(_, (story, role))| **story > 0 && role.is_none()).map(|(count, _)| count.words).sum()
}

fn decide_once(sheet: &Sheet, counts: &[Count], headline: &[usize], is_story: bool) -> Decision {
    let length = sheet.rows.len();
    let mut decision = Decision {
        story: vec![-100; length],
        role: vec![None; length],
        looks: vec![None; length],
        teaser: vec![false; length],
    };
    // The first region holds all others.
    let whole = (is_story && !sheet.regions.is_empty()).then_some(0);
    let Some(at) = whole.or_else(|| container(sheet, counts, headline)) else {
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
        && !is_story
        && (first..end).contains(&headline)
        && (first..headline).map(runs).sum::<i32>() < (headline..end).map(runs).sum::<i32>()
    {
        // A story begins with its headline.
        for decided in &mut decision.story[first..headline] {
            *decided = -100;
        }
    }
    other_articles(sheet, counts, &mut decision, headline, (first, end));
    cards(sheet, counts, &mut decision, first, end);
    cut_at_boundaries(sheet, counts, &mut decision, first, end);
    if !is_story {
        trim(sheet, counts, &mut decision, first, end);
    }
    late_headers(sheet, counts, &mut decision, first, end);
    let start = headline.first().copied().filter(|&at| at < end).unwrap_or(first).min(first);
    let is_text =
        |at: &usize| decision.story[*at] > 0 && sheet.rows[*at].heading == 0 && counts[*at].words >= 12;
    let text = (first..end).find(is_text).unwrap_or(first);
    for (story, count) in decision.story.iter_mut().zip(counts).take(first).skip(start) {
        // Between headline and story: its byline and its date may stand there.
        if !is_junk(count) {
            *story = NEAR;
        }
    }
    for at in start.saturating_sub(KICKER_ROWS)..end {
        if at >= start || counts[at].bits & u64::from(kind::KICKER) != 0 && counts[at].linked < 100 {
            call(sheet, counts, &mut decision, at, at < text);
        }
    }
    lead(sheet, counts, &mut decision, start..first);
    announce(sheet, counts, &mut decision);
    mark_headline(&mut decision, headline);
    looks(sheet, counts, &mut decision, (text + 1).min(end)..end);
    decision
}

/// Running text between the headline and the story's block is the story's, too: a standfirst when it is one line, else
/// its first part or what it says in short.
fn lead(sheet: &Sheet, counts: &[Count], decision: &mut Decision, gap: Range<usize>) {
    let is_open = |decision: &Decision, at: usize| decision.story[at] == NEAR && decision.role[at].is_none();
    let is_prose = |at: usize| counts[at].words >= 12 && counts[at].linked < 40;
    let lines: Vec<usize> = gap
        .clone()
        .filter(|&at| is_open(decision, at) && is_prose(at) && (counts[at].closed || counts[at].words >= 20))
        .collect();
    match lines[..] {
        [] => {}
        [only] if counts[only].words <= LONGEST_DEK => {
            decision.story[only] = 100;
            decision.role[only] = Some(Role::Dek);
        }
        [first, ..] => {
            let is_line = |at: &usize| {
                sheet.rows[*at].heading > 0 && counts[*at].linked < 50
                    || counts[*at].words >= 5 && counts[*at].closed && counts[*at].linked < 40
                    || is_prose(*at)
            };
            let rest: Vec<usize> =
                (first..gap.end).filter(|at| is_open(decision, *at) && is_line(at)).collect();
            for at in rest {
                decision.story[at] = 100;
            }
        }
    }
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
    } else if is(kind::DEK) && above && words >= 4 && !junk {
        Some(Role::Dek)
    } else if is(kind::KICKER) && above && words <= 6 && !junk {
        Some(Role::Kicker)
    } else if bits & u64::from(kind::QUOTE) != 0 && words <= 60 {
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

/// Words of the longest caption that no markup calls one, and lines of a block that holds a picture and what it says.
const LONGEST_CAPTION: i32 = 25;
const PICTURE_ROWS: u32 = 3;
/// Blocks between such a block and its picture or its caption.
const DEPTH: usize = 4;

/// Words of the longest subhead that is a paragraph in bold.
const LONGEST_SUBHEAD: i32 = 10;
/// Words of a line that is running text.
const RUNNING: i32 = 12;

/// Says what the story's rows look like that no markup calls anything, behind the first of its text: subheads and, where
/// its text stands in paragraphs and not in blocks as any, captions.
fn looks(sheet: &Sheet, counts: &[Count], decision: &mut Decision, below: Range<usize>) {
    let is_open = |at: usize| {
        decision.story[at] > 0
            && decision.role[at].is_none()
            && sheet.rows[at].heading == 0
            && counts[at].linked < 50
    };
    let is_paragraph = |at: usize| counts[at].bits & place::PARAGRAPH != 0;
    let running = || below.clone().filter(|&at| is_open(at) && counts[at].words >= RUNNING);
    let has_paragraphs = 3 * running().filter(|&at| is_paragraph(at)).count() > 2 * running().count();
    let look = |at: usize| {
        let (row, text) = (&sheet.rows[at], sheet.row_text(&sheet.rows[at]));
        let in_list = counts[at].bits & (place::ITEM | place::CELL | place::BLOCKQUOTE) != 0;
        if !is_open(at) || in_list || !text.contains(char::is_alphabetic) {
            return None;
        }
        if has_paragraphs
            && !is_paragraph(at)
            && !text.contains(['"', '“'])
            && is_beside_picture(sheet, counts, at)
        {
            return Some(Role::Caption);
        }
        let is_bold = |row: &Row| row.bold == row.to - row.from;
        let is_title = is_bold(row)
            && counts[at].words <= LONGEST_SUBHEAD
            && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | '’' | ')'));
        let next = at + 1;
        let goes_on = || {
            below.contains(&next)
                && is_open(next)
                && counts[next].words >= RUNNING
                && !is_bold(&sheet.rows[next])
        };
        (is_title && goes_on()).then_some(Role::Subhead)
    };
    let found: Vec<Option<Role>> = below.clone().map(look).collect();
    for (looks, found) in decision.looks[below].iter_mut().zip(found) {
        *looks = found;
    }
}

/// Whether a row stands right behind a picture, in a block of their own without a heading: what the picture shows.
fn is_beside_picture(sheet: &Sheet, counts: &[Count], at: usize) -> bool {
    let row = &sheet.rows[at];
    let Some(picture) = row.picture.filter(|_| counts[at].words <= LONGEST_CAPTION) else { return false };
    let above = |region: u32| {
        let parent =
            |&region: &u32| Some(sheet.regions[region as usize].parent).filter(|&parent| parent != region);
        std::iter::successors(Some(region), parent).take(DEPTH)
    };
    let shared = above(row.region).find(|region| above(picture).any(|other| other == *region));
    shared.is_some_and(|region| {
        let Region { first, end, .. } = sheet.regions[region as usize];
        let has_heading = || sheet.rows[first as usize..end as usize].iter().any(|row| row.heading > 0);
        end - first <= PICTURE_ROWS && !has_heading()
    })
}
