//! What stands below the story and looks like more of it: cards, and sentences in which the site speaks to its readers.

use super::feature::Facts;
use super::form::Form;
use super::heads::Heads;
use super::judge::{LONGEST_CLOSED, Verdict};
use super::measure::Measure;
use super::place::Place;
use super::site::from_word;
use crate::Role;

/// Paragraphs of the shortest story that has such an end.
const SHORTEST_STORY: usize = 5;

/// Finds where the story ends though sentences follow.
pub(crate) fn ending(facts: &[Facts], places: &[Place], verdicts: &mut [Verdict]) {
    cards(facts, places, verdicts);
    asides(facts, verdicts);
}

fn is_text(verdict: &Verdict) -> bool {
    verdict.role() == Some(Role::Paragraph) && verdict.region == 1
}

/// Behind the note on the writer, or behind a row of cards that the page prints more than once, nothing longer than a
/// card: cards as well.
fn cards(facts: &[Facts], places: &[Place], verdicts: &mut [Verdict]) {
    // One alone may stand in the middle of a story.
    let is_repeated = |at: usize| places[at].repeated && verdicts[at].is_teaser();
    let is_row = |at: usize| at > 0 && is_repeated(at) && is_repeated(at - 1);
    let is_end = |at: usize| {
        let role = verdicts[at].role();
        facts[at].form.has(Form::BIO) && role == Some(Role::Contributor)
            || is_row(at) && facts[at].measure.words >= 6
    };
    let Some(end) = (0..facts.len()).rev().find(|&at| is_end(at)) else { return };
    let above = verdicts[..end].iter().filter(|verdict| is_text(verdict)).count();
    let below: Vec<usize> = (end + 1..facts.len()).filter(|&at| is_text(&verdicts[at])).collect();
    let is_card = |&at: &usize| facts[at].measure.length <= LONGEST_CLOSED;
    if above < SHORTEST_STORY || below.len() < 2 || below.len() > above || !below.iter().all(is_card) {
        return;
    }
    for verdict in &mut verdicts[end + 1..] {
        if is_text(verdict) || verdict.role() == Some(Role::Subhead) {
            verdict.becomes_teaser("a card behind the story's end");
        }
    }
}

/// Sentences without a word to the reader that may stand between such with one.
const GAP: usize = 2;
/// Bytes of the longest of them.
const LONGEST_BETWEEN: usize = 120;

/// Speaks to the reader or of the site, where no one is quoted.
fn is_aside(Facts { measure, .. }: &Facts) -> bool {
    measure.you + measure.we > 0 && measure.quotes == 0
}

/// The last sentences speak to the reader, and those above hardly do: the site's.
fn asides(facts: &[Facts], verdicts: &mut [Verdict]) {
    let texts: Vec<usize> = (0..facts.len()).filter(|&at| is_text(&verdicts[at])).collect();
    let speaks = |number: usize| is_aside(&facts[texts[number]]);
    let is_short = |number: &usize| {
        facts[texts[*number]].measure.length <= if speaks(*number) { LONGEST_CLOSED } else { LONGEST_BETWEEN }
    };
    let mut first = texts.len();
    for number in (0..texts.len()).rev().take_while(is_short) {
        if speaks(number) {
            first = number;
        } else if first > number + GAP {
            break;
        }
    }
    let to_reader = texts[first..].iter().any(|&at| facts[at].measure.you > 0);
    // A story may end with one: "If you saw it, call the police."
    let several = (first..texts.len()).filter(|&number| speaks(number)).count() > 1;
    let above = (0..first).filter(|&number| speaks(number)).count();
    if !to_reader || !several || first < SHORTEST_STORY || above * 10 > first {
        return;
    }
    for &at in &texts[first..] {
        verdicts[at].region = 2;
        verdicts[at].becomes(Role::Promo, "speaks to the reader below the story");
    }
}

/// Heads of lines that close a page's story: where it stood first, how to reach those who wrote it, what keeps them
/// going.
static CLOSINGS: Heads<17> = Heads::new([
    "a version of this article",
    "a version of this story",
    "contribute as little as",
    "discover stories from this section",
    "do you have a story",
    "do you have a tip",
    "for more stories like this",
    "get in touch with our",
    "if you have a tip",
    "send us a tip",
    "support our newsroom",
    "this article appeared in",
    "this article first appeared",
    "this article originally",
    "this post originally",
    "this story first appeared",
    "this story originally",
]);

/// The same of lines that are short: "First published in 1904, the novel …" is the story's.
static FIRSTS: Heads<3> = Heads::new(["cross-posted from", "first published", "originally published"]);
/// Words of the longest of those.
const SHORT: usize = 14;

/// The same of lines that speak to the reader or of the newsroom: the police ask for tips, too.
static ASKS: Heads<4> = Heads::new(["got a story?", "got a tip?", "have a story?", "have a tip?"]);

/// Where writers are followed.
const NETWORKS: [&str; 10] = [
    "Bluesky",
    "Facebook",
    "Instagram",
    "LinkedIn",
    "Mastodon",
    "Threads",
    "TikTok",
    "Twitter",
    "X",
    "YouTube",
];

/// Words with which a writer says where to be found.
const REACHED: [&str; 8] = [
    "an be reached at ",
    "ay be reached at ",
    "each her at ",
    "each him at ",
    "ollow her on ",
    "ollow him on ",
    "ollow me on ",
    "ollow them on ",
];

/// Bytes of the longest line that closes a story so.
const LONGEST_CLOSING: usize = 400;

