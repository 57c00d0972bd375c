//! What stands in brackets after a name: its initials, its name in its own script, or the name of which it is one.

use nutgraf_core::{EntityKind, Form, Span};
use nutgraf_tagger::gazetteer;

use super::acronym;
use super::cut::proper;
use super::draft::Draft;
use super::native;
use super::spaced::Spaced as _;
use crate::words::Words;

const LONGEST: usize = 160;

/// Reads every bracket of the article, adds what it says to the drafts and repairs the names before it.
pub(super) fn read(words: &Words, drafts: &mut Vec<Draft>) {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&n| drafts[n].span);
    let mut things: Vec<String> = Vec::new();
    for token in 0..words.len() {
        let open = words.tokens[token];
        let bytes = &words.text.as_bytes()[open.range()];
        if bytes != b"(" {
            if bytes.get(1).is_some_and(u8::is_ascii_uppercase) {
                introduced(words, token, drafts, &order);
            }
            continue;
        }
        let sentence = words.sentences[words.sentence_of(token)];
        let end = words.text.floor_char_boundary(sentence.end().min(open.end() + LONGEST));
        let Some(close) = words.text.get(open.end()..end).and_then(|rest| rest.find(')')) else { continue };
        let inside = Span::at(open.end(), open.end() + close);
        if inside.slice(words.text).contains('(') {
            continue;
        }
        let before = Span::at(sentence.start(), open.start());
        bracket(words.text, before, inside, drafts, &order, &mut things);
    }
    if things.is_empty() {
        return;
    }
    // What letters stand for in one bracket, they stand for in the whole article.
    let is_body = |draft: &Draft| draft.kind == EntityKind::Organization && draft.same_as.is_none();
    for draft in drafts.iter_mut().filter(|draft| is_body(draft)) {
        let printed = draft.span.slice(words.text);
        let letters = acronym::letters(printed).or_else(|| acronym::spoken(printed));
        draft.dropped |= letters.is_some_and(|letters| things.contains(&letters));
    }
}

/// Words that give a name its short form: "the Fell Grain Board, or FGB,", "known by its French initials FNR".
const INTRODUCTIONS: [&str; 8] = [
    ", or",
    " initials",
    " acronym",
    ", known as",
    ", also known as",
    ", known as the",
    " abbreviated as",
    ", or the",
];

/// Initials introduced in running words.
fn introduced(words: &Words, token: usize, drafts: &mut Vec<Draft>, order: &[usize]) {
    let text = words.text;
    let short = proper(text, words.tokens[token]);
    let sentence = words.sentences[words.sentence_of(token)];
    let before = text[sentence.start()..short.start()].trim_end();
    let Some(phrase) = INTRODUCTIONS.iter().find(|phrase| before.ends_with(**phrase)) else { return };
    let printed = short.slice(text);
    let Some(letters) = acronym::letters(printed) else { return };
    let end = sentence.start() + before.len() - phrase.len();
    let mut owner = None;
    let found = match phrase.starts_with(',') {
        true => defined(text, sentence.start(), end, &letters, printed, drafts, order, &mut owner),
        false => {
            let from = order.partition_point(|&n| drafts[n].span.end() <= sentence.start());
            let earlier = order[from..].iter().take_while(|&&n| drafts[n].span.end() <= end);
            earlier
                .copied()
                .filter(|&n| !drafts[n].dropped)
                .filter(|&n| {
                    let initials = acronym::initials(drafts[n].span.slice(text));
                    initials.iter().any(|initials| acronym::is_reordered(&letters, initials))
                })
                .last()
        }
    };
    if let Some(n) = found {
        let kind = drafts[n].kind;
        replace(drafts, order, Draft::of(n, kind, short, Form::Acronym));
    }
}

/// The drafts that touch a span.
fn touching(drafts: &[Draft], order: &[usize], span: Span) -> Vec<usize> {
    let from = order.partition_point(|&n| drafts[n].span.end() <= span.start());
    order[from..]
        .iter()
        .copied()
        .take_while(|&n| drafts[n].span.start() < span.end())
        .filter(|&n| !drafts[n].dropped && drafts[n].span.overlaps(span))
        .collect()
}

/// The pieces of a bracket: "島嶼黨, IPP".
fn pieces(text: &str, inside: Span) -> Vec<Span> {
    let slice = inside.slice(text);
    let piece = |part: &str| {
        let at = inside.start() + (part.as_ptr() as usize - slice.as_ptr() as usize);
        let whole = Span::at(at, at + part.len()).trim(text);
        // "Fell Grain Board's (FGB's)"
        let name = whole.slice(text);
        let own = ["'s", "’s"].iter().find_map(|own| name.strip_suffix(own)).unwrap_or(name);
        Span::at(whole.start(), whole.start() + own.len())
    };
    slice.split([',', ';', '、', '，']).map(piece).filter(|span| !span.is_empty()).collect()
}

