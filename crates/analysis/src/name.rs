//! Names as they are compared: case, dots and "the" do not matter.

use nutgraf_core::EntityKind;
use nutgraf_gazetteer as gazetteer;

/// Legal forms that may be left out of a company's name.
const LEGAL_FORMS: [&str; 14] = [
    "ag",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "ltd",
    "nv",
    "plc",
    "spa",
];

/// What stands after a surname.
const GENERATIONS: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// The form in which two prints of one name are equal: lower case; no dots, no possessive, no leading "the"; hyphens
/// are spaces; initials stand together (`J. K.` = `JK`); an organisation's legal form is left out, as is the "Party" of
/// a well-known one, and the land or the union whose it is has its whole name (`US Air Force` = `United States Air
/// Force`); those of one land are one group (`Slovene` = `Slovenian`).
pub(crate) fn normal(kind: EntityKind, name: &str) -> String {
    let name = name.trim();
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    if kind == EntityKind::Group
        && let Some(demonym) = gazetteer::demonym(name).or_else(|| gazetteer::demonym(&small(name)))
    {
        return format!("of {}", demonym.place.to_lowercase());
    }
    // "Labour Party" is Labour.
    let party = name.strip_suffix(" Party").or_else(|| name.strip_suffix(" party"));
    let name = party.filter(|own| kind == EntityKind::Organization && gazetteer::party(own)).unwrap_or(name);
    let mut clean = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '.' | '\'' | '’' | '‘' | ',' | '"' | '“' | '”' => {}
            '-' | '‐' | '‑' | '–' => clean.push(' '),
            c if c.is_whitespace() => clean.push(' '),
            c => clean.extend(c.to_lowercase()),
        }
    }
    let mut tokens: Vec<&str> = clean.split(' ').filter(|token| !token.is_empty()).collect();
    if tokens.len() > 1 && tokens[0] == "the" {
        tokens.remove(0);
    }
    if kind == EntityKind::Organization {
        while tokens.len() > 1 && tokens.last().is_some_and(|last| LEGAL_FORMS.contains(last)) {
            tokens.pop();
        }
        let whole = match tokens[..] {
            ["us", _, ..] => Some(["united", "states"]),
            ["uk", _, ..] => Some(["united", "kingdom"]),
            ["un", _, ..] => Some(["united", "nations"]),
            ["eu", _, ..] => Some(["european", "union"]),
            _ => None,
        };
        whole.map(|whole| tokens.splice(..1, whole));
    }
    let mut out = String::with_capacity(clean.len());
    let mut initial = false;
    for token in tokens {
        let single = token.chars().nth(1).is_none();
        let joined = single && initial;
        if !out.is_empty() && !joined {
            out.push(' ');
        }
        out.push_str(token);
        initial = single;
    }
    // A name of nothing but dots is still a name.
    if out.is_empty() { name.to_lowercase() } else { out }
}

/// A word in capitals as it is printed elsewhere: "SLOVENE" is "Slovene".
fn small(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// Words of a normal form.
pub(crate) fn word_count(normal: &str) -> usize {
    normal.split(' ').count()
}

/// The surname of a person's normal form of several words.
pub(crate) fn surname(normal: &str) -> Option<&str> {
    let mut words = normal.split(' ').rev().filter(|word| !GENERATIONS.contains(word));
    let last = words.next()?;
    words.next().map(|_| last)
}

/// Whether a person's normal form ends with what tells father from son: "otto brandt jr".
pub(crate) fn has_generation(normal: &str) -> bool {
    normal.rsplit(' ').next().is_some_and(|last| matches!(last, "jr" | "sr"))
}

/// A person's normal form without middle initials and what stands after the surname; none when there is neither.
pub(crate) fn without_initials(normal: &str) -> Option<String> {
    let words: Vec<&str> = normal.split(' ').collect();
    let last = words.iter().rposition(|word| !GENERATIONS.contains(word))?;
    let kept: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|&(at, word)| at == 0 || at == last || at < last && word.chars().nth(1).is_some())
        .map(|(_, &word)| word)
        .collect();
    (kept.len() < words.len() && kept.len() > 1).then(|| kept.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_of_one_name_are_equal() {
        use EntityKind::*;
        for (kind, one, other) in [
            (Place, "U.S.", "US"),
            (Organization, "The Harbour Times", "Harbour Times"),
            (Organization, "Brandt Lines Inc.", "Brandt Lines"),
            (Person, "J. K. Mortensen", "J.K. Mortensen"),
            (Person, "ANNA BRANDT", "Anna Brandt's"),
            (Place, "Port-au-Roc", "Port au Roc"),
            (Organization, "U.S. Air Force", "United States Air Force"),
            (Group, "Slovene", "Slovenian"),
            (Group, "SLOVENE", "Slovenes"),
        ] {
            assert_eq!(normal(kind, one), normal(kind, other), "{one}");
        }
    }

    #[test]
    fn no_name_becomes_empty() {
        assert_eq!(normal(EntityKind::Organization, "The"), "the");
        assert_eq!(normal(EntityKind::Organization, "Inc."), "inc");
        assert_eq!(normal(EntityKind::Person, "..."), "...");
    }

    #[test]
    fn a_surname_needs_a_name_before_it() {
        assert_eq!(surname("anna brandt"), Some("brandt"));
        assert_eq!(surname("otto brandt jr"), Some("brandt"));
        assert_eq!(surname("brandt"), None);
        assert_eq!(surname("brandt jr"), None);
    }

    #[test]
    fn middle_initials_can_be_left_out() {
        assert_eq!(without_initials("anna m brandt").as_deref(), Some("anna brandt"));
        assert_eq!(without_initials("anna m brandt iii").as_deref(), Some("anna brandt"));
        assert_eq!(without_initials("anna brandt jr").as_deref(), Some("anna brandt"));
        assert_eq!(without_initials("brandt jr"), None);
        assert_eq!(without_initials("a brandt"), None);
        assert_eq!(without_initials("anna brandt"), None);
    }
}
