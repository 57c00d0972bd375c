//! Mentions that the tagger missed: names known from elsewhere in the article.

use std::borrow::Cow;

use nutgraf_core::{EntityKind, Form, Span};
use nutgraf_tagger::gazetteer::{self, OrganizationWord};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::acronym;
use super::draft::{Draft, is_opener, last_word};
use super::evidence;
use super::joint;
use super::key::{self, Names};
use super::person;
use super::spaced::Spaced as _;
use crate::keyphrase;
use crate::words::Words;

/// What an article calls its people and bodies.
struct Known<'a> {
    /// By first token: the name, its kind.
    names: FxHashMap<&'a str, Vec<(&'a str, EntityKind)>>,
    /// Of these, those of one word that are no part of a longer one.
    alone: FxHashSet<&'a str>,
    /// The last words of clubs' and institutions' names.
    lasts: FxHashSet<&'a str>,
    /// By letters: the draft of the one name that they stand for; none when several do.
    letters: FxHashMap<String, Option<usize>>,
}

fn known<'a>(words: &Words<'a>, drafts: &[Draft], own: &mut Names<'a>) -> Known<'a> {
    let mut names: FxHashMap<&'a str, Vec<(&'a str, EntityKind)>> =
        FxHashMap::with_capacity_and_hasher(drafts.len(), FxBuildHasher);
    let mut letters: FxHashMap<String, Option<usize>> = FxHashMap::default();
    let mut formed: Vec<(String, usize)> = Vec::new();
    let mut owners: FxHashMap<String, usize> = FxHashMap::default();
    let mut lasts: FxHashSet<&str> = FxHashSet::default();
    let mut singles: FxHashSet<&str> = FxHashSet::default();
    let mut parts: FxHashSet<&str> = FxHashSet::default();
    let mut counts: FxHashMap<&str, u32> = FxHashMap::with_capacity_and_hasher(drafts.len(), FxBuildHasher);
    for draft in drafts.iter().filter(|draft| !draft.dropped) {
        *counts.entry(draft.span.slice(words.text)).or_default() += 1;
    }
    let mut read: FxHashSet<(&str, EntityKind, bool, bool)> =
        FxHashSet::with_capacity_and_hasher(drafts.len(), FxBuildHasher);
    for (n, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.dropped) {
        let printed = draft.span.slice(words.text);
        if draft.form == Some(Form::Acronym) {
            continue;
        }
        // Of the names of one word, only who is addressed ("Princess Ilse") and what is no other word is looked for
        // again.
        let addressed = draft.kind == EntityKind::Person && !draft.titles.is_empty() && printed.len() > 3;
        // What it gives has been taken from its first mention; "#Fell" and "Fell" begin with other tokens.
        let start = draft.span.start();
        let whole = words.tokens.get(words.token_at(start)).is_some_and(|token| token.start() == start);
        if !read.insert((printed, draft.kind, addressed, whole)) {
            continue;
        }
        let alone = !printed.has_any(b" -");
        let again = || {
            matches!(draft.kind, EntityKind::Person | EntityKind::Organization)
                && counts.get(printed).is_some_and(|&count| count > 1)
                && key::is_telling(printed)
        };
        if alone && !addressed {
            if !(is_name(printed) && (again() || is_own(printed))) {
                continue;
            }
            singles.insert(printed);
        }
        let mut add = |name: &'a str, start: usize| {
            if name.len() < printed.len() {
                parts.insert(name);
            }
            let held = names.entry(words.word(words.token_at(start))).or_default();
            if held.len() < 64 && !held.iter().any(|&(other, _)| other == name) {
                held.push((name, draft.kind));
            }
        };
        match draft.kind {
            EntityKind::Person => {
                add(printed, draft.span.start());
                if let Some(at) = surname(printed) {
                    add(&printed[at..], draft.span.start() + at);
                }
                if let Some(at) = double_surname(printed) {
                    add(&printed[at..], draft.span.start() + at);
                }
                if let Some(family) = person::family_first(printed) {
                    add(family, draft.span.start());
                }
            }
            EntityKind::Organization | EntityKind::Event | EntityKind::Work => {
                add(printed, draft.span.start());
            }
            EntityKind::Place | EntityKind::Group | EntityKind::Product if alone => {
                add(printed, draft.span.start());
            }
            EntityKind::Place | EntityKind::Group | EntityKind::Product => {}
        }
        if draft.kind == EntityKind::Organization {
            // "Strait Lines Corp" is "Strait Lines" the next time.
            if let Some((name, suffix)) = printed.cut_last()
                && gazetteer::organization_word(suffix) == Some(OrganizationWord::Suffix)
                && name.contains(' ')
            {
                add(name.trim_end_matches(','), draft.span.start());
            }
            let first = printed.split_whitespace().next().unwrap_or_default();
            let rest = printed[first.len()..].split_whitespace();
            let bare = first.trim_end_matches(',');
            if first.len() < printed.len()
                && rest.clone().all(key::is_generic)
                && key::is_telling(bare)
                && bare.len() > 3
            {
                add(bare, draft.span.start());
            }
            let last = printed.spaced().next_back().unwrap_or_default();
            if last.len() < printed.len() && (key::is_institution(last) || is_club(printed, last)) {
                add(last, draft.span.end() - last.len());
                lasts.insert(last);
            }
            let key = key::key(printed, own.words_of(printed), draft.kind).into_owned();
            let owner = *owners.entry(key).or_insert(n);
            formed.extend(acronym::without_form(printed).map(|letters| (letters, owner)));
            // "MP" is no police of a metropolis.
            let free = |initials: &String| gazetteer::title(&[initials]).is_none();
            for initials in acronym::initials(printed).into_iter().filter(free) {
                let held = letters.entry(initials).or_insert(Some(owner));
                if *held != Some(owner) {
                    *held = None;
                }
            }
        }
    }
    for (initials, owner) in formed {
        letters.entry(initials).or_insert(Some(owner));
    }
    // What the text itself defines goes before what only fits.
    for draft in drafts.iter().filter(|draft| !draft.dropped && draft.form == Some(Form::Acronym)) {
        let printed = draft.span.slice(words.text);
        if let Some(initials) =
            acronym::fold(printed).or_else(|| acronym::spoken(printed).and(Some(printed.into())))
        {
            letters.insert(initials, draft.same_as);
        }
    }
    singles.retain(|name| !parts.contains(name));
    Known { names, alone: singles, lasts, letters }
}