/// Reads one bracket; the letters that it gives to a thing, not to a name, are added to `things`.
fn bracket(
    text: &str,
    before: Span,
    inside: Span,
    drafts: &mut Vec<Draft>,
    order: &[usize],
    things: &mut Vec<String>,
) {
    let named = proper(text, before.trim(text));
    // `proper` cuts at earlier brackets and opening articles; only the end matters here.
    let end = if named.is_empty() { before.start() } else { end_of(text, before) };
    let mut owner = None;
    for piece in pieces(text, inside) {
        let printed = piece.slice(text);
        if native::script(printed).is_some() {
            owner = owner.or_else(|| {
                owner_of(text, before.start(), end, drafts, order, |words| native::suggested(printed, words))
            });
            if let Some(owner) = owner {
                if native::is_body(printed)
                    && matches!(drafts[owner].kind, EntityKind::Person | EntityKind::Place)
                {
                    drafts[owner].kind = EntityKind::Organization;
                } else if drafts[owner].kind == EntityKind::Organization
                    && is_name_of_person(drafts[owner].span.slice(text), printed)
                {
                    drafts[owner].kind = EntityKind::Person;
                }
                let kind = drafts[owner].kind;
                replace(drafts, order, Draft::of(owner, kind, piece, Form::Native));
            }
        } else if let Some(letters) = acronym::letters(printed).or_else(|| acronym::spoken(printed))
            && let Some(long) = acronym::thing(text, before.start(), end, &letters)
        {
            for n in touching(drafts, order, long) {
                drafts[n].dropped |= drafts[n].kind == EntityKind::Organization;
            }
            things.push(letters);
        } else if let Some(letters) = acronym::fold(printed).or_else(|| {
            let letters = acronym::spoken(printed)?;
            acronym::long_form(text, before.start(), end, &letters).map(|_| letters)
        }) && let Some(n) =
            defined(text, before.start(), end, &letters, printed, drafts, order, &mut owner)
        {
            let kind = drafts[n].kind;
            replace(drafts, order, Draft::of(n, kind, piece, Form::Acronym));
        }
    }
    if owner.is_none() {
        reversed(text, before, end, inside, drafts, order);
    }
}

/// "Ada Lu (呂雅達)": a given name, and as many characters as a person's name has.
fn is_name_of_person(name: &str, native: &str) -> bool {
    let words: Vec<&str> = name.spaced().collect();
    matches!(words.len(), 2 | 3)
        && gazetteer::given(words[0]).is_some()
        && words.iter().all(|word| gazetteer::organization_word(word).is_none())
        && native::suggested(native, words.len()) == EntityKind::Person
}

/// Where the name before a bracket ends: before white space, quotation marks and a possessive.
fn end_of(text: &str, before: Span) -> usize {
    let mut rest = before.slice(text);
    loop {
        let next = rest.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '.'));
        let next = ["'s", "’s"].iter().find_map(|ending| next.strip_suffix(ending)).unwrap_or(next);
        if next.len() == rest.len() {
            return before.start() + rest.len();
        }
        rest = next;
    }
}

/// Puts a draft in the place of all that touch it.
fn replace(drafts: &mut Vec<Draft>, order: &[usize], draft: Draft) {
    for n in touching(drafts, order, draft.span) {
        if Some(n) == draft.same_as {
            return;
        }
        let better = drafts.len();
        drafts[n].give_way(better);
    }
    drafts.push(draft);
}

/// The draft of the name that ends at `end`; when the tagger saw none, the capitalised words there become one.
fn owner_of(
    text: &str,
    from: usize,
    end: usize,
    drafts: &mut Vec<Draft>,
    order: &[usize],
    kind: impl Fn(usize) -> EntityKind,
) -> Option<usize> {
    let last = Span::at(end.saturating_sub(1).max(from), end);
    if let Some(&n) = touching(drafts, order, last).first() {
        return Some(n);
    }
    let run = capitals(text, from, end)?;
    let words = run.slice(text).split_whitespace().count();
    let mut draft = Draft::new(run, kind(words));
    if draft.kind == EntityKind::Person {
        (draft.titles, draft.span) = super::lead::leading(text, run);
        if draft.titles.is_empty() {
            draft.span = super::lead::without_charge(text, draft.span);
        }
    }
    // "{Lu} Meian (呂美安)": what the tagger found of a person gives way to the whole.
    let part = |n: usize| {
        draft.kind == EntityKind::Person
            && drafts[n].kind == EntityKind::Person
            && draft.span.contains(drafts[n].span)
    };
    let held = touching(drafts, order, draft.span);
    if !held.iter().all(|&n| part(n)) {
        return None;
    }
    let whole = drafts.len();
    for n in held {
        draft.titles.append(&mut drafts[n].titles);
        drafts[n].give_way(whole);
    }
    drafts.push(draft);
    Some(whole)
}

