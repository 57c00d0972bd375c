//! When: time expressions and the days they name (TIMEX3; TimeML 1.2.1, 2006).

mod calendar;
mod clock;
mod duration;
mod reader;
mod relative;
mod tense;
mod word;
mod year;

use nutgraf_core::{Anchor, Article, Day, Role, Span, TimeExpression, TimeType, Unresolved};

use crate::atom::AtomKind;
use reader::{Found, Reader, Reference, Value, names};
use word::Meaning;

/// The time expressions of an article, in order.
pub(crate) fn times(article: &Article) -> Vec<TimeExpression> {
    let names = names(article);
    let reference = reference(article);
    let mut found = Vec::new();
    let mut mentioned = None;
    for block in &article.blocks {
        if block.role.has_sentences() || block.role == Role::Dateline {
            let mut reader = Reader::of(article, block.span, &names, reference);
            reader.mentioned = mentioned;
            read(&mut reader, &mut found);
            mentioned = reader.mentioned;
        }
    }
    found
}

/// The day of publication, else the dateline's when it names its year.
fn reference(article: &Article) -> Option<Reference> {
    if let Some(day) =
        article.published.as_deref().and_then(|date| Day::parse(date).or_else(|| Day::parse(date.get(..10)?)))
    {
        return Some(Reference { day, anchor: Anchor::Published });
    }
    let date = article.dateline.as_ref()?.date.as_deref()?;
    let alone = Article { text: date.to_owned(), ..Article::default() };
    let reader = Reader::of(&alone, Span::of(date), &[], None);
    let printed = (0..reader.atoms.len()).find_map(|at| reader.calendar(at))?;
    match printed.value {
        Value::Absolute(value) => Some(Reference { day: Day::parse(&value)?, anchor: Anchor::Dateline }),
        _ => None,
    }
}

fn read(reader: &mut Reader, times: &mut Vec<TimeExpression>) {
    let mut clocks: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    while at < reader.atoms.len() {
        let plain = reader.meaning(at) == Meaning::None
            && reader.atoms.is_word(at)
            && !reader.atoms.is(at, "Q")
            && !reader.atoms.says(at, "half");
        let found = if plain { None } else { expression(reader, at) };
        let Some(found) = found else {
            at += 1;
            continue;
        };
        let span = reader.atoms.span(at..found.end);
        let end = found.end.max(at + 1);
        if reader.is_named(span) {
            at += 1;
            continue;
        }
        let (value, anchor, unresolved) = match found.value {
            Value::Absolute(value) => (Some(value), None, None),
            Value::Relative(value) => (Some(value), reader.reference.map(|reference| reference.anchor), None),
            Value::Mention(value) => (Some(value), Some(Anchor::Mention), None),
            Value::Unanchored => (None, None, Some(Unresolved::NoReferenceDate)),
            Value::Vague => (None, None, Some(Unresolved::Vague)),
            Value::Clock(time) => {
                clocks.push((times.len(), time));
                (None, None, Some(Unresolved::NoReferenceDate))
            }
        };
        if let Some(day) = value.as_deref().and_then(|value| Day::parse(value.get(..10)?)) {
            reader.mentioned = Some(day);
        }
        times.push(TimeExpression { span, kind: found.kind, value, anchor, unresolved });
        at = end;
    }
    for (index, time) in clocks {
        settle(reader, times, index, &time);
    }
}

/// The time expression that begins at an atom, the longest first.
fn expression(reader: &Reader, at: usize) -> Option<Found> {
    if reader.atoms.kind(at) == Some(AtomKind::Mark) && !matches!(reader.atoms.word(at), "'" | "’" | "‘")
    {
        return None;
    }
    reader
        .clock(at)
        .or_else(|| reader.calendar(at))
        .or_else(|| reader.deictic(at))
        .or_else(|| reader.duration(at))
}

/// Gives a time of day its day: one named in its sentence, else the reference day.
fn settle(reader: &Reader, times: &mut [TimeExpression], index: usize, time: &str) {
    let Some(span) = times.get(index).map(|time| time.span) else { return };
    let sentence = reader.article.sentence_of(span);
    let day = |other: &TimeExpression| {
        let near = sentence.is_some_and(|sentence| sentence.contains(other.span));
        let value = other.value.as_deref().filter(|_| near && other.kind == TimeType::Date)?;
        Day::parse(value)
    };
    let nearest = times
        .iter()
        .filter_map(|other| Some((other.span.start().abs_diff(span.start()), day(other)?)))
        .min_by_key(|(far, _)| *far);
    let (day, anchor) = match (nearest, reader.reference) {
        (Some((_, day)), _) => (day, Anchor::Mention),
        (None, Some(reference)) => (reference.day, reference.anchor),
        (None, None) => return,
    };
    if let Some(expression) = times.get_mut(index) {
        expression.value = Some(format!("{day}{time}"));
        expression.anchor = Some(anchor);
        expression.unresolved = None;
    }
}

#[cfg(test)]
mod tests;
