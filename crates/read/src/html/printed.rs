//! Dates and names that only the page's text gives: read off the lines around the story's head.

use nutgraf_core::Metadata;

use super::class::kind;
use super::place;
use super::row::Sheet;
use super::score::Count;
use super::story::Decision;
use super::{author, date};

/// Rows around the headline and the story's first paragraph among which its date stands.
const DATE_ROWS: usize = 8;

/// The rows near a story's head that may print its date: what it is filed under by its markup first, the rest in the
/// page's order.
fn dated(sheet: &Sheet, counts: &[Count], decision: &Decision, headline: &[usize]) -> Vec<usize> {
    let is_text =
        |at: &usize| decision.story[*at] > 0 && decision.role[*at].is_none() && counts[*at].words >= 20;
    let first = (0..sheet.rows.len()).find(is_text);
    let last = (0..sheet.rows.len()).rfind(is_text);
    let mut found: Vec<usize> = Vec::new();
    let mut around = |from: usize, to: usize| {
        for at in from..to.min(sheet.rows.len()) {
            let row = &sheet.rows[at];
            if row.to - row.from <= 120
                && !matches!(row.heading, 2 | 3)
                && !headline.contains(&at)
                && !found.contains(&at)
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

/// Reads the dates that the page prints near its story.
pub(crate) fn dates(
    sheet: &Sheet,
    counts: &[Count],
    decision: &Decision,
    headline: &[usize],
    day_first: bool,
    metadata: &mut Metadata,
) {
    for at in dated(sheet, counts, decision, headline) {
        let text = sheet.row_text(&sheet.rows[at]);
        let Some(date) = date::read(text, day_first) else { continue };
        if date::is_update(text) {
            metadata.modified.get_or_insert(date);
        } else {
            metadata.published = Some(date);
            return;
        }
    }
}

/// Reads the names that the page prints near its story: behind "By", or beside its date.
pub(crate) fn authors(
    sheet: &Sheet,
    counts: &[Count],
    decision: &Decision,
    headline: &[usize],
    day_first: bool,
) -> Vec<String> {
    let lines = dated(sheet, counts, decision, headline);
    let text = |at: usize| sheet.rows.get(at).map_or("", |row| sheet.row_text(row));
    let behind_by = lines.iter().map(|&at| author::printed(text(at))).find(|names| !names.is_empty());
    if let Some(names) = behind_by {
        return names;
    }
    for &at in lines.iter().filter(|&&at| date::read(text(at), day_first).is_some()) {
        let names = author::beside_date(text(at));
        if !names.is_empty() {
            return names;
        }
        for beside in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
            if !headline.contains(&beside) && author::is_plain_name(text(beside)) {
                return vec![text(beside).to_owned()];
            }
        }
    }
    Vec::new()
}
