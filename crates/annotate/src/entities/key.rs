use std::borrow::Cow;

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer::{self, OrganizationWord};
use rustc_hash::FxHashMap;

use super::draft::{Listed, is_listed, listed};

/// The words of a name for comparing: lower case, plain apostrophes, no commas, no stops after initials.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::with_capacity(3);
    let mut add = |word: &str| {
        let bare = match word.as_bytes() {
            [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => word,
            _ => word.trim_matches([',', '.', '"', '“', '”']),
        };
        let mut plain = String::with_capacity(bare.len());
        if bare.is_ascii() {
            plain.push_str(bare);
            plain.make_ascii_lowercase();
            if plain.contains('.') {
                plain.retain(|c| c != '.');
            }
        } else {
            let letters = bare.chars().filter(|&c| c != '.').map(|c| if c == '’' { '\'' } else { c });
            plain.extend(letters.flat_map(char::to_lowercase));
        }
        if plain == "&" {
            plain.replace_range(.., "and");
        }
        if !plain.is_empty() {
            words.push(plain);
        }
    };
    match name.is_ascii() {
        true => name.split_ascii_whitespace().for_each(&mut add),
        false => name.split_whitespace().for_each(&mut add),
    }
    words
}

/// Whether two names are the same but for case.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    match one.is_ascii() && other.is_ascii() {
        true => one.eq_ignore_ascii_case(other),
        false => one.to_lowercase() == other.to_lowercase(),
    }
}

/// What two mentions of one thing have in common: a country's own name, a state's whole one, a demonym's country, else
/// the words.
pub(super) fn key<'w>(name: &str, words: &'w [String], kind: EntityKind) -> Cow<'w, str> {
    match kind {
        EntityKind::Place | EntityKind::Organization => {
            let whole = || gazetteer::whole_place(name).filter(|_| kind == EntityKind::Place);
            if let Some(place) = gazetteer::country(name).or_else(whole) {
                return place.to_lowercase().into();
            }
        }
        EntityKind::Group => {
            if let Some(demonym) = gazetteer::demonym(name) {
                return format!("of {}", demonym.place.to_lowercase()).into();
            }
            // "Republicans" are of the group of a Republican.
            if let Some(member) = gazetteer::member(name) {
                return member.to_lowercase().into();
            }
        }
        EntityKind::Event => {
            if let Some(award) = award(words) {
                return award.into();
            }
        }
        _ => {}
    }
    match words {
        [word] => word.into(),
        _ => words.join(" ").into(),
    }
}

/// What an award is called whose ceremony bears its name, too, or which has several names: "Academy Awards" are an
/// "Oscar", "Fell Awards" a "fell award".
fn award(words: &[String]) -> Option<String> {
    let last = words.last()?;
    let awarded = matches!(last.as_str(), "award" | "awards");
    let own = &words[..words.len() - usize::from(awarded)];
    let whole = own.join(" ");
    let known = match whole.as_str() {
        "academy" if awarded => "oscar",
        "oscar" | "oscars" => "oscar",
        "emmy" | "emmys" | "primetime emmy" | "primetime emmys" => "emmy",
        "grammy" | "grammys" => "grammy",
        "tony" | "tonys" => "tony award",
        "booker" | "mercury" | "nobel" | "orange" | "pulitzer" | "turner" | "whitbread" => {
            return Some(whole + " prize");
        }
        "bafta" | "baftas" => "bafta",
        "golden globe" | "golden globes" => "golden globe",
        "brit" if awarded => "brit award",
        "brit" | "brits" => "brit award",
        _ if awarded && !own.is_empty() => return Some(whole + " award"),
        _ => return None,
    };
    Some(known.to_owned())
}

/// The words of an article's names, taken apart once a name.
#[derive(Default)]
pub(super) struct Names<'a> {
    numbers: FxHashMap<&'a str, usize>,
    words: Vec<Vec<String>>,
}

impl<'a> Names<'a> {
    /// The number of a name, as printed.
    pub(super) fn number(&mut self, name: &'a str) -> usize {
        let Names { numbers, words: all } = self;
        *numbers.entry(name).or_insert_with(|| {
            all.push(words(name));
            all.len() - 1
        })
    }

    /// The words of the name of a number.
    pub(super) fn words(&self, number: usize) -> &[String] {
        &self.words[number]
    }

    /// How many names are known.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words of a name, as printed.
    pub(super) fn words_of(&mut self, name: &'a str) -> &[String] {
        let number = self.number(name);
        self.words(number)
    }
}

/// Whether a word of an organisation's name says what it is rather than which: Inc, Ministry, Airlines.
pub(super) fn is_generic(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.']);
    let without = || if bare == word { None } else { gazetteer::organization_word(bare) };
    gazetteer::organization_word(word).or_else(without).is_some_and(|what| what != OrganizationWord::Agency)
        || gazetteer::trade(bare)
}

/// Whether a name may be a short form of another: not a land, a people or a word for any such body.
pub(super) fn is_telling(word: &str) -> bool {
    gazetteer::place(word).is_none()
        && gazetteer::demonym(word).is_none()
        && gazetteer::group(word).is_none()
        && gazetteer::calendar(word).is_none()
        && !is_generic(word)
        && !is_vague(word)
}

/// Whether a word is what an institution is called after its full name: "the {Commission}", always with an article.
pub(super) fn is_institution(word: &str) -> bool {
    matches!(word, "Agency" | "Assembly" | "Authority" | "Board" | "Commission" | "Committee" | "Council")
}

/// Whether a word says what a body is, and nothing else: no place and no person is called so.
pub(super) fn is_body(word: &str) -> bool {
    is_listed(&BODIES, word)
}

pub(super) static BODIES: Listed = Listed::new(|| {
    listed(
        "Agency Airline Airlines Airways Association Authority Bureau Commission Committee Council Department \
     Federation Foundation Institute Ministry Orchestra Party Police Rovers Society University Wanderers",
    )
});

/// Adjectives and the like that open the names of many bodies and name none.
pub(super) fn is_vague(word: &str) -> bool {
    is_listed(&VAGUE, &gazetteer::straight(word))
}

static VAGUE: Listed = Listed::new(|| {
    listed(
        "African Air American Asian Big Central City Democratic Eastern East European Federal First Free \
         General Global Grand Great Green High International Islamic Island National New North Northern \
         People's Public Regional Republican Royal Saint Social South Southern St St. State Supreme \
         United West Western Women's World",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_country_has_one_key() {
        let key = |name: &str, kind| key(name, &words(name), kind).into_owned();
        assert_eq!(key("US", EntityKind::Place), key("United States", EntityKind::Place));
        assert_eq!(key("Americans", EntityKind::Group), key("American", EntityKind::Group));
        assert_ne!(key("American", EntityKind::Group), key("US", EntityKind::Place));
        assert_eq!(key("Republicans", EntityKind::Group), key("Republican", EntityKind::Group));
        assert_eq!(key("Shia", EntityKind::Group), key("Shi'ites", EntityKind::Group));
        assert_eq!(key("Democratic", EntityKind::Group), key("Democrats", EntityKind::Group));
        assert_ne!(key("Fells", EntityKind::Group), key("Fell", EntityKind::Group));
    }

    #[test]
    fn marks_do_not_part_names() {
        let key = |name: &str, kind| key(name, &words(name), kind).into_owned();
        assert_eq!(
            key("Quay & Sons, Inc.", EntityKind::Organization),
            key("Quay and Sons Inc", EntityKind::Organization)
        );
        assert_eq!(key("J. R. Quill", EntityKind::Person), key("J R Quill", EntityKind::Person));
    }
}
