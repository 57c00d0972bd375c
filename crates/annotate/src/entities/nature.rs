//! Names that things of nature and persons or companies share: storms, waters, scales, ailments.

use std::cell::LazyCell;

use nutgraf_core::{EntityKind, Span};

use super::draft::{Draft, Listed, is_listed, listed};
use super::repeat::is_border;
use super::spaced::Spaced as _;

/// What a storm's name follows.
pub(super) const STORMS: [&str; 5] = ["Cyclone ", "Hurricane ", "Superstorm ", "Tropical Storm ", "Typhoon "];

/// Whether the words of a name in small letters, but for the last, say that it is a storm's.
pub(super) fn is_storm(words: &[String]) -> bool {
    let same = |(word, own): (&str, &String)| word.eq_ignore_ascii_case(own);
    STORMS.iter().any(|storm| {
        storm.split_whitespace().count() == words.len() && storm.split_whitespace().zip(words).all(same)
    })
}

/// What a land or a water is called that is named after somebody.
static LANDS: Listed =
    Listed::new(|| listed("Bay Harbor Harbour Inlet Island Islands Peninsula Sound Strait Straits"));

/// Who they are named after: "Prince {Quill Sound}".
const ROYALS: [&str; 5] = ["Prince ", "Princess ", "King ", "Queen ", "Duke "];

/// Whom ailments are named after.
const AILING: [&str; 7] =
    ["Alzheimer", "Asperger", "Crohn", "Hodgkin", "Huntington", "Parkinson", "Tourette"];

/// Whether a name is an ailment's, and not the person's, the city's or the society's: "{Parkinson}'s disease", "has
/// {Alzheimer}'s."
fn is_ailment(name: &str, after: &str) -> bool {
    let own = ["'s", "’s"].iter().find_map(|own| after.strip_prefix(own));
    AILING.contains(&name)
        && own.is_some_and(|rest| {
            let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            matches!(
                word,
                "" | "and" | "dementia" | "disease" | "drug" | "lymphoma" | "or" | "patients" | "syndrome"
            )
        })
}

/// Whether an article is about the river and its woods; else the name is the shop's.
fn tells_of_woods(text: &str) -> bool {
    const WOODS: &[&str] = &[
        "the Amazon",
        "The Amazon",
        "Brazil's Amazon",
        "Brazil’s Amazon",
        "Peru's Amazon",
        "Peru’s Amazon",
        "ian Amazon",
        "Amazonia",
        "Amazonas",
        "Amazon basin",
        "Amazon River",
        "deforestation",
        "rainforest",
        "rain forest",
    ];
    WOODS.iter().any(|woods| text.contains(woods))
}

/// Makes a name and what is before it a storm's ("Hurricane {Ada}") or a water's ("Prince {Quill Sound}"), and drops
/// whom a scale or an ailment is named after ("the {Richter} scale"). Without its woods, the Amazon is a company.
pub(super) fn names(text: &str, drafts: &mut [Draft]) {
    let woods = LazyCell::new(|| tells_of_woods(text));
    for draft in drafts.iter_mut().filter(|draft| !draft.dropped && draft.same_as.is_none()) {
        let name = draft.span.slice(text);
        let after = &text[draft.span.end()..];
        if draft.kind == EntityKind::Place && name == "Amazon" && !*woods {
            draft.kind = EntityKind::Organization;
        }
        if draft.kind != EntityKind::Place && is_ailment(name, after) {
            draft.dropped = true;
            continue;
        }
        let before = &text[..draft.span.start()];
        let opens = |word: &str| {
            before.ends_with(word) && is_border(text, draft.span.start() - word.len(), draft.span.end())
        };
        let opened = |words: &[&str]| words.iter().find(|word| opens(word)).map(|word| word.len());
        let (kind, length) = if draft.kind != EntityKind::Event
            && !name.contains(' ')
            && let Some(length) = opened(&STORMS)
        {
            (EntityKind::Event, length)
        } else if matches!(draft.kind, EntityKind::Person | EntityKind::Place)
            && name.cut_last().is_some_and(|(_, word)| is_listed(&LANDS, word))
            && let Some(length) = opened(&ROYALS)
        {
            (EntityKind::Place, length)
        } else {
            let scale = after.starts_with(" scale");
            draft.dropped |= scale && before.ends_with("the ") && !name.contains(' ');
            continue;
        };
        *draft = Draft::new(Span::at(draft.span.start() - length, draft.span.end()), kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, names_of: &[(&str, EntityKind)]) -> Vec<(String, EntityKind)> {
        let draft = |&(name, kind): &(&str, EntityKind)| {
            let at = text.find(name).unwrap();
            Draft::new(Span::at(at, at + name.len()), kind)
        };
        let mut drafts: Vec<Draft> = names_of.iter().map(draft).collect();
        names(text, &mut drafts);
        let kept = drafts.iter().filter(|draft| !draft.dropped);
        kept.map(|draft| (draft.span.slice(text).to_owned(), draft.kind)).collect()
    }

    #[test]
    fn ailments_name_nobody_and_the_amazon_has_woods() {
        use EntityKind::{Organization, Person, Place};
        let text = "Ada Quill has Parkinson's, says the Parkinson's Society. Parkinson left.";
        assert_eq!(named(text, &[("Parkinson", Organization)]), []);
        let society = "The Parkinson's Society met.";
        assert_eq!(named(society, &[("Parkinson", Organization)]).len(), 1);
        assert_eq!(named("Parkinson left.", &[("Parkinson", Person)]).len(), 1);
        assert_eq!(named("Parkinson's show ran for years.", &[("Parkinson", Person)]).len(), 1);
        assert_eq!(named("Huntington's, a city.", &[("Huntington", Place)]).len(), 1);
        let kind = |text| named(text, &[("Amazon", Place)])[0].1;
        assert_eq!(kind("Both are sold at Amazon and at Fell."), Organization);
        assert_eq!(kind("Both are sold on Amazon."), Organization);
        assert_eq!(kind("They lived in the north of the Peruvian Amazon."), Place);
        assert_eq!(kind("They sailed on the Amazon."), Place);
        assert_eq!(kind("Fires raged in Brazil's Amazon."), Place);
    }

    #[test]
    fn storms_waters_and_scales_are_no_persons() {
        use EntityKind::{Event, Person, Place};
        let text = "Winds of Hurricane Quill hit Prince Fell Sound; 6.8 on the Lund scale, Ada Sound said.";
        let found = named(
            text,
            &[("Quill", Person), ("Fell Sound", Person), ("Lund", Person), ("Ada Sound", Person)],
        );
        let expected = [("Hurricane Quill", Event), ("Prince Fell Sound", Place), ("Ada Sound", Person)]
            .map(|(name, kind)| (name.to_owned(), kind));
        assert_eq!(found, expected);
        let text = "A NonHurricane Quill and Hurricane Fell Lund";
        let names_of = [("Quill", Person), ("Fell Lund", Person)];
        assert_eq!(named(text, &names_of), names_of.map(|(name, kind)| (name.to_owned(), kind)));
    }
}