/// The run of capitalised words that ends at `end`, without an article.
fn capitals(text: &str, from: usize, end: usize) -> Option<Span> {
    let inside = text.get(from..end)?;
    let mut start = inside.len();
    let starts = inside.rmatch_indices(char::is_whitespace).map(|(at, gap)| at + gap.len()).chain([0]);
    for at in starts.take(6) {
        let word = inside[at..start].trim_end();
        if !word.starts_with(char::is_uppercase)
            || start < inside.len() && word.ends_with([',', ':', ';', ')', '”', '"'])
        {
            break;
        }
        start = at;
    }
    let span = proper(text, Span::at(from + start, end));
    (!span.is_empty() && span.end() == end).then_some(span)
}

/// The organisation or place that a bracket's initials stand for: the words before it that begin with them, else the
/// organisation that ends there.
#[expect(clippy::too_many_arguments, reason = "one place, one bracket")]
fn defined(
    text: &str,
    from: usize,
    end: usize,
    letters: &str,
    printed: &str,
    drafts: &mut Vec<Draft>,
    order: &[usize],
    owner: &mut Option<usize>,
) -> Option<usize> {
    if let Some(long) = acronym::long_form(text, from, end, letters) {
        let inside = touching(drafts, order, long);
        // "US Air Force (AF)": the name as tagged is longer than its initials, and stays.
        let whole = inside.iter().fold(long, |whole, &n| {
            if drafts[n].span.end() <= long.end()
                && drafts[n].span.start() < long.start()
                && drafts[n].span.end() > long.start()
            {
                whole.hull(drafts[n].span)
            } else {
                whole
            }
        });
        let kinds =
            |kind| inside.iter().any(|&n| drafts[n].kind == kind && drafts[n].span.len() * 2 > long.len());
        let kind = [
            EntityKind::Organization,
            EntityKind::Place,
            EntityKind::Event,
            EntityKind::Product,
            EntityKind::Work,
        ]
        .into_iter()
        .find(|&kind| kinds(kind))
        .unwrap_or(EntityKind::Organization);
        let n = match *owner {
            Some(n) => n,
            None => {
                for n in &inside {
                    let better = drafts.len();
                    drafts[*n].give_way(better);
                }
                drafts.push(Draft::new(whole, kind));
                drafts.len() - 1
            }
        };
        *owner = Some(n);
        return Some(n);
    }
    let last = Span::at(end.saturating_sub(1).max(from), end);
    let n = owner.or_else(|| touching(drafts, order, last).first().copied())?;
    let name = drafts[n].span.slice(text);
    let own = drafts[n].kind == EntityKind::Organization && name.contains(' ');
    let fits = own
        && (acronym::abbreviates(printed, name)
            || (3..=6).contains(&letters.len()) && printed.chars().all(char::is_uppercase));
    (fits && gazetteer::country(printed).is_none()).then(|| {
        *owner = Some(n);
        n
    })
}

/// "FGB (Fell Grain Board)" and "呂美安 (Lu Mei-an)".
fn reversed(text: &str, before: Span, end: usize, inside: Span, drafts: &mut Vec<Draft>, order: &[usize]) {
    let long = proper(text, inside);
    let word = |c: char| !c.is_whitespace();
    let start = before.start() + text[before.start()..end].trim_end_matches(word).len();
    let short = proper(text, Span::at(start, end));
    if long.is_empty() || short.is_empty() || !long.slice(text).starts_with(char::is_uppercase) {
        return;
    }
    let printed = short.slice(text);
    let stands =
        acronym::letters(printed).filter(|letters| acronym::initials(long.slice(text)).contains(letters));
    let form = match (stands, native::script(printed)) {
        (Some(_), _) => Form::Acronym,
        (None, Some(_)) if touching(drafts, order, long).iter().any(|&n| drafts[n].span == long) => {
            Form::Native
        }
        _ => return,
    };
    let held = touching(drafts, order, long);
    let owner = match held.iter().find(|&&n| drafts[n].span == long) {
        Some(&n) => n,
        None => {
            for n in held {
                let better = drafts.len();
                drafts[n].give_way(better);
            }
            drafts.push(Draft::new(long, EntityKind::Organization));
            drafts.len() - 1
        }
    };
    if form == Form::Acronym && drafts[owner].kind == EntityKind::Person {
        drafts[owner].kind = EntityKind::Organization;
    }
    let kind = drafts[owner].kind;
    replace(drafts, order, Draft::of(owner, kind, short, form));
}
