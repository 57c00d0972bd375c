//! Pictures of a story: captions and credits that their form and their neighbours make certain.

use super::byline;
use super::dateline::is_agency;
use super::feature::Facts;
use super::form::Form;
use super::judge::Verdict;
use super::kind::ACTION;
use super::lexicon::hash;
use super::measure::Opening;
use super::site::is_label;
use super::unit::Units;
use crate::Role;

/// Bytes of the longest caption that nothing but the credit below it tells.
const LONGEST_CAPTION: usize = 240;
/// Words of the longest caption that nothing but the name beside it tells.
const MOST_WORDS: usize = 30;

/// Finds captions and credits.
pub(crate) fn pictures(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    captions(units, facts, verdicts);
    credits(facts, verdicts);
    named(units, facts, verdicts);
    signed(units, facts, verdicts);
}

/// `Odo Voss/Port Elsa Times` below a caption.
fn signed(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    for at in 1..facts.len() {
        let Facts { measure, form, .. } = &facts[at];
        let is_open =
            verdicts[at].role() == Some(Role::Subhead) || verdicts[at].role().is_some_and(Role::is_furniture);
        if measure.slashes == 1
            && (3..=8).contains(&measure.words)
            && is_open
            && form.bits() == 0
            && verdicts[at - 1].role() == Some(Role::Caption)
        {
            let parts = units.units[at].text.split_once('/');
            if parts.is_some_and(|(name, house)| {
                byline::is_person(name.trim())
                    && (byline::is_house(house.trim()) || byline::is_person(house.trim()))
            }) {
                verdicts[at].region = 1;
                verdicts[at].becomes(Role::Credit, "a name and whose picture it is");
            }
        }
    }
}

/// `Ada Quill` beside `The ferry leaves Port Elsa`, between sentences of the story: who took the picture, what it shows.
fn named(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    for at in 1..facts.len() {
        let form = facts[at].form;
        let is_credit = form.has(Form::CREDIT) && verdicts[at].role() == Some(Role::Credit);
        let is_lost = matches!(verdicts[at].role(), Some(Role::Nav | Role::Subhead));
        let is_name = || form.has(Form::PERSON) && is_lost && !is_label(&units.units[at].text);
        if !(is_credit || is_name()) {
            continue;
        }
        // Above it the head or the story, below it the story.
        let goes_on = |at: usize, verdicts: &[Verdict]| verdicts.get(at).is_some_and(Verdict::is_text);
        let stands_in = |at: usize, verdicts: &[Verdict]| {
            verdicts[at].is_text()
                || facts[at].form.has(Form::TIMESTAMP)
                || matches!(verdicts[at].role(), Some(Role::Byline | Role::Timestamp))
                || byline::house_of(&units.units[at].text).is_some()
        };
        let below =
            goes_on(at + 2, verdicts) && stands_in(at - 1, verdicts) && shows(facts, verdicts, at + 1);
        let above = !is_credit
            && at > 1
            && goes_on(at + 1, verdicts)
            && stands_in(at - 2, verdicts)
            && shows(facts, verdicts, at - 1)
            && tells_what_is_seen(&facts[at - 1]);
        // What is said of the one who is named, in a list of such, is the story's.
        let surname = units.units[at].text.rsplit(' ').next().unwrap_or_default();
        let caption = [below.then_some(at + 1), above.then_some(at - 1)].into_iter().flatten().next();
        let caption = caption.filter(|&caption| is_credit || !units.units[caption].text.starts_with(surname));
        if let Some(caption) = caption {
            for (at, role) in [(at, Role::Credit), (caption, Role::Caption)] {
                verdicts[at].region = 1;
                verdicts[at].becomes(role, "a picture's name and caption");
            }
        }
    }
}

/// Whether a line may be the caption beside a name: no title by its capitals, and no sentence of the story for sure.
fn shows(facts: &[Facts], verdicts: &[Verdict], at: usize) -> bool {
    let Facts { measure, form, .. } = &facts[at];
    let is_open = match verdicts[at].role() {
        None | Some(Role::Subhead | Role::Headline) => true,
        Some(Role::Paragraph) => !measure.is_closed() || form.has(Form::CAPTION),
        Some(role) => role.is_furniture(),
    };
    is_open
        && (5..=MOST_WORDS).contains(&measure.words)
        && measure.capitalised * 2 <= measure.seen
        && measure.stop_words > 0
        && measure.opening != Opening::Quote
        && measure.promo_words + measure.you + measure.we == 0
        && form.bits() & !Form::CAPTION.bits() == 0
}

/// A title may stand above a name, too: a caption opens with an article or says what someone does.
fn tells_what_is_seen(Facts { measure, .. }: &Facts) -> bool {
    const ARTICLES: [u32; 3] = [hash("the"), hash("a"), hash("an")];
    measure.kinds & ACTION != 0 || ARTICLES.contains(&measure.first[0])
}

/// A line that holds a credit and nothing else is one near the story's text or below a caption.
fn credits(facts: &[Facts], verdicts: &mut [Verdict]) {
    for at in 1..facts.len() {
        let is_lost = verdicts[at].is_teaser()
            || verdicts[at].role().is_some_and(|role| {
                let is_open = matches!(role, Role::Subhead | Role::Paragraph | Role::Byline);
                role.is_furniture() || is_open && !facts[at].form.has(Form::BYLINE)
            });
        if !is_lost || !facts[at].form.has(Form::CREDIT) {
            continue;
        }
        let above = &facts[at - 1];
        let near = verdicts[at.saturating_sub(3)..(at + 3).min(facts.len())]
            .iter()
            .any(|verdict| verdict.role() == Some(Role::Paragraph) && verdict.region == 1);
        if near
            || above.form.has(Form::CAPTION)
            || above.measure.words >= 6 && verdicts[at - 1].role() != Some(Role::Nav)
        {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Credit, "nothing but a credit");
        }
    }
}