/// Whether a word may be looked for again: no letters, opening of a sentence or title.
fn is_name(word: &str) -> bool {
    word.len() > 2
        && word.starts_with(char::is_uppercase)
        && word.chars().any(char::is_lowercase)
        && !word.contains('.')
        && !is_opener(word)
        && gazetteer::title(&[word]).is_none()
}

/// Whether a name is nothing else: no word of news in small letters.
fn is_own(name: &str) -> bool {
    name.len() > 3 && !keyphrase::is_word(&name.to_lowercase())
}

/// Whether a name of one word is another's here: "{Const}. Fell", "the {Queen} Mother"; `follows` says that a known
/// name follows at once.
fn is_part(words: &Words, token: usize, follows: bool) -> bool {
    let sentence = words.sentences[words.sentence_of(token)];
    let after = &words.text[words.tokens[token].end()..sentence.end()];
    let next = words.word(token + 1);
    let large = after.starts_with(' ') && next.starts_with(char::is_uppercase);
    let parted = || {
        follows
            || gazetteer::title(&[next]).is_some()
            || gazetteer::calendar(next).is_some()
            || gazetteer::organization_word(next) == Some(OrganizationWord::Suffix)
            || is_in_title(words, token)
    };
    let rank = || {
        let stopped = words.text[words.tokens[token].end()..].starts_with(". ");
        stopped && matches!(words.word(token), "Cllr" | "Const" | "Insp" | "Supt")
    };
    rank() || large && !parted()
}

/// Whether the words around a token have capitals anyhow.
fn is_in_title(words: &Words, token: usize) -> bool {
    let sentence = words.sentences[words.sentence_of(token)];
    joint::is_title_case(words.text, sentence.start(), words.tokens[token])
}

/// Whether the last word of a club's name stands for it: the "United" of "Manchester United".
fn is_club(name: &str, last: &str) -> bool {
    gazetteer::team(name)
        && last.len() > 3
        && gazetteer::place(last).is_none()
        && gazetteer::calendar(last).is_none()
        && !gazetteer::surname(last)
}

/// Where a full name's surname begins: its last word, with the particles before it.
pub(super) fn surname(name: &str) -> Option<usize> {
    let last_of = |name| last_word(name, |c| !c.is_whitespace());
    let (mut head, last) = last_of(name);
    if ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"].contains(&last) || last.chars().count() < 3 {
        return None;
    }
    let mut at = head.len();
    loop {
        let (before, word) = last_of(head.trim_end());
        if before.is_empty() || !word.starts_with(char::is_lowercase) {
            break;
        }
        (at, head) = (before.len(), before);
    }
    // "Kim Da-on": the form alone does not always say which part is the surname; "Ada Quill-Holm" does.
    let given = last.split_once('-').is_some_and(|(_, rest)| !rest.starts_with(char::is_uppercase));
    (at > 0 && !given).then_some(at)
}

