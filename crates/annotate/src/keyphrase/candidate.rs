//! Names and noun phrases.

use std::ops::Range;

use nutgraf_core::{Article, Entity, Form, Role, Span};
use nutgraf_tagger::gazetteer;

use super::is_word;
use super::lexicon::{Before, Class, look_up};
use super::tag::Tag;
use super::term::Terms;

/// Most words of a phrase.
pub(super) const LONGEST: usize = 6;

/// A phrase in its place.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Where it stands, in terms.
    pub(super) at: usize,
    /// What it is called: its own terms, or those of its entity's full name.
    pub(super) shown: Range<usize>,
    /// Whether all of it is a name.
    pub(super) name: bool,
    /// Whether it stands in a heading, where verbs look like nouns.
    pub(super) heading: bool,
}

/// A name in its place.
struct Name {
    range: Range<usize>,
    /// Where the full name stands, for a short form or acronym of it.
    full: Option<Range<usize>>,
}

/// All phrases, in order, and the terms that count for the weight of their stems.
pub(super) fn candidates(
    article: &Article,
    terms: &Terms,
    entities: &[Entity],
) -> (Vec<Candidate>, Vec<usize>) {
    let names = names(&article.text, terms, entities);
    let mut tags: Vec<Tag> = terms.list.iter().map(|term| term.tag).collect();
    for name in &names {
        tags[name.range.clone()].fill(Tag::Name);
    }
    let mut titles: Vec<Span> =
        entities.iter().flat_map(|entity| entity.title_spans.iter().copied()).collect();
    titles.sort_unstable_by_key(|title| title.end());
    let headings: Vec<Span> = article
        .blocks
        .iter()
        .filter(|block| matches!(block.role, Role::Headline | Role::Subhead))
        .map(|block| block.span)
        .collect();
    let (mut found, mut weighed) = (Vec::new(), Vec::new());
    let mut start = 0;
    for &end in &terms.ends {
        let mut at = start;
        start = end;
        while at < end {
            let length = tags[at..end].iter().take_while(|tag| **tag != Tag::Other).count();
            let run = at..at + length;
            at = run.end + 1;
            weighed.extend(run.clone().filter(|&at| terms.list[at].stem > 0));
            let (office, run) = beyond_title(terms, &titles, run);
            // "{World Bank} {Ada Quill}", its chairman; "Foreign Affairs {Ada Quill}", the minister.
            let first = names.partition_point(|name| name.range.start < office.start);
            let mut here = names[first..].iter().take_while(|name| name.range.start == office.start);
            let named = !office.is_empty() && here.any(|name| name.range == office);
            let office = office.start..if named { office.end } else { office.start };
            let run = without_verbs(&article.text, terms, &tags, run, end);
            let (verbal, run) = parted(&article.text, terms, &tags, run);
            for run in [office, verbal, run] {
                let modifiers = tags[run.clone()].iter().rev().take_while(|tag| **tag == Tag::Modifier);
                let run = run.start..run.end - modifiers.count();
                if run.is_empty() || run.len() > LONGEST || is_cut_title(&article.text, terms, &titles, &run)
                {
                    continue;
                }
                let first = names.partition_point(|name| name.range.start < run.start);
                let mut here = names[first..].iter().take_while(|name| name.range.start == run.start);
                let full = here.find(|name| name.range == run).and_then(|name| name.full.clone());
                let name = tags[run.clone()].iter().all(|tag| *tag == Tag::Name);
                let place = terms.list[run.start].span.start();
                let heading = headings.iter().any(|span| (span.start()..span.end()).contains(&place));
                found.push(Candidate { at: run.start, shown: full.unwrap_or(run), name, heading });
            }
        }
    }
    (found, weighed)
}

/// A run of terms cut where a title ends that has begun before it: "Minister of {Foreign Affairs} {Ada Quill}". The
/// first part is empty for any other. Titles are in the order of their ends.
fn beyond_title(terms: &Terms, titles: &[Span], run: Range<usize>) -> (Range<usize>, Range<usize>) {
    let whole = (run.start..run.start, run.clone());
    let (Some(first), Some(last)) = (terms.list.get(run.start), terms.list[run.clone()].last()) else {
        return whole;
    };
    let behind = titles.partition_point(|title| title.end() <= first.span.start());
    let mut here = titles[behind..].iter().take_while(|title| title.end() < last.span.end());
    match here.find(|title| title.start() < first.span.start()) {
        Some(title) => {
            let at = run.start
                + terms.list[run.clone()].iter().take_while(|term| term.span.end() <= title.end()).count();
            (run.start..at, at..run.end)
        }
        None => whole,
    }
}

