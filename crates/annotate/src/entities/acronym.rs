use nutgraf_core::Span;
use nutgraf_tagger::gazetteer::{self, OrganizationWord};

use super::draft::{Listed, is_listed, is_opener, listed, lower_in};
use super::spaced::Spaced as _;

/// Words that initials leave out.
static SMALL: Listed =
    Listed::new(|| listed("a al and at de del der des di do du el for in la le of on the to und"));

/// The letters of a word that may be initials ("CGA", "V.T.C.", "RWTs"), in upper case without stops and plural.
/// None when it is another word.
pub(super) fn letters(word: &str) -> Option<String> {
    let bare: String = word.chars().filter(|&c| c != '.').collect();
    let bare = match bare.strip_suffix('s') {
        Some(singular) if singular.chars().all(|c| !c.is_lowercase()) => singular,
        _ => &bare,
    };
    let upper = bare.chars().filter(|c| c.is_uppercase()).count();
    let all = bare.chars().count();
    let shape = bare.starts_with(char::is_uppercase)
        && bare.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '&');
    (shape && (2..=10).contains(&all) && upper >= 2 && upper * 2 >= all).then(|| bare.to_uppercase())
}

/// Initials for comparing, whatever small letters they have: "BInsure" and "B.Insure". None for a word that is none.
pub(super) fn fold(word: &str) -> Option<String> {
    let upper = match word.is_ascii() {
        true => word.bytes().filter(u8::is_ascii_uppercase).count(),
        false => word.chars().filter(|c| c.is_uppercase()).count(),
    };
    if upper < 2 || word.len() > 24 || word.contains(char::is_whitespace) {
        return None;
    }
    letters(word).or_else(|| Some(word.chars().filter(|&c| c != '.').flat_map(char::to_uppercase).collect()))
}

/// Initials that are printed as the word they are spoken as: "Etsi". None for a word that may not be.
pub(super) fn spoken(word: &str) -> Option<String> {
    let shape = (3..8).contains(&word.len())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && !is_opener(word);
    shape.then(|| word.to_uppercase())
}

/// Whether a short form may stand for a name: it begins with the same letter, and its letters are the name's in
/// order (Schwartz and Hearst, 2003).
pub(super) fn abbreviates(short: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut wanted = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let (Some(first), Some(head)) = (wanted.next(), letters.next()) else { return false };
    first == head && short.len() < name.len() && wanted.all(|letter| letters.any(|c| c == letter))
}

/// Whether one set of initials is another in other order, as initials of a foreign name are.
pub(super) fn is_reordered(letters: &str, initials: &str) -> bool {
    let sorted = |text: &str| {
        let mut all: Vec<char> = text.chars().collect();
        all.sort_unstable();
        all
    };
    letters.len() == initials.len() && sorted(letters) == sorted(initials)
}

/// The initials that a name can be known by: of its capitalised words, with and without its small words.
pub(super) fn initials(name: &str) -> Vec<String> {
    let mut capitals = String::new();
    let mut every = String::new();
    let mut count = 0;
    for word in name.split(|c: char| c.is_whitespace() || c == '-' || c == '/') {
        let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else { continue };
        every.extend(first.to_uppercase());
        if first.is_uppercase() && !is_listed(&SMALL, word) {
            capitals.extend(first.to_uppercase());
            count += 1;
        }
    }
    if count < 2 {
        return vec![];
    }
    let mut found = vec![capitals];
    if !found.contains(&every) {
        found.push(every);
    }
    found
}

/// The initials of a company's name of four capitals or more without its form: "QMFG" of "Quill Mori Fell Group Inc."
pub(super) fn without_form(name: &str) -> Option<String> {
    let (own, form) = name.cut_last()?;
    let formed = form.starts_with(char::is_uppercase)
        && gazetteer::organization_word(form) == Some(OrganizationWord::Suffix);
    let letters = formed.then(|| initials(own)).and_then(|found| found.into_iter().next())?;
    (letters.len() > 2).then_some(letters)
}

/// The name that ends at `end` and whose initials are `letters`, searched backwards from there
/// (after Schwartz and Hearst, 2003, by words instead of characters). `from` is where it may begin.
pub(super) fn long_form(text: &str, from: usize, end: usize, letters: &str) -> Option<Span> {
    worded(text, from, end, letters).filter(|span| span.slice(text).starts_with(char::is_uppercase))
}

