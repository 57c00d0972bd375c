//! Names that the lists know and the tagger passed over: the {Welsh}, a {Tory}, the {Commons}, {Reporters Without
//! Borders}; {Angels} in reports of games.

use std::cell::LazyCell;

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, Known};

use super::draft::{Draft, Listed, is_listed, is_opener, listed, replace};
use super::{cue, games};
use crate::keyphrase;
use crate::words::Words;

/// Adds them. The drafts stand in the order of the text, and do so afterwards; none is another's yet, so that their
/// numbers may change.
pub(super) fn add(words: &Words, drafts: &mut Vec<Draft>) {
    let text = words.text;
    let clubs = drafts.iter().any(|draft| gazetteer::team(draft.span.slice(text)));
    let games = LazyCell::new(|| clubs && games::are_named(text) || games::are_told(text));
    let house = LazyCell::new(|| words.tokens.iter().any(|token| is_listed(&MEMBERS, token.slice(text))));
    let mut found: Vec<Draft> = Vec::new();
    let mut next = 0;
    for &token in &words.capitals {
        let span = words.tokens[token];
        if !text.as_bytes()[span.start()].is_ascii_uppercase() {
            continue;
        }
        while drafts.get(next).is_some_and(|draft| draft.span.end() <= span.start()) {
            next += 1;
        }
        let place = Place { words, token, held: &drafts[next..] };
        if let Some((whole, kind)) = place.listed() {
            found.push(Draft::new(whole, kind));
        } else if drafts.get(next).is_none_or(|draft| draft.span.start() >= span.end()) {
            let kind = match span.slice(text) {
                "English" | "Welsh" => place.is_people().then_some(EntityKind::Group),
                "Tories" | "Tory" => place.ends_here().then_some(EntityKind::Group),
                "Conservative" => (*house && place.is_member()).then_some(EntityKind::Group),
                "Commons" | "Lords" => (*house && place.is_house()).then_some(EntityKind::Organization),
                club => (gazetteer::team(club)
                    && (clubs || !is_shared(club))
                    && *games
                    && (place.is_inside() || place.opens(club))
                    // What is told of "wolves" is no report of Wolves.
                    && !words.has_small(&club.to_lowercase()))
                .then_some(EntityKind::Organization),
            };
            found.extend(kind.map(|kind| Draft::new(span, kind)));
        }
    }
    replace(drafts, found, |_, _| true);
}

/// Who sits in a parliament of two houses: without them "the Lords" are any.
static MEMBERS: Listed =
    Listed::new(|| listed("Labour MP MPs Parliament Tories Tory Westminster bill minister peers"));

/// Whether others go by a club's name, too, with a capital: a Texan, a senator, a royal.
fn is_shared(club: &str) -> bool {
    gazetteer::demonym(club).is_some()
        || gazetteer::group(club).is_some()
        || matches!(club, "Guardians" | "Islanders" | "Nationals" | "Patriots" | "Royals" | "Senators")
}

/// A token and what stands around it.
struct Place<'a, 't> {
    words: &'a Words<'t>,
    token: usize,
    /// The drafts that end behind the token's begin, in order.
    held: &'a [Draft],
}

