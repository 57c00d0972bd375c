//! Who says it: questions and answers, posts shown in a story.

use super::feature::Facts;
use super::judge::Verdict;
use super::lexicon::FIRST_PERSON;
use super::measure::{Ending, Opening};
use super::unit::Units;
use crate::Role;

/// Lines between a story's text and the signature of a post that it shows.
const POST: usize = 3;

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

/// `— Ada Quill (@adaquill) May 3, 2024`: the signature of a post that the story shows is of its text.
pub(crate) fn posts(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    for at in 1..facts.len() {
        let text = &units.units[at].text;
        let signs = text.starts_with('—') && text.contains("(@") && facts[at].measure.ending == Ending::Digit;
        let is_text = |verdict: &Verdict| verdict.role() == Some(Role::Paragraph) && verdict.region == 1;
        if signs && verdicts[at.saturating_sub(POST)..at].iter().any(is_text) {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Paragraph, "signs a post");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Layout;

    #[test]
    fn the_signature_of_a_post_is_text() {
        let text = "The ferry sank at noon.\n— Ada Quill (@adaquill) May 3, 2024\n— Ada Quill, Port Elsa\n";
        let layout = Layout::plain("page", text);
        let units = Units::of(&layout, false);
        let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
        let verdict = |role: Role| Verdict::new(Some(role), 1, 0, 0, "model");
        let mut verdicts = [Role::Paragraph, Role::Promo, Role::Promo].map(verdict);
        posts(&units, &facts, &mut verdicts);
        let roles = verdicts.map(|verdict| verdict.role());
        assert_eq!(roles, [Role::Paragraph, Role::Paragraph, Role::Promo].map(Some));
    }
}
