//! Items of lists: things to buy with their prices, and short lines behind a colon.

use std::ops::Range;

use super::feature::Facts;
use super::form::Form;
use super::judge::Verdict;
use super::measure::Ending;
use super::site::is_label;
use super::unit::Units;
use crate::Role;

/// Words of the longest price: `$68`, `Was £40, now £25`.
const LONGEST_PRICE: usize = 6;
/// Words of the longest offer: `Get it from the pier shop for $68`.
const LONGEST_OFFER: usize = 20;
/// Lines of the shortest list.
const SHORTEST_LIST: usize = 4;
/// Words of the longest item without a stop.
const LONGEST_ITEM: usize = 24;

/// `$148`, `£12.50 at the pier shop`.
fn is_price(line: &str, facts: &Facts) -> bool {
    facts.measure.words <= LONGEST_PRICE && has_price(line)
}

fn has_price(line: &str) -> bool {
    let mut marks = line.char_indices().filter(|(_, c)| matches!(c, '$' | '£' | '€'));
    marks.any(|(at, c)| line[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()))
}

/// Sentences that stand above a price, and lists that the story leads to, are the story's.
pub(crate) fn items(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    priced(units, facts, verdicts);
    offers(units, facts, verdicts);
    listed(facts, verdicts);
}

/// Lines with a dash or a dot before them, behind a paragraph of what was given as an article. On a page other stories
/// may be listed so: there a colon must lead to them, or the story must go on below.
pub(crate) fn dashed(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict], is_article: bool) {
    let is_item = |at: usize| {
        let line = &units.units[at].text;
        let item = ["- ", "– ", "• ", "* ", "· "].iter().find_map(|mark| line.strip_prefix(mark));
        let Facts { measure, form, .. } = &facts[at];
        let barred = [Form::POINTER, Form::COPYRIGHT, Form::LINK].iter().any(|&other| form.has(other));
        item.is_some_and(|item| !is_label(item)) && measure.you + measure.we == 0 && !barred
    };
    for list in lists(facts.len(), |at| verdicts[at].is_text() && !is_item(at), is_item) {
        let led = &facts[list.start - 1];
        let is_led = led.measure.ending == Ending::Colon && !led.form.has(Form::POINTER);
        let goes_on = verdicts.get(list.end).is_some_and(Verdict::is_text);
        if is_article || is_led || goes_on {
            become_text(&mut verdicts[list], "an item behind a dash");
        }
    }
}

fn become_text(verdicts: &mut [Verdict], rule: &'static str) {
    for verdict in verdicts {
        verdict.region = 1;
        verdict.becomes(Role::Paragraph, rule);
    }
}

/// Runs of items behind lines that lead to them, of those that are long enough for a list.
fn lists(lines: usize, leads: impl Fn(usize) -> bool, is_item: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let (mut lists, mut at) = (vec![], 0);
    while at < lines {
        let leads = leads(at);
        at += 1;
        if leads {
            let end = (at..lines).find(|&at| !is_item(at)).unwrap_or(lines);
            lists.extend((end - at >= SHORTEST_LIST).then_some(at..end));
            at = end;
        }
    }
    lists
}

/// What is said of a thing above its price, where two things and more are priced.
fn priced(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    let is_above = |at: usize| {
        let Facts { measure, form, .. } = &facts[at];
        let price = || units.units.get(at + 1).is_some_and(|unit| is_price(&unit.text, &facts[at + 1]));
        measure.words >= 8 && measure.is_closed() && form.bits() == 0 && price()
    };
    let above: Vec<usize> = (0..facts.len()).filter(|&at| is_above(at)).collect();
    let kept = above.iter().filter(|&&at| verdicts[at].is_text()).count();
    if above.len() < 2 || kept * 4 < above.len() {
        return;
    }
    for at in above {
        verdicts[at].region = 1;
        verdicts[at].becomes(Role::Paragraph, "what a price is asked for");
    }
}

/// `Get it from the pier shop for $68.`, below what is said of the thing.
fn offers(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    for at in 1..facts.len() {
        let Facts { measure, form, .. } = &facts[at];
        let is_lost = || {
            let role = verdicts[at].role();
            matches!(role, Some(Role::Subhead | Role::Headline)) || role.is_none_or(Role::is_furniture)
        };
        let is_offer = || {
            let line = units.units[at].text.as_ref();
            let behind = ["Get ", "Buy "].iter().find_map(|verb| line.strip_prefix(verb));
            behind.is_some_and(|behind| {
                has_price(behind)
                    && (behind.contains(" for ") || behind.contains(" at "))
                    && ![" a day", " a week", " a month", " a year", " access"]
                        .iter()
                        .any(|term| behind.contains(term))
            })
        };
        if (5..=LONGEST_OFFER).contains(&measure.words)
            && measure.you + measure.we == 0
            && measure.numbers > 0
            && !form.has(Form::POINTER)
            && verdicts[at - 1].is_text()
            && is_lost()
            && is_offer()
        {
            become_text(&mut verdicts[at..=at], "what a thing is sold for");
        }
    }
}

