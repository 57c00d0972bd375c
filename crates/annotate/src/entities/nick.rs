//! What the followers of a club call it, behind its article, in reports of games: "the {Reds}".

use std::cell::LazyCell;

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, Listed, is_listed, listed, overlapped, replace};
use super::missed::is_plain;
use super::{calling, games, title};
use crate::words::Words;

/// Names of clubs that are no plurals.
static SINGULARS: Listed = Listed::new(|| {
    listed("Avalanche Crew Crimson Dynamo Fire Galaxy Heat Jazz Kraken Lightning Magic Storm Thunder Wild")
});

/// Plurals behind an article that are no clubs.
static OTHERS: Listed = Listed::new(|| {
    listed(
        "Aids Alps Americans Americas Andes Ashes Awards Championships Commons Diamonds Directors Eighties \
         Emirates Europeans Fifties Finals Forties Games Internationals Islands Lords Majors Masters Names \
         Nationals Netherlands Nineties Olympics Opens Oscars Paralympics Philippines Playoffs Producers \
         Rings Seventies Sixties States Stones Thirties Times Trials Twenties Worlds Years",
    )
});

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn find(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let told = LazyCell::new(|| games::are_told_at_length(text));
    let mut found = Vec::new();
    for &token in &words.capitals {
        let Some(before) = token.checked_sub(1) else { continue };
        if !matches!(words.word(before), "the" | "The") || !is_nickname(words.word(token)) {
            continue;
        }
        let span = words.tokens[token];
        let sentence = words.sentences[words.sentence_of(token)];
        let after = &text[span.end()..sentence.end()];
        let around = [&text[sentence.start()..span.start()], after];
        let ends = !after.trim_start_matches([' ', '-']).starts_with(char::is_uppercase)
            && !after.starts_with(['-', '’', '\'']);
        if ends && overlapped(drafts, span).is_empty() && is_plain(around) && *told {
            found.push(Draft::new(span, EntityKind::Organization));
        }
    }
    replace(drafts, found, |_, _| false);
}

/// Whether a word may be a club's nickname behind an article.
fn is_nickname(word: &str) -> bool {
    let plural = || {
        word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
            && !is_listed(&OTHERS, word)
            && !title::is_title_word(word)
            && calling::single(word).is_none()
            && gazetteer::group(word).is_none()
            && gazetteer::demonym(word).is_none()
            && gazetteer::calendar(word).is_none()
            && gazetteer::place(word).is_none()
            && gazetteer::known(word).is_none()
    };
    is_listed(&SINGULARS, word) || plural()
}

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    #[test]
    fn a_club_has_a_nickname_behind_its_article() {
        let game = "\nThe pitcher said the coach was at the game.";
        let found = |text: &str| -> Vec<String> {
            after(&(text.to_owned() + game), &[], find).into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(
            found("It was a quiet night for the Quills in Lund. The Thunder were leading again."),
            ["Quills", "Thunder"]
        );
        // Bodies, groups, others' names and titles of headlines are none.
        assert!(found("He spoke to the Commons about the Democrats and the Mayors again.").is_empty());
        assert!(
            found("He read the Quills of Lund, and the Quills Report again.\nWhy All the Quills Fell Down")
                .is_empty()
        );
        assert!(found("He likes Quills and the Quill and the Glass house and the Campus there.").is_empty());
        assert!(after("It was a quiet night for the Quills in Lund.", &[], find).is_empty());
    }
}
