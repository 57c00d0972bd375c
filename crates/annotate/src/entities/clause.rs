//! Headlines in title case whose verb the tagger took for a part of a name: "{Fell Group Cuts} Forecast".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer;
use rustc_hash::FxHashMap;

use super::draft::{Draft, Listed, is_listed, kind_of, listed};
use super::headline::is_headline;
use super::spaced::Spaced as _;
use crate::words::Words;

/// What somebody or something does in a headline. None of these ends the names of many bodies or places, as "Reports"
/// and "Falls" do.
static DOES: Listed = Listed::new(|| {
    listed(
        "Adds Aims Arrests Asks Backs Bans Beats Begins Blames Blasts Blocks Buys Calls Claims Clinches Closes \
         Confirms Cuts Defeats Defends Delays Denies Dies Earns Ends Enters Expands Expects Extends Eyes Faces Finds \
         Gains Gets Gives Goes Grabs Halts Hires Hits Holds Hopes Joins Keeps Kills Launches Leads Leaves Loses Makes \
         Meets Misses Needs Nears Offers Opens Orders Ousts Picks Plans Plays Pleads Plunges Posts Praises Predicts \
         Prepares Promises Pulls Puts Quits Raises Reaches Recalls Rejects Releases Resigns Returns Reveals Rises \
         Routs Says Scores Seeks Sees Sells Sets Settles Shows Signs Slams Slips Soars Spies Stops Strikes Sues Surges \
         Takes Talks Tells Threatens Tops Tumbles Turns Unveils Urges Visits Vows Wants Warns Welcomes Wins Withdraws",
    )
});

/// Cuts such names before the verb, where what is before it is a name of the lists or one that the article has
/// elsewhere.
pub(super) fn cut(words: &Words, drafts: &mut [Draft]) {
    let text = words.text;
    let heads: Vec<(usize, Span)> = (0..drafts.len())
        .filter(|&n| !drafts[n].dropped && drafts[n].same_as.is_none())
        .filter_map(|n| Some((n, head(text, drafts[n].span)?)))
        .filter(|&(_, head)| is_headline(words, words.sentence_of(words.token_at(head.start()))))
        .collect();
    if heads.is_empty() {
        return;
    }
    let elsewhere: FxHashMap<&str, EntityKind> = drafts
        .iter()
        .filter(|draft| !draft.dropped)
        .map(|draft| (draft.span.slice(text), draft.kind))
        .collect();
    for (n, head) in heads {
        let name = head.slice(text);
        if let Some(kind) = elsewhere.get(name).copied().or_else(|| listed_kind(name)) {
            drafts[n].span = head;
            drafts[n].kind = kind;
        }
    }
}

/// What of a name is before its first verb.
fn head(text: &str, span: Span) -> Option<Span> {
    let name = span.slice(text);
    let (first, _) = name.cut_first()?;
    let mut end = first.len();
    for word in name.spaced().skip(1) {
        if is_listed(&DOES, word) {
            return Some(Span::at(span.start(), span.start() + end));
        }
        end += 1 + word.len();
    }
    None
}

fn listed_kind(name: &str) -> Option<EntityKind> {
    let person = || gazetteer::person(name).then_some(EntityKind::Person);
    let place = || gazetteer::place(name).map(|_| EntityKind::Place);
    gazetteer::known(name).map(kind_of).or_else(person).or_else(place)
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    #[test]
    fn a_headlines_verb_is_in_no_name() {
        use EntityKind::{Organization as O, Place as L, Work as W};
        let cut_of =
            |text: &str, names: &[(&str, EntityKind)]| after(text, names, |words, drafts| cut(words, drafts));
        let found = cut_of("Microsoft Cuts Forecast Again\nIt rained.", &[("Microsoft Cuts Forecast", W)]);
        assert_eq!(found, [("Microsoft".to_owned(), O)]);
        let found = cut_of("Norway Signs Pact\nIt rained.", &[("Norway Signs Pact", O)]);
        assert_eq!(found, [("Norway".to_owned(), L)]);
        let text = "Fellex Orders Mills\nFellex is a firm.";
        let found = cut_of(text, &[("Fellex Orders", W), ("Fellex", O)]);
        assert_eq!(found, [("Fellex".to_owned(), O), ("Fellex".to_owned(), O)]);
        for (text, name) in [
            // Nothing says that Fellex is a name.
            ("Fellex Orders Mills\nIt rained.", "Fellex Orders"),
            // In running text the name is what it is.
            ("It rained, and then Microsoft Plays left them all.", "Microsoft Plays"),
        ] {
            assert_eq!(cut_of(text, &[(name, O)]), [(name.to_owned(), O)], "{text}");
        }
    }
}