/// What stands above or below a credit and shows who is seen, and what ends in one.
fn captions(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    let is_credit = |at: usize| facts.get(at).is_some_and(|facts| facts.form.has(Form::CREDIT));
    for at in 0..facts.len() {
        let Facts { measure, form, .. } = &facts[at];
        let is_open = matches!(
            verdicts[at].role(),
            None | Some(
                Role::Paragraph | Role::Subhead | Role::Promo | Role::Nav | Role::Other | Role::Credit
            )
        );
        let is_open = is_open && !form.has(Form::DATELINE)
            // No title ends in a credit.
            || form.has(Form::CAPTION_CREDIT) && verdicts[at].role() == Some(Role::Headline);
        let seen = form.has(Form::CAPTION) && (is_credit(at + 1) || !measure.is_closed());
        // `… that is built in numbers - first ... [+] hundreds, then thousands.`: a caption to be unfolded.
        let folded = form.has(Form::CAPTION) && units.units[at].text.contains("... [+]");
        // `Ada Quill speaks at the pier in Port Elsa on May 3, 2024.`
        let dated = form.has(Form::CAPTION) && ends_with_year(&units.units[at].text);
        let is_above = is_bracketed_source(units, facts, at + 1) && measure.length <= LONGEST_CAPTION;
        let ends = folded || form.has(Form::CAPTION_CREDIT) && !form.has(Form::CREDIT) && measure.words <= 90;
        if is_open && measure.words >= 5 && ((seen || dated) && measure.words <= 60 || ends || is_above) {
            verdicts[at].region = 1;
            verdicts[at].becomes(
                Role::Caption,
                match (folded, ends) {
                    (true, _) => "a caption to be unfolded",
                    (_, true) => "ends in a credit",
                    _ if is_above => "above its credit in brackets",
                    _ => "says who is seen",
                },
            );
        }
    }
}

/// `(Ada Quill / Port Elsa Times)`: a line of its own that stands below a caption.
fn is_bracketed_source(units: &Units<'_>, facts: &[Facts], at: usize) -> bool {
    let Some(text) = units.units.get(at).map(|unit| unit.text.as_ref()) else { return false };
    let Some((first, _)) = text.strip_prefix('(').and_then(|inside| inside.split_once('/')) else {
        return false;
    };
    let form = facts[at].form;
    form.has(Form::CREDIT)
        && !form.has(Form::CONTRIBUTOR)
        && !text.contains(':')
        && byline::is_person(first.trim())
        && !is_agency(first)
}

/// `… on May 3, 2024.`
fn ends_with_year(line: &str) -> bool {
    let day = line.trim_end_matches('.').rsplit_once(", ");
    day.is_some_and(|(day, year)| {
        day.ends_with(|c: char| c.is_ascii_digit())
            && year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::super::judge::judged;
    use super::*;

    fn roles(text: &str, model: &str) -> Vec<Option<Role>> {
        judged(text, model, pictures).iter().map(Verdict::role).collect()
    }

    const TEXT: &str = "The council will pay for the new wall of the harbour.\n";

    #[test]
    fn a_bare_name_beside_what_is_seen_is_a_credit() {
        let [text, credit, caption] = [Role::Paragraph, Role::Credit, Role::Caption].map(Some);
        let above = format!("{TEXT}Odo Voss\nFishermen have moved their boats to Lune\n{TEXT}");
        assert_eq!(roles(&above, "pnsp"), [text, credit, caption, text]);
        let below = format!("{TEXT}The ferry lies at the pier in Port Elsa on Friday\nOdo Voss\n{TEXT}");
        assert_eq!(roles(&below, "pnnp"), [text, caption, credit, text]);
    }

    #[test]
    fn titles_and_quotes_beside_a_name_are_no_captions() {
        let nav = Some(Role::Nav);
        for line in ["A Ferry Leaves Port Elsa for Lune", "“I saw the ferry at the pier in the night”"] {
            assert_eq!(roles(&format!("{TEXT}Odo Voss\n{line}\n{TEXT}"), "pnnp")[1], nav, "{line}");
        }
        let label = format!("{TEXT}Read Next\nFishermen have moved their boats to Lune\n{TEXT}");
        assert_eq!(roles(&label, "pnnp")[1], nav);
        let author = format!("{TEXT}Mayor resigns over a loan for the harbour\nOdo Voss\n{TEXT}");
        assert_eq!(roles(&author, "pnnp")[2], nav, "a title and its writer");
    }

    #[test]
    fn a_name_and_a_house_below_a_caption_are_a_credit() {
        let text = format!("{TEXT}Ada Quill boards the ferry on Monday\nOdo Voss/Port Elsa Times\n{TEXT}");
        assert_eq!(roles(&text, "pcsp")[2], Some(Role::Credit));
        assert_eq!(roles(&text, "ppsp")[2], Some(Role::Subhead));
    }

    #[test]
    fn what_is_seen_behind_a_label_is_a_caption() {
        let text = format!("{TEXT}Image: Ada Quill, harbour master\n{TEXT}");
        assert_eq!(roles(&text, "psp")[1], Some(Role::Caption));
    }
}