impl<'a> Place<'a, '_> {
    fn before(&self) -> &'a str {
        match self.token.checked_sub(1) {
            Some(before) if self.words.sentence_of(before) == self.words.sentence_of(self.token) => {
                self.words.word(before)
            }
            _ => "",
        }
    }

    fn after(&self) -> &'a str {
        self.words.word(self.token + 1)
    }

    /// Whether a name begins at a byte.
    fn is_named(&self, start: usize) -> bool {
        self.held.iter().take(3).any(|draft| draft.span.start() == start)
    }

    /// Whether no longer name goes on behind a token: a small word follows, a stop, a title or a name.
    fn ends_at(&self, token: usize) -> bool {
        let Some(after) = self.words.tokens.get(token + 1) else { return true };
        let word = after.slice(self.words.text);
        let joined = self.words.tokens[token].end() == after.start() && word.starts_with('-');
        !joined
            && (!word.starts_with(char::is_uppercase)
                || self.words.tokens[token].end() + 1 < after.start()
                || self.words.sentence_of(token + 1) != self.words.sentence_of(token)
                || gazetteer::title(&[word]).is_some()
                || self.is_named(after.start()))
    }

    fn ends_here(&self) -> bool {
        self.ends_at(self.token)
    }

    /// "a {Welsh} legend", "the {English}": a people, where "in English" is a language.
    fn is_people(&self) -> bool {
        let after = self.after();
        let noun = after.starts_with(|c: char| c.is_ascii_lowercase()) && !is_opener(after);
        !is_listed(&TONGUES, after)
            && !matches!(
                self.before(),
                "in" | "into" | "of" | "speak" | "speaking" | "speaks" | "spoke" | "Old"
            )
            && (noun && self.ends_here()
                || self.words.tokens.get(self.token + 1).is_some_and(|next| self.is_named(next.start())))
    }

    /// "voted {Conservative}", "a {Conservative} candidate"
    fn is_member(&self) -> bool {
        self.ends_here()
            && (matches!(self.before(), "vote" | "voted" | "votes" | "voting")
                || is_listed(&SEATS, self.after()))
    }

    /// "in the {Commons}", "a {Lords} vote"
    fn is_house(&self) -> bool {
        let before = self.before();
        let noun = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase()) && !is_opener(word);
        self.ends_here()
            && (matches!(before, "the" | "The")
                || !before.starts_with(char::is_uppercase) && (noun(self.after()) || before == "in"))
    }

    /// Whether a word stands alone within a sentence: no other word with a capital before or behind it.
    fn is_inside(&self) -> bool {
        let before = self.before();
        let capital = before.starts_with(char::is_uppercase) && before != "The";
        !before.is_empty() && !capital && !matches!(before, "-" | "“" | "\"" | "‘" | "'") && self.ends_here()
    }

    /// Whether a club opens a sentence as only a club does: one that no other word is spelled like, or with its player:
    /// "{Angels} pitcher Ada Quill".
    fn opens(&self, club: &str) -> bool {
        self.before().is_empty()
            && self.ends_here()
            && (!keyphrase::is_word(&club.to_lowercase()) || cue::is_player(self.after()))
    }

    /// Whether a person's name may begin here: "an {Ice Cube}" is none, nor is "To Quill" at the beginning.
    fn may_name_one(&self) -> bool {
        match self.before() {
            "a" | "an" | "A" | "An" => false,
            before => !before.is_empty() || !is_opener(self.words.word(self.token)),
        }
    }

    /// A listed name of a body or a person, of several words, that begins here, the longest; what is held is less.
    fn listed(&self) -> Option<(Span, EntityKind)> {
        let first = self.words.tokens[self.token];
        let opening = first.slice(self.words.text);
        // Names are held without their article.
        let most =
            gazetteer::longest_name(opening, &self.words.text[first.end()..]).filter(|_| opening != "The")?;
        // "Fell's" has two tokens.
        (self.token + 1..self.words.len().min(self.token + most + 2)).rev().find_map(|last| {
            let whole = first.hull(self.words.tokens[last]);
            let name = whole.slice(self.words.text);
            let kind = match gazetteer::known(name) {
                Some(Known::Organization) => EntityKind::Organization,
                None if gazetteer::person(name) && self.may_name_one() => EntityKind::Person,
                _ => return None,
            };
            let mut over = self.held.iter().take_while(|draft| draft.span.start() < whole.end());
            let same = || self.words.sentence_of(last) == self.words.sentence_of(self.token);
            let less =
                |draft: &Draft| whole.contains(draft.span) && whole != draft.span && draft.titles.is_empty();
            let free = same()
                && over.all(less)
                && (!self.before().starts_with(char::is_uppercase) || is_opener(self.before()))
                && self.ends_at(last);
            free.then_some((whole, kind))
        })
    }
}