/// The words before `end` whose initials are `letters`, where they name a thing and nobody: "gross domestic product",
/// "Body Mass Index". What says of itself that it is a body is one: "non-governmental organization".
pub(super) fn thing(text: &str, from: usize, end: usize, letters: &str) -> Option<Span> {
    let known = gazetteer::whole_body(letters).is_some()
        || gazetteer::known(letters).is_some()
        || gazetteer::country(letters).is_some();
    let long = worded(text, from, end, letters).filter(|_| !known)?;
    // The words before "of Naval Intelligence" are its name as well.
    let opening = long.slice(text).split(is_between).next().filter(|word| !is_listed(&SMALL, word))?;
    let of_somebody = gazetteer::place(opening).is_some() || gazetteer::demonym(opening).is_some();
    let words = || long.slice(text).split(is_between).filter(|word| !is_listed(&SMALL, word));
    let is_body = |word: &str| {
        let large = capitalized(word);
        [&*large, large.strip_suffix('s').unwrap_or(&large)]
            .iter()
            .any(|word| gazetteer::organization_word(word).is_some())
    };
    let common = words().skip(1).all(|word| !word.starts_with(char::is_uppercase)) && !words().any(is_body);
    let last = words().next_back().unwrap_or_default();
    let is_thing = common || lower_in(&THINGS, last.strip_suffix('s').unwrap_or(last));
    (is_thing && !of_somebody && !is_body(opening)).then_some(long)
}

/// A word with a capital.
pub(super) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// What things are that have initials.
static THINGS: Listed = Listed::new(|| {
    listed(
        "acid algorithm cell device disease disorder index infection intelligence interface language learning model \
         optimization product protocol rate ratio reality score syndrome therapy vehicle virus",
    )
});

/// The words that end at `end` and whose initials are `letters`.
fn worded(text: &str, from: usize, end: usize, letters: &str) -> Option<Span> {
    let inside = text.get(from..end)?;
    let mut wanted: Vec<char> = letters.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut words: Vec<(usize, &str)> = Vec::new();
    let limit = wanted.len() * 2 + 4;
    let mut stop = inside.len();
    while words.len() < limit {
        let rest = inside[..stop].trim_end_matches(is_between);
        if rest.is_empty() {
            break;
        }
        let gap = &inside[rest.len()..stop];
        if !words.is_empty() && gap.contains(['(', ')', ';', ':', '"', '“', '”', '—']) {
            break;
        }
        let start = rest.char_indices().rfind(|&(_, c)| is_between(c)).map_or(0, |(at, c)| at + c.len_utf8());
        words.push((start, &rest[start..]));
        stop = start;
    }
    let mut begin = None;
    for (start, word) in words {
        let Some(&letter) = wanted.last() else { break };
        let small = is_listed(&SMALL, word);
        let first = word.chars().next()?;
        if first.to_uppercase().eq([letter]) {
            wanted.pop();
            begin = Some(start);
        } else if !small {
            return None;
        }
    }
    let start = begin.filter(|_| wanted.is_empty())?;
    Some(Span::at(from + start, end)).filter(|span| span.slice(text).has_any(b" -"))
}

fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ',' | '-' | '/' | '&' | '(' | ')' | ';' | ':' | '"' | '“' | '”' | '—' | '‘')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_may_be_initials() {
        for (word, expected) in [
            ("FGB", Some("FGB")),
            ("F.G.B.", Some("FGB")),
            ("FGBs", Some("FGB")),
            ("FGuard", None),
            ("BInsur", None),
            ("MoFA", Some("MOFA")),
            ("Fell", None),
            ("I", None),
            ("12", None),
        ] {
            assert_eq!(letters(word).as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn short_forms_with_small_letters() {
        assert!(abbreviates("BInsure", "Board of Insurance"));
        assert!(!abbreviates("BInsure", "Board of Grain"));
        assert_eq!(fold("BInsure").as_deref(), Some("BINSURE"));
        assert_eq!(fold("Board"), None);
        assert!(is_reordered("FNR", "NFR"));
    }

    #[test]
    fn initials_with_and_without_small_words() {
        assert_eq!(initials("Ministry of Inland Ports"), ["MIP", "MOIP"]);
        assert!(initials("Ports").is_empty());
    }

    #[test]
    fn things_have_initials_too() {
        for (text, letters, expected) in [
            ("of the gross domestic product", "GDP", true),
            ("a Body Mass Index", "BMI", true),
            ("Search engine optimization", "SEO", true),
            ("a non-governmental organization", "NGO", false),
            ("the Fell Grain Board", "FGB", false),
            ("the ministry of inland ports", "MIP", false),
            ("the French Grain Index", "FGI", false),
            ("the indigenous peoples congress", "IPC", false),
            ("the Directorate of Military Intelligence", "DMI", false),
            ("the Office of Naval Intelligence", "ONI", false),
            ("the united kingdom", "UK", false),
            ("the grain", "FGI", false),
        ] {
            assert_eq!(thing(text, 0, text.len(), letters).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn the_long_form_before_a_bracket() {
        for (text, letters, expected) in [
            ("On Monday the Fell Grain Board", "FGB", Some("Fell Grain Board")),
            ("said the Institute for Harbour Safety", "IHS", Some("Institute for Harbour Safety")),
            ("the Anti-Flood League", "AFL", Some("Anti-Flood League")),
            ("the Ministry of Ports, Locks and Rivers", "MPLR", Some("Ministry of Ports, Locks and Rivers")),
            ("The Grain Museum", "FGM", None),
            ("fell grain board", "FGB", None),
        ] {
            let found = long_form(text, 0, text.len(), letters).map(|span| span.slice(text));
            assert_eq!(found, expected, "{text}");
        }
    }
}