/// A run of terms without verbs at its ends. Behind the name that it is otherwise, what is a noun as well is a verb when
/// an article, a pronoun or "to" follows: "{Japan} needs the pact", "{Fell} plans to resign"; before an adjective a form
/// in -ing is one: "securing {critical minerals}". `end` is the sentence's.
fn without_verbs(text: &str, terms: &Terms, tags: &[Tag], mut run: Range<usize>, end: usize) -> Range<usize> {
    let word = |at: usize| terms.list[at].span.slice(text);
    if run.len() > 1 && run.end < end {
        let (last, next) = (run.end - 1, word(run.end));
        let follows = look_up(next).before == Before::Determiner;
        let is_verb = tags[last] == Tag::Noun
            && tags[last - 1] == Tag::Name
            && word(last).ends_with('s')
            && match look_up(word(last)).class {
                Class::Either => follows || next == "to",
                // "{Boeing talks} to resume"
                Class::NounOrVerb => follows,
                _ => false,
            };
        run.end -= usize::from(is_verb);
    }
    let does = run.len() > 2
        && tags[run.start] == Tag::Noun
        && tags[run.start + 1] == Tag::Modifier
        && word(run.start).ends_with("ing")
        && !NOUNS_IN_ING.contains(&word(run.start));
    run.start += usize::from(does);
    run
}

/// Words in -ing that are not what is done.
const NOUNS_IN_ING: [&str; 14] = [
    "building",
    "ceiling",
    "darling",
    "duckling",
    "king",
    "meeting",
    "offspring",
    "ring",
    "sibling",
    "spring",
    "string",
    "thing",
    "wedding",
    "wing",
];

/// A run of terms cut before the name that ends it, where what stands there is no part of one phrase with a name: a
/// plural, "{leaders} {Fell} have lost", or what may be a verb and is no part of any: "{plans} expanding {Fell}",
/// "{Lund} targets {Fell}". The first part is empty for any other.
fn parted(text: &str, terms: &Terms, tags: &[Tag], run: Range<usize>) -> (Range<usize>, Range<usize>) {
    let name = tags[run.clone()].iter().rev().take_while(|tag| **tag == Tag::Name).count();
    let at = run.end - name;
    let whole = (run.start..run.start, run.clone());
    if name == 0 || at == run.start {
        return whole;
    }
    let word = terms.list[at - 1].span.slice(text);
    if !word.starts_with(char::is_lowercase) {
        return whole;
    }
    if word.ends_with("ing") && !NOUNS_IN_ING.contains(&word) {
        return (run.start..at - 1, at..run.end);
    }
    let plural = tags[at - 1] == Tag::Noun
        && word.ends_with('s')
        && !["ss", "us", "is", "ics"].iter().any(|ending| word.ends_with(ending))
        && !matches!(word, "gas" | "means" | "news" | "series" | "species");
    if !plural {
        return whole;
    }
    // What the table does not have may be a verb, and behind a name most such words are: but "ministers" are persons.
    let person = || word.strip_suffix('s').is_some_and(|one| gazetteer::title(&[one]).is_some());
    let behind_name = at - run.start > 1 && tags[at - 2] == Tag::Name;
    let noun = !behind_name && is_word(word) && look_up(word).class == Class::Noun || person();
    (run.start..at - usize::from(!noun), at..run.end)
}

/// Whether a run of terms is the head of a title that goes on with what it is of: the "Minister" of a "Minister for
/// Ports". Titles are in the order of their ends.
fn is_cut_title(text: &str, terms: &Terms, titles: &[Span], run: &Range<usize>) -> bool {
    let span = terms.list[run.start].span.hull(terms.list[run.end - 1].span);
    let first = titles.partition_point(|title| title.end() <= span.end());
    // Two of one place at most: a title, and one within it.
    titles[first..].iter().take(2).any(|title| {
        let rest = text.get(span.end()..title.end()).unwrap_or_default();
        span.start() == title.start() && [" of ", " for "].iter().any(|of| rest.starts_with(of))
    })
}

/// The names of an article, in order.
fn names(text: &str, terms: &Terms, entities: &[Entity]) -> Vec<Name> {
    let mut names = Vec::new();
    for entity in entities {
        let of_form = |full: bool| {
            entity.mentions.iter().filter(move |mention| {
                let named = matches!(mention.form, Form::Full | Form::Partial | Form::Acronym | Form::Alias);
                named && (!full || mention.span.slice(text) == entity.name)
            })
        };
        let full = of_form(true).next().map(|mention| terms.range(mention.span));
        let full = full.filter(|full| !full.is_empty() && full.len() <= LONGEST);
        for mention in of_form(false) {
            let range = terms.range(mention.span);
            // A name inside a compound ("London-based") is a part of its word.
            let inside = |at: usize| terms.list.get(at).is_some_and(|term| !within(term.span, mention.span));
            if range.is_empty() || inside(range.start) || inside(range.end - 1) {
                continue;
            }
            let short = matches!(mention.form, Form::Partial | Form::Acronym);
            names.push(Name { range, full: full.clone().filter(|_| short) });
        }
    }
    names.sort_by_key(|name| (name.range.start, name.range.end));
    names
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start() <= inner.start() && inner.end() <= outer.end()
}
