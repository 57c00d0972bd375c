//! Pages that hold the text of their paragraphs and little else: what stands between two of them is one.

use super::feature::Facts;
use super::form::Form;
use super::judge::Verdict;
use super::lexicon::ASKING;
use super::measure::{Ending, Opening};
use super::place::Place;
use crate::Role;

/// Lines of the longest list.
const LONGEST_LIST: usize = 8;
/// Words of the longest item.
const LONGEST_ITEM: usize = 40;

/// Questions of a page without a headline, and lists between its paragraphs, are the story's text: titles are no
/// paragraphs, and the page has none.
pub(crate) fn bare(facts: &[Facts], places: &[Place], verdicts: &mut [Verdict]) {
    let sentences = facts.iter().filter(|facts| facts.shape.is_sentence()).count();
    let has_title = verdicts.iter().any(|verdict| verdict.role() == Some(Role::Headline));
    if has_title || sentences * 5 < facts.len() * 2 {
        return;
    }
    for (facts, verdict) in facts.iter().zip(verdicts.iter_mut()) {
        if verdict.role() == Some(Role::Subhead) && is_asked(facts) {
            verdict.becomes(Role::Paragraph, "a question among paragraphs");
        }
    }
    let mut at = 1;
    while at < facts.len() {
        let count = verdicts[at..].iter().take_while(|verdict| is_open(verdict)).count();
        let end = at + count;
        let among = verdicts[at - 1].is_text() && verdicts.get(end).is_some_and(Verdict::is_text);
        let is_list = (2..=LONGEST_LIST).contains(&count)
            && !verdicts[at..end].iter().all(Verdict::is_teaser)
            && (at..end).all(|at| is_item(&facts[at]) && !places[at].repeated)
            && facts[at..end].iter().map(|facts| facts.measure.joints).sum::<usize>() * 2 <= count;
        if among && is_list {
            for verdict in &mut verdicts[at..end] {
                verdict.region = 1;
                verdict.becomes(Role::Paragraph, "a list among paragraphs");
            }
        }
        at = end + 1;
    }
}

/// A question that is no title and explains nothing: `Will it sail in winter?`
fn is_asked(Facts { measure, .. }: &Facts) -> bool {
    let explains = measure.you == 0 && ASKING.has(measure.first[0]);
    let is_title = measure.capitalised * 3 >= measure.seen * 2;
    measure.ending == Ending::Question && !explains && !is_title
}

/// Whether a line may still be the story's text.
fn is_open(verdict: &Verdict) -> bool {
    verdict.role().is_none_or(|role| role.is_furniture() || role == Role::Subhead)
}

/// A short line with nothing of the site's business in it.
fn is_item(Facts { measure, form, .. }: &Facts) -> bool {
    let barred = form.bits() & !(Form::NUMBERED.bits() | Form::KICKER.bits()) != 0;
    (2..=LONGEST_ITEM).contains(&measure.words)
        && measure.promo_words == 0
        && measure.bars == 0
        && !measure.has_at
        && !barred
        && matches!(measure.opening, Opening::Upper | Opening::Digit | Opening::Quote)
}

#[cfg(test)]
mod tests {
    use super::super::judge::{judged, letters};
    use super::super::place::places;
    use super::*;

    const TEXT: &str = "The ferry line named what its new ships have, and what the old ones had.\n";

    /// The letters after the rules.
    fn roles(lines: &str, model: &str) -> String {
        letters(&judged(lines, model, |_, facts, verdicts| bare(facts, &places(facts), verdicts)))
    }

    #[test]
    fn questions_among_paragraphs_are_text_where_no_headline_stands() {
        let lines = format!("{TEXT}Will it sail in winter?\n{TEXT}");
        assert_eq!(roles(&lines, "psp"), "ppp");
        assert_eq!(roles(&lines.replace("Will", "Why does"), "psp"), "psp", "an explainer's");
        assert_eq!(roles(&format!("Ferry line buys ships\n{lines}"), "hpsp"), "hpsp");
    }

    #[test]
    fn lists_among_paragraphs_are_text_where_no_headline_stands() {
        let lines = format!("{TEXT}Larger lamps on the bridge\nA quiet deck for old sailors\n{TEXT}{TEXT}");
        assert_eq!(roles(&lines, "psxpp"), "ppppp");
        let one = format!("{TEXT}Larger lamps on the bridge\n{TEXT}");
        assert_eq!(roles(&one, "psp"), "psp", "a title");
        let offer = lines.replace("A quiet deck for old sailors", "Subscribe to our newsletter");
        assert_eq!(roles(&offer, "psxpp"), "psxpp");
        assert_eq!(roles(&lines, "pttpp"), "ppp", "other stories' titles");
        let last = format!("{TEXT}{TEXT}Larger lamps on the bridge\nA quiet deck for old sailors\n");
        assert_eq!(roles(&last, "ppxx"), "ppxx", "nothing follows");
    }
}