/// Where the two surnames of a name of three words or more begin: "Ada {Quill Holm}".
fn double_surname(name: &str) -> Option<usize> {
    let last = name.rfind(' ')?;
    let at = name[..last].rfind(' ')? + 1;
    let plain =
        |word: &str| word.chars().count() > 2 && word.starts_with(char::is_uppercase) && !word.contains('.');
    (plain(&name[at..last]) && plain(&name[last + 1..])).then_some(at)
}

/// Adds the repeats of known names, and gives initials to the name that they stand for.
pub(super) fn add<'a>(words: &Words<'a>, drafts: &mut Vec<Draft>, own: &mut Names<'a>) {
    let Known { names, alone, lasts, letters } = known(words, drafts, own);
    for draft in drafts.iter_mut().filter(|draft| !draft.dropped && draft.same_as.is_none()) {
        let printed = draft.span.slice(words.text);
        if draft.kind != EntityKind::Group
            && let Some(owner) = stands_for(&letters, printed)
        {
            draft.same_as = Some(owner);
            draft.form = Some(Form::Acronym);
        }
    }
    if names.is_empty() && letters.is_empty() {
        return;
    }
    let mut order: Vec<usize> = (0..drafts.len()).filter(|&n| !drafts[n].dropped).collect();
    order.sort_by_key(|&n| drafts[n].span);
    let mut next = 0;
    let mut free = 0;
    // "iLund", "van der Quill": only then may a name begin with a small letter.
    let opens_small = names.keys().any(|first| first.starts_with(char::is_lowercase));
    let tokens: Cow<[usize]> =
        if opens_small { (0..words.len()).collect() } else { (&words.capitals).into() };
    for &token in &*tokens {
        let span = words.tokens[token];
        let word = span.slice(words.text);
        if span.start() < free || !word.starts_with(char::is_alphabetic) {
            continue;
        }
        while next < order.len() && drafts[order[next]].span.end() <= span.start() {
            next += 1;
        }
        let held = order.get(next).map(|&n| drafts[n].span).filter(|held| held.start() <= span.start());
        let found = names.get(word).and_then(|names| {
            let fitting = names.iter().filter(|(name, _)| {
                let end = span.start() + name.len();
                let fits =
                    words.text[span.start()..].starts_with(name) && is_border(words.text, span.start(), end);
                let longer = held.is_none_or(|held| {
                    held.start() == span.start() && held.end() < end && name.has_any(b" -")
                });
                fits && longer
            });
            fitting.max_by_key(|(name, _)| name.len())
        });
        if let Some(&(name, kind)) = found {
            let whole = Span::at(span.start(), span.start() + name.len());
            let opens = words.sentences[words.sentence_of(token)].start() == span.start();
            let common =
                !name.contains(' ') && (opens && is_opener(name) || words.has_small(&name.to_lowercase()));
            let article =
                || token.checked_sub(1).is_some_and(|before| matches!(words.word(before), "the" | "The"));
            // "the Board of Trustees", "United Airlines": more than the short form.
            let longer = || {
                let of = usize::from(words.word(token + 1) == "of" && key::is_institution(name));
                words.text[span.end()..].starts_with(' ')
                    && words.word(token + 1 + of).starts_with(char::is_uppercase)
            };
            // A film may be called as a ship, a town or a woman is: between marks it is the film.
            let quoted = || words.text[..span.start()].ends_with(['"', '“', '‘', '\'']);
            if kind == EntityKind::Work && alone.contains(name) && !quoted() {
                continue;
            }
            if alone.contains(name) {
                let follows = order.get(next).is_some_and(|&n| drafts[n].span.start() == whole.end() + 1);
                if is_part(words, token, follows) || !is_own(name) && (opens || is_in_title(words, token)) {
                    continue;
                }
            }
            if name.starts_with(char::is_lowercase) && !name.contains(' ')
                || common && !(key::is_institution(name) && article())
                || key::is_institution(name) && !article()
                || lasts.contains(name) && !name.ends_with('s') && longer()
            {
                continue;
            }
            let covered: Vec<usize> =
                order[next..].iter().copied().take_while(|&n| drafts[n].span.start() < whole.end()).collect();
            if covered.iter().all(|&n| whole.contains(drafts[n].span)) {
                for n in covered {
                    let better = drafts.len();
                    drafts[n].give_way(better);
                }
                let addressed = evidence::is_mister(&words.text[..whole.start()], name);
                drafts.push(Draft::new(whole, if addressed { EntityKind::Person } else { kind }));
                free = whole.end();
            }
        } else if held.is_none()
            && word.len() > 2
            && let Some(owner) = stands_for(&letters, word)
            && is_border(words.text, span.start(), span.end())
            && !is_shouted(words, token)
            && (acronym::fold(word).is_some() || is_spoken(words, token))
        {
            drafts.push(Draft::of(owner, drafts[owner].kind, span, Form::Acronym));
        }
    }
}

