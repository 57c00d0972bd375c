//! Where the story goes on below a box that stands in its middle: an offer, links, an advertisement.

use super::feature::Facts;
use super::form::Form;
use super::judge::Verdict;
use super::lexicon::{FIRST_PERSON, hash};
use super::measure::Ending;
use super::place::Place;
use super::repair::{Names, is_plain};
use super::site::{is_label, is_of_the_site};
use super::unit::Units;
use crate::Role;

/// So far below the story's last line are lines looked at: a box and the story behind it.
const REACH: usize = 24;
/// Lines of a box below which nothing but the line itself tells that the story goes on.
const SMALL_BOX: usize = 12;
/// Paragraphs above the box, at least.
const LEAST_ABOVE: usize = 3;
/// Words of the shortest sentence that takes the story up again.
const SHORTEST: usize = 8;
/// By so much the line's own words speak for another role than the one its page has given it.
const OVERRULED: i32 = -1200;
/// The same, where nothing else shows whose the line is.
const SURELY_OVERRULED: i32 = -2000;

/// Sentences below the story's last box that speak of those whom the story names are the story's.
pub(crate) fn resume(units: &Units<'_>, facts: &[Facts], places: &[Place], verdicts: &mut [Verdict]) {
    let Some(last) = verdicts.iter().rposition(Verdict::is_text) else { return };
    if verdicts[..=last].iter().filter(|verdict| verdict.is_text()).count() < LEAST_ABOVE {
        return;
    }
    let ends = |Facts { measure, form, .. }: &Facts| {
        form.has(Form::COPYRIGHT)
            || form.has(Form::BIO)
            || measure.words <= 3 && measure.last[0] == const { hash("comments") }
    };
    let below = facts[last + 1..].iter().take(REACH);
    let end = last + 1 + below.take_while(|facts| !ends(facts)).count();
    let is_open = |at: usize, verdicts: &[Verdict]| {
        let lost = verdicts[at].role().is_none_or(Role::is_furniture);
        let is_sentence = || ends_sentence(&units.units[at].text) && is_plain(&facts[at]);
        lost && facts[at].measure.words >= SHORTEST && !places[at].repeated && is_sentence()
    };
    let is_overruled = |at: usize, verdicts: &[Verdict]| verdicts[at].margin <= OVERRULED;
    // Nothing is looked up on most pages: there is no such line.
    if !(last + 1..end).any(|at| is_open(at, verdicts) && is_overruled(at, verdicts)) {
        return;
    }
    let mut names = Names::new();
    for (facts, _) in facts.iter().zip(&*verdicts).filter(|(_, verdict)| verdict.is_text()) {
        names.add(&facts.measure);
    }
    let is_known = |at: usize| names.shares(&facts[at].measure) || (2..=5).contains(&places[at].topic[0]);
    let is_title = |at: usize| {
        let Facts { measure, form, .. } = &facts[at];
        let is_closed = measure.ending != Ending::Question && ends_sentence(&units.units[at].text);
        measure.words > 3
            && measure.promo_words == 0
            && !is_closed
            && !form.has(Form::POINTER)
            && !is_label(&units.units[at].text)
    };
    let is_sure = |at: usize, verdicts: &[Verdict]| {
        let measure = &facts[at].measure;
        let is_near = verdicts[at.saturating_sub(SMALL_BOX)..at].iter().any(Verdict::is_text);
        is_near
            && verdicts[at].margin <= SURELY_OVERRULED
            // `… told our reporter`
            && measure.you == 0
            && measure.we <= 1
            && !FIRST_PERSON.has(measure.first[0])
            && !is_of_the_site(&units.units[at].text)
            && !is_of_terms(&units.units[at].text)
    };
    for at in last + 1..end {
        let takes_up = is_open(at, verdicts)
            && is_overruled(at, verdicts)
            && (is_known(at) || is_sure(at, verdicts))
            // Below a title one sentence is what a card says of its story.
            && (!is_title(at - 1) || at + 1 < end && is_open(at + 1, verdicts));
        if takes_up {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Paragraph, "takes the story up again");
        }
    }
}

/// Whether a stop ends the line, be it in quotation marks or brackets, or a comma before them: a title may end in a
/// quoted word.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']).ends_with(['.', '?', '!', '。', ','])
}

/// `Users are asked to be polite`, `Offers on this site are no advice`: a site's terms.
fn is_of_terms(line: &str) -> bool {
    line.starts_with("Users ") || [" this site", " this website"].iter().any(|site| line.contains(site))
}

#[cfg(test)]
mod tests {
    use super::super::place::places;
    use super::*;
    use crate::Layout;

    const STORY: &str = "The Norhaven Queen sank at noon off Port Elsa.\nNobody died, the coast guard said.\n\
        The Norhaven Queen had 212 people on board.\n";

    /// The roles behind the story's three paragraphs, of lines that the model calls promotions against their own words
    /// by so much.
    fn behind(box_and_rest: &str, margin: i32) -> Vec<Option<Role>> {
        let layout = Layout::plain("page", format!("{STORY}{box_and_rest}"));
        let units = Units::of(&layout, false);
        let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
        let verdict = |at| match at {
            0..3 => Verdict::new(Some(Role::Paragraph), 1, 0, 500, "model"),
            _ => Verdict::new(Some(Role::Promo), 2, 0, margin, "model"),
        };
        let mut verdicts: Vec<Verdict> = (0..facts.len()).map(verdict).collect();
        resume(&units, &facts, &places(&facts), &mut verdicts);
        verdicts[3..].iter().map(Verdict::role).collect()
    }

    #[test]
    fn the_story_goes_on_below_a_box() {
        let rest = "Sign up for our newsletter\nThe Norhaven Queen was built in Lune, the line said.\n";
        let [promo, text] = [Role::Promo, Role::Paragraph].map(Some);
        assert_eq!(behind(rest, -1500), [promo, text]);
        assert_eq!(behind(rest, 0), [promo, promo], "its own words do not speak for it");
        let new = "Sign up for our newsletter\nThe operator has denied that it knew of the letters.\n";
        assert_eq!(behind(new, -1500), [promo, promo], "another story's");
        assert_eq!(behind(new, -2500), [promo, text]);
        assert_eq!(behind(&new.replace("letters.", "terms of this site today."), -2500), [promo, promo]);
    }

    #[test]
    fn cards_and_footers_do_not_take_the_story_up() {
        let promo = Some(Role::Promo);
        let card = "Queen of the ferries is sold\nThe Norhaven Queen was built in Lune, the line said.\n";
        assert_eq!(behind(card, -1500), [promo, promo]);
        let comments =
            "3 comments\nThe Norhaven Queen was a fine ship, and I was on board, said nobody at all.\n";
        assert_eq!(behind(comments, -1500), [promo, promo]);
        let footer = "© 2024 Port Elsa Times\nThe Norhaven Queen was built in Lune, the line said.\n";
        assert_eq!(behind(footer, -1500), [promo, promo]);
        let title = "Sign up for our newsletter\nOwner of the Norhaven Queen says that the ship was ‘old’\n";
        assert_eq!(behind(title, -1500), [promo, promo]);
    }
}