/// Whether a line at a story's end speaks of the story or its writer, and tells nothing.
pub(crate) fn is_closing(line: &str, measure: &Measure) -> bool {
    // An address or a network's name, and not "follow him on foot".
    let is_place = |rest: &str| {
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        measure.has_at || NETWORKS.contains(&word)
    };
    let reached = |words: &str| line.split_once(words).is_some_and(|(_, rest)| is_place(rest));
    let is_to_reader = || measure.you + measure.we > 0 || measure.has_at;
    let opens = |line: &str| {
        CLOSINGS.open(line)
            || measure.words <= SHORT && FIRSTS.open(line)
            || ASKS.open(line) && is_to_reader()
    };
    let names = || measure.quotes == 0 && REACHED.iter().any(|words| reached(words));
    line.len() <= LONGEST_CLOSING && (opens(from_word(line)) || names())
}

#[cfg(test)]
mod tests {
    use super::super::place::places;
    use super::super::unit::Units;
    use super::*;
    use crate::Layout;

    const STORY: &str = "The ferry sank at noon.\nNobody on board died.\nThe mayor went to the pier.\n\
        The line has two more ships.\nBoth will sail on Monday.\n";

    /// The roles behind the story, all lines of which the model called paragraphs but those that `roles` names.
    fn behind(end: &str, roles: &[(usize, Role)]) -> Vec<Option<Role>> {
        let layout = Layout::plain("page", format!("{STORY}{end}"));
        let units = Units::of(&layout, false);
        let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
        let mut verdicts = vec![Verdict::new(Some(Role::Paragraph), 1, 0, 0, "model"); facts.len()];
        for &(at, role) in roles {
            verdicts[5 + at] = Verdict::new(Some(role), 1, 0, 0, "model");
        }
        ending(&facts, &places(&facts), &mut verdicts);
        verdicts[5..].iter().map(Verdict::role).collect()
    }

    #[test]
    fn nothing_but_cards_stands_behind_the_writers_note() {
        let note = "Ada Quill is a reporter at the Port Elsa Times.\n";
        let cards =
            "The lighthouse was sold to a painter.\nBooks / Odo Voss\nA new pier costs the city its park.\n";
        let contributor = [(0, Role::Contributor), (2, Role::Subhead)];
        let found = behind(&format!("{note}{cards}"), &contributor);
        assert_eq!(found, [Some(Role::Contributor), None, None, None]);
        let long = "The council will speak of it again in spring. ".repeat(6);
        let found = behind(&format!("{note}{cards}{long}\n"), &contributor);
        assert_eq!(found[1], Some(Role::Paragraph), "the story goes on");
    }

    #[test]
    fn a_card_printed_twice_parts_no_story_but_a_row_of_them_does() {
        let lines = "A painter has bought the old lighthouse.\nThe pier costs the city its park.\n\
            The mayor will speak on Monday.\nNobody knows what she will say.\n";
        let of = |end: &str, cards: &[usize]| {
            let layout = Layout::plain("page", format!("{STORY}{end}"));
            let units = Units::of(&layout, false);
            let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
            let mut places = places(&facts);
            let mut verdicts = vec![Verdict::new(Some(Role::Paragraph), 1, 0, 0, "model"); facts.len()];
            for &card in cards {
                verdicts[5 + card] = Verdict::new(None, 1, 0, 0, "model");
                places[5 + card].repeated = true;
            }
            ending(&facts, &places, &mut verdicts);
            verdicts[8].role()
        };
        assert_eq!(of(lines, &[0, 1]), None);
        assert_eq!(of(lines, &[1]), Some(Role::Paragraph), "the story goes on behind one");
    }

    #[test]
    fn the_site_speaks_to_the_reader_below_the_story() {
        let end =
            "You can change your ferry at any time.\nSelections might be changed.\nYou may leave the pier.\n";
        assert_eq!(behind(end, &[]), [Some(Role::Promo); 3]);
        let call = "If you saw the ferry sink, call the harbour master of Port Elsa.\n";
        assert_eq!(behind(call, &[]), [Some(Role::Paragraph)], "a story's own end");
        assert_eq!(behind("We shall miss our ferry.\n", &[]), [Some(Role::Paragraph)], "the writer speaks");
        assert_eq!(behind("“You will miss it,” she said.\n", &[]), [Some(Role::Paragraph)]);
        let spoken = "You know the pier.\nThe lamp is out, and nobody has lit it again since the storm of May, \
            for the man who did so has left Port Elsa and its harbour.\nYou know it.\n";
        assert_eq!(behind(spoken, &[])[0], Some(Role::Paragraph));
    }

    #[test]
    fn closings_speak_of_the_story() {
        let is = |line: &str| is_closing(line, &Measure::of(line));
        assert!(is("Got a story? Write to our newsroom."));
        assert!(!is("Got a story? the teacher would ask, and every pupil had one."));
        assert!(!is("The hut can be reached at Pen Pass in June."));
        assert!(!is("She said that we need journalism more than ever."));
        assert!(is("This article appeared in the print edition under the headline “Low water”"));
        assert!(is("Ada Quill can be reached at ada@ledger.example. Follow her on Mastodon."));
        assert!(!is("“Ada can be reached at the pier,” she said."));
        assert!(is("First published in The Ledger."));
        let novel = "First published in 1904, the novel tells of a pilot who loses his way in the fog";
        assert!(!is(&format!("{novel} and of those who look for him.")));
        assert!(!is("The island can be reached by ferry."));
        assert!(!is("Nobody could follow her on foot; the pier may be reached at low tide."));
    }
}