/// Whether letters that are spoken as a word are no other word here: "Act now", where the Act is a body.
fn is_spoken(words: &Words, token: usize) -> bool {
    let lower = words.word(token).to_lowercase();
    let opens = words.sentences[words.sentence_of(token)].start() == words.tokens[token].start();
    let other = words.has_small(&lower) || opens && keyphrase::is_word(&lower);
    !other
}

fn stands_for(letters: &FxHashMap<String, Option<usize>>, word: &str) -> Option<usize> {
    if letters.is_empty() || word.len() < 2 || word.len() > 16 {
        return None;
    }
    let Some(initials) = acronym::fold(word) else { return letters.get(word).copied().flatten() };
    // "TDs" are no Tank Dells.
    if initials.len() == 2 && word.ends_with('s') {
        return None;
    }
    let owner = letters.get(&initials).copied().flatten()?;
    gazetteer::country(word).is_none().then_some(owner)
}

/// Whether a stretch stands alone: no letter, digit or hyphen joins it on the left, no letter or digit on the right.
pub(super) fn is_border(text: &str, start: usize, end: usize) -> bool {
    let left = text[..start].chars().next_back();
    let right = text[end..].chars().next();
    !left.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '@' | '#' | '_'))
        && !right.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Whether a token stands in a sentence without small letters, as far as is looked, where capitals say nothing.
pub(super) fn is_shouted(words: &Words, token: usize) -> bool {
    let sentence = words.sentences[words.sentence_of(token)];
    let own = words.tokens[token];
    let from = sentence.start().max(words.text.floor_char_boundary(own.start().saturating_sub(joint::REACH)));
    let to = sentence.end().min(words.text.floor_char_boundary(own.end() + joint::REACH));
    !words.text[from..to].chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_core::Article;

    #[test]
    fn a_company_is_whole_without_its_suffix() {
        let text = "Fell Lines Corp bought two ships. Shares of Fell Lines rose.";
        let ends = text.match_indices([' ', '.']).map(|(at, _)| at);
        let mut from = 0;
        let tokens = ends
            .map(|to| Span::at(std::mem::replace(&mut from, to + 1), to))
            .filter(|token| !token.is_empty())
            .collect();
        let article = Article {
            text: text.to_owned(),
            sentences: vec![Span::of(text)],
            tokens: Some(tokens),
            ..Article::default()
        };
        let at = text.rfind("Fell").unwrap();
        let mut drafts = vec![
            Draft::new(Span::at(0, "Fell Lines Corp".len()), EntityKind::Organization),
            Draft::new(Span::at(at, at + "Fell".len()), EntityKind::Place),
        ];
        add(&Words::of(&article), &mut drafts, &mut Names::default());
        let kept = drafts.iter().filter(|draft| !draft.dropped);
        let names: Vec<&str> = kept.map(|draft| draft.span.slice(text)).collect();
        assert_eq!(names, ["Fell Lines Corp", "Fell Lines"]);
    }

    /// The names found in a text of which the first ones are held.
    fn repeated(text: &str, held: &[&str]) -> Vec<String> {
        let article = Article {
            text: text.to_owned(),
            sentences: nutgraf_core::sentences(text, Span::of(text)),
            ..Article::default()
        };
        let whole = |name: &&str| {
            let at = text.find(name).unwrap();
            Draft::new(Span::at(at, at + name.len()), EntityKind::Organization)
        };
        let mut drafts: Vec<Draft> = held.iter().map(whole).collect();
        add(&Words::of(&article), &mut drafts, &mut Names::default());
        drafts[held.len()..].iter().map(|draft| draft.span.slice(text).to_owned()).collect()
    }

    #[test]
    fn clubs_and_institutions_go_by_their_last_word() {
        let text = "Dundee United won. The goal for United was late. Airlines united.";
        assert!(repeated(text, &["Dundee United"]).is_empty());
        let text = "Dundee United won. The goal for United was late. United left.";
        assert_eq!(repeated(text, &["Dundee United"]), ["United"; 2]);
        let text = "The Grain Commission met. The Commission said no to a commission. Commission rates fell.";
        assert_eq!(repeated(text, &["Grain Commission"]), ["Commission"]);
        let text = "Sheffield Wednesday lost on Wednesday. Leicester City said City Hall was shut.";
        assert!(repeated(text, &["Sheffield Wednesday", "Leicester City"]).is_empty());
        let text = "The Grain Board met. They asked the Board of Quill.";
        assert!(repeated(text, &["Grain Board"]).is_empty());
        let text = "The Grain Commission met. They asked the Commission President.";
        assert!(repeated(text, &["Grain Commission"]).is_empty());
    }
}
