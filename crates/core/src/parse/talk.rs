//! Who says it: questions and answers, posts shown in a story.

use super::feature::Facts;
use super::form::Form;
use super::judge::Verdict;
use super::lexicon::FIRST_PERSON;
use super::measure::Opening;
use super::unit::Units;
use crate::Role;

/// Lines from a story's text to the signature of a post that it shows.
const POST: usize = 4;

/// `Q: And then?`, `A: We sailed.`
pub(crate) fn talk(units: &Units<'_>, verdicts: &mut [Verdict]) {
    for (unit, verdict) in units.units.iter().zip(verdicts) {
        let is_turn = ["Q:", "A:", "Q.", "Q "].iter().any(|head| unit.text.starts_with(head));
        if is_turn && verdict.region == 1 && !verdict.is_teaser() {
            verdict.becomes(Role::Paragraph, "a question or an answer");
        }
    }
}

/// Whether a line is what someone says: where questions above such lines are more than one, they talk.
pub(crate) fn says(facts: &Facts) -> bool {
    facts.measure.opening == Opening::Quote || FIRST_PERSON.has(facts.measure.first[0])
}

/// What stands between the story's text and the signature of a post is the post that the story shows.
pub(crate) fn posts(facts: &[Facts], verdicts: &mut [Verdict]) {
    for at in (1..facts.len()).filter(|&at| facts[at].form.has(Form::POST)) {
        let first = at.saturating_sub(POST);
        let Some(text) = verdicts[first..at].iter().rposition(Verdict::is_text) else { continue };
        let start = first + text + 1;
        for (place, verdict) in (start..).zip(&mut verdicts[start..=at]) {
            // The last line of a post may look like a subhead.
            let is_open = match verdict.role() {
                Some(Role::Subhead) => place + 1 == at,
                role => role.is_none_or(Role::is_furniture),
            };
            if is_open || place == at {
                verdict.region = 1;
                verdict.becomes(Role::Paragraph, "a post");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Layout;

    #[test]
    fn a_post_that_a_story_shows_is_text() {
        let text = "The ferry sank at noon.\nferry. dot. com.\nClick this app\n— Ada Quill (@adaquill) May 3, 2024\n\
                    — Ada Quill, Port Elsa\nTerms\nHelp\nLog in\nHome\n— Otto Lind (@ottolind) May 3, 2024\n";
        let layout = Layout::plain("page", text);
        let units = Units::of(&layout, false);
        let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
        let mut verdicts: Vec<Verdict> =
            facts.iter().map(|_| Verdict::new(Some(Role::Promo), 2, 0, 0, "model")).collect();
        verdicts[0] = Verdict::new(Some(Role::Paragraph), 1, 0, 0, "model");
        posts(&facts, &mut verdicts);
        let is_text =
            verdicts.iter().map(|verdict| verdict.role() == Some(Role::Paragraph) && verdict.region == 1);
        assert!(is_text.eq((0..verdicts.len()).map(|at| at < 4)));
    }

    #[test]
    fn nothing_is_lost_behind_posts() {
        let text = "Port Elsa laughs at its new ferry slogan\nUpdated May 3, 2024, 9:41 AM\nBy Ada Quill | Port Elsa Times\n\
                    The harbour board has a new slogan for its ferry, and not everybody in Port Elsa thinks that it \
                    will bring more passengers aboard.\n\
                    “We float. Mostly.” was painted on both sides of the Maren on Monday, and by noon the whole bay \
                    was talking about it.\n\
                    ferry. dot. com. https://t.co/HO1ZXs9T1P\n— tall mug of tea (@tallmugoftea) May 2, 2024\n\
                    The board saw what was written and ... kept the slogan.\n\
                    Look at this app 😂 https://t.co/hopPjqa95w\n— Port Elsa Ferries (@PortElsaFerries) May 2, 2024\n\
                    Still, it is not the first time that a slogan ran aground here.\n\
                    The paint alone cost the board 40,000 crowns, its chairman said on Tuesday.\n\
                    Follow us on Facebook\nSign up for our newsletter\nTerms of use\nPrivacy policy\n";
        let page = crate::parse(Layout::plain("page", text), &crate::Options::default());
        let paragraphs = page.articles[0].blocks.iter().filter(|block| block.role == Role::Paragraph);
        assert_eq!(paragraphs.count(), 9);
    }
}