/// What is said, written and learnt in a language.
static TONGUES: Listed = Listed::new(|| {
    listed(
        "class classes degree department essay exam exams grammar language language-learning learners \
         lesson lessons lit literature proficiency professor skills speaker speakers speaking subtitles \
         teacher teachers title translation translations version words",
    )
});

/// Who has a seat or wants one.
static SEATS: Listed = Listed::new(|| {
    listed(
        "MEP MP MPs backbencher backbenchers candidate candidates councillor councillors government \
         leader peer peers voters",
    )
});

#[cfg(test)]
mod tests {
    use super::super::draft::after;
    use super::*;

    fn found(text: &str, held: &[(&str, EntityKind)]) -> Vec<String> {
        after(text, held, add).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_people_is_no_language() {
        for (text, expected) in [
            ("It was a Welsh team that sang.", vec!["Welsh"]),
            ("They sang in Welsh without a book.", vec![]),
            ("The English language has many words.", vec![]),
            ("For lack of English they sang.", vec![]),
        ] {
            assert_eq!(found(text, &[]), expected, "{text}");
        }
    }

    #[test]
    fn members_and_houses_are_those_of_a_parliament() {
        for (text, expected) in [
            ("Tory sources told of a Commons vote.", vec!["Tory", "Commons"]),
            ("An MP told the Lords of it.", vec!["Lords"]),
            ("He sang to the Lords of it.", vec![]),
            ("They voted Conservative again, an MP said.", vec!["Conservative"]),
            ("They voted Conservative again.", vec![]),
            ("Conservative estimates are lower.", vec![]),
            ("A Tory Story is a film.", vec![]),
        ] {
            assert_eq!(found(text, &[]), expected, "{text}");
        }
    }

    #[test]
    fn listed_bodies_are_whole() {
        use EntityKind::{Group, Organization, Place};
        let held = [("Democrats", Group)];
        assert_eq!(found("The Liberal Democrats voted.", &held), ["Liberal Democrats"]);
        let held = [("New York Times Book Review", Organization)];
        assert_eq!(found("the New York Times Book Review wrote", &held), ["New York Times Book Review"]);
        let held = [("San Francisco", Place)];
        assert_eq!(found("the San Francisco Giants won", &held), ["San Francisco Giants"]);
        assert_eq!(found("it was in The Washington Post today", &[]), ["Washington Post"]);
        assert!(found("the Best Buy Ever Made", &[]).is_empty());
        let name = "Organization for Security and Cooperation in Europe";
        let held = [("Organization for Security", Organization), ("Europe", Place)];
        assert_eq!(found(&format!("the {name} saw it"), &held), [name]);
    }

    #[test]
    fn listed_persons_are_found_and_whole() {
        let held = [("Mary Queen", EntityKind::Person), ("Scots", EntityKind::Group)];
        assert_eq!(found("a life of Mary Queen of Scots, who fled", &held), ["Mary Queen of Scots"]);
        assert_eq!(found("it pushed down Ice Cube this week", &[]), ["Ice Cube"]);
        assert!(found("it pushed down Ice Cube Trays this week", &[]).is_empty());
        assert!(found("it pushed an Ice Cube down", &[]).is_empty());
    }

    #[test]
    fn a_clubs_name_is_one_in_reports_of_games() {
        assert_eq!(found("A striker scored as Wolves won the match.", &[]), ["Wolves"]);
        assert!(found("A striker scored as Wolves won the match against wolves.", &[]).is_empty());
        assert!(found("A farmer told us how Wolves came.", &[]).is_empty());
        assert_eq!(found("Phillies win. The match and the season are over.", &[]), ["Phillies"]);
        assert_eq!(found("Giants pitcher Ada left. The match and the season are over.", &[]), ["Giants"]);
        assert!(found("Giants sang. The match and the season are over.", &[]).is_empty());
        assert!(found("It was a defeat as Senators won the final vote.", &[]).is_empty());
    }
}