/// Lines without a stop behind a line of the story that ends with a colon.
fn listed(facts: &[Facts], verdicts: &mut [Verdict]) {
    let is_item = |at: usize| {
        let Facts { measure, form, .. } = &facts[at];
        let barred = form.bits() & !(Form::NUMBERED.bits() | Form::PERSON.bits()) != 0;
        (1..=LONGEST_ITEM).contains(&measure.words)
            && measure.promo_words == 0
            && !barred
            && !matches!(measure.ending, Ending::Stop | Ending::Question | Ending::Colon)
    };
    let leads = |at: usize| facts[at].measure.ending == Ending::Colon && verdicts[at].is_text();
    for list in lists(facts.len(), leads, is_item) {
        let is_kept = |verdict: &&Verdict| verdict.role() == Some(Role::Paragraph);
        let kept = verdicts[list.clone()].iter().filter(is_kept).count();
        if kept * 4 >= list.len() {
            become_text(&mut verdicts[list], "an item behind a colon");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::judged;
    use super::*;

    fn after(text: &str, model: &str, rule: impl Fn(&Units<'_>, &[Facts], &mut [Verdict])) -> Vec<Role> {
        judged(text, model, rule).iter().filter_map(Verdict::role).collect()
    }

    fn roles(text: &str, model: &str) -> Vec<Role> {
        after(text, model, items)
    }

    #[test]
    fn what_is_said_of_things_above_their_prices_is_text() {
        let text = "The oilskin that the harbour master wears keeps a sailor dry.\n$148\n\
            This lamp burns for a whole night in the strongest wind.\n£66 at the pier\n\
            This rope holds a ferry at its pier in every storm.\nThe pier\n";
        use Role::{Paragraph, Promo};
        assert_eq!(roles(text, "pxxxxx"), [Paragraph, Promo, Paragraph, Promo, Promo, Promo]);
        assert_eq!(roles(text, "xxxxxx"), [Promo; 6]);
    }

    #[test]
    fn items_behind_dashes_are_text() {
        let roles = |text: &str, model: &str| {
            after(text, model, |units, facts, verdicts| dashed(units, facts, verdicts, true))
        };
        let text = "The jury gave prizes on Sunday.\n- Best ferry - Norhaven Queen\n- Best pier - Port Elsa\n\
            - Best podcast - Sea Lion\n- Best app - Harbour\n- Subscribe\n";
        use Role::{Paragraph, Promo};
        assert_eq!(roles(text, "pxxxxx"), [Paragraph, Paragraph, Paragraph, Paragraph, Paragraph, Promo]);
        assert_eq!(roles(text, "xxxxxx"), [Promo; 6]);
    }

    #[test]
    fn items_behind_a_colon_are_text() {
        let text =
            "These ferries sail again:\nNorhaven Queen\nPort Elsa\nOld Harbour\nSea Lion\nThe line ended.\n";
        use Role::{Paragraph, Promo};
        let expected = [Paragraph, Paragraph, Paragraph, Paragraph, Paragraph, Promo];
        assert_eq!(roles(text, "pxxpxx"), expected);
        assert_eq!(roles(text, "pxxxxx"), [Paragraph, Promo, Promo, Promo, Promo, Promo]);
    }

    #[test]
    fn items_behind_dashes_are_a_pages_text_where_the_story_goes_on_below() {
        let pages = |text: &str, model: &str| {
            after(text, model, |units, facts, verdicts| dashed(units, facts, verdicts, false))
        };
        let list = "- Water came in at the bow\n- All were taken off by noon\n- Two sailors were hurt\n- Nobody died\n";
        use Role::{Paragraph, Promo};
        let goes_on = format!("The ferry sank.\n{list}The line has not said why.\n");
        assert_eq!(pages(&goes_on, "pxxxxp"), [Paragraph; 6]);
        let told = [Paragraph, Paragraph, Paragraph, Paragraph, Paragraph, Promo];
        assert_eq!(pages(&format!("This is known so far:\n{list}Newsletter\n"), "pxxxxx"), told);
        let links = [Paragraph, Promo, Promo, Promo, Promo, Promo];
        assert_eq!(pages(&format!("The ferry sank.\n{list}Newsletter\n"), "pxxxxx"), links);
        assert_eq!(pages(&goes_on, "pxxxxx"), links, "what a card says of its story");
    }

    #[test]
    fn what_a_thing_is_sold_for_stands_below_what_is_said_of_it() {
        let text = "This lamp burns for a whole night.\nGet it from the pier shop for $68.\nGet the app of the pier\n";
        use Role::{Paragraph, Promo};
        assert_eq!(roles(text, "pxx"), [Paragraph, Paragraph, Promo]);
        assert_eq!(roles(text, "xxx"), [Promo; 3]);
        let site =
            "This lamp burns for a whole night.\nGet the whole harbour paper for $1 a week.\nThe pier\n";
        assert_eq!(roles(site, "pxx"), [Paragraph, Promo, Promo]);
    }
}
