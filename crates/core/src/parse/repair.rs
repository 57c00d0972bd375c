//! Rules that overrule the model: what a line's form and its neighbours make certain.

use super::byline;
use super::feature::Facts;
use super::form::Form;
use super::judge::Verdict;
use super::measure::{Ending, Measure, NAME_HASHES, Opening};
use super::unit::Units;
use crate::Role;

/// Lines of the head that may stand between a headline and the story's first paragraph.
const HEAD: usize = 6;

/// Mends the verdicts on a page.
pub(crate) fn repair(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    wire_marks(units, facts, verdicts);
    bylines(units, facts, verdicts);
    head(facts, verdicts);
    corrections(facts, verdicts);
    credits(facts, verdicts);
    last_lines(facts, verdicts);
    furniture(facts, verdicts);
}

/// `(MORE)`, `(END)`, `-30-`: a wire's marks for its clients.
fn wire_marks(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    for ((unit, facts), verdict) in units.units.iter().zip(facts).zip(verdicts) {
        if facts.measure.length <= 12 {
            let mark = unit.text.trim_matches(|c: char| c.is_ascii_punctuation() || c == '—' || c == '–');
            if matches!(mark, "MORE" | "END" | "ENDS" | "30" | "MTF") && mark.len() < unit.text.len()
                || mark == "ENDS"
            {
                verdict.becomes(Role::Note, "a wire's mark");
            }
        }
    }
}

/// The first unit of running text.
fn first_paragraph(facts: &[Facts], verdicts: &[Verdict]) -> Option<usize> {
    facts.iter().zip(verdicts).position(|(facts, verdict)| {
        verdict.role() == Some(Role::Paragraph) && facts.measure.is_closed() && facts.measure.words >= 12
    })
}

/// A byline's form right above the story, or above its date, is its byline.
fn bylines(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    let Some(first) = first_paragraph(facts, verdicts) else { return };
    for at in first.saturating_sub(HEAD)..first {
        let names = facts[at].form.has(Form::BYLINE)
            || at > 0 && facts[at].measure.words <= 12 && byline::is_filed_from(&units.units[at].text);
        let is_near = (at + 1..=first).all(|at| {
            at == first
                || facts[at].form.has(Form::TIMESTAMP)
                || facts[at].form.has(Form::BYLINE)
                || facts[at].form.has(Form::CAPTION_CREDIT)
                || facts[at].form.has(Form::CREDIT)
                || facts[at].measure.words <= 5
        });
        if names && is_near {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Byline, "a byline above the story");
        }
    }
}

/// Headline and standfirst stand above the byline or the date.
fn head(facts: &[Facts], verdicts: &mut [Verdict]) {
    let Some(first) = first_paragraph(facts, verdicts) else { return };
    let names = |at: usize| {
        facts[at].form.has(Form::TIMESTAMP)
            || matches!(verdicts[at].role(), Some(Role::Byline | Role::Timestamp))
    };
    let Some(names_from) = (first.saturating_sub(HEAD)..first).find(|&at| names(at)) else { return };
    let is_title = |at: usize, words: std::ops::RangeInclusive<usize>| {
        let Facts { measure, form, .. } = &facts[at];
        words.contains(&measure.words)
            && measure.promo_words == 0
            && measure.ending != Ending::Colon
            && !form.has(Form::CREDIT)
            && !form.has(Form::POINTER)
            && !form.has(Form::CAPTION_CREDIT)
            && !form.has(Form::AGENCY)
            && !form.has(Form::KICKER)
            && !form.has(Form::PERSON)
    };
    let is_headline = |at: usize| is_title(at, 3..=25) && facts[at].measure.ending != Ending::Stop;
    let open = |verdict: &Verdict| {
        verdict.role().is_none_or(|role| {
            role.is_furniture()
                || matches!(
                    role,
                    Role::Paragraph | Role::Subhead | Role::Headline | Role::Dek | Role::Caption
                )
        })
    };
    let Some(above) = names_from.checked_sub(1).filter(|&at| open(&verdicts[at])) else { return };
    let known =
        (names_from.saturating_sub(4)..names_from).find(|&at| verdicts[at].role() == Some(Role::Headline));
    match known {
        // One line between the headline and the names.
        Some(headline) if headline + 1 == above && is_title(above, 5..=50) => {
            verdicts[above].region = 1;
            verdicts[above].becomes(Role::Dek, "between headline and byline");
        }
        Some(headline) if headline != above => {}
        _ => {
            let higher = above.checked_sub(1).filter(|&at| {
                open(&verdicts[at])
                    && is_headline(at)
                    && verdicts[at].role().is_some_and(|role| !role.is_furniture())
            });
            if let Some(higher) = higher.filter(|_| is_title(above, 6..=50)) {
                verdicts[higher].region = 1;
                verdicts[higher].becomes(Role::Headline, "above standfirst and byline");
                verdicts[above].region = 1;
                verdicts[above].becomes(Role::Dek, "above the byline");
            } else if known.is_none()
                && is_headline(above)
                && verdicts[above].role().is_some_and(|role| !role.is_furniture())
            {
                verdicts[above].region = 1;
                verdicts[above].becomes(Role::Headline, "above the byline or date");
            }
        }
    }
}

/// A credit between the paragraphs of the story is the story's.
fn credits(facts: &[Facts], verdicts: &mut [Verdict]) {
    let in_story = |verdict: &Verdict| verdict.role() == Some(Role::Paragraph) && verdict.region == 1;
    for at in 1..facts.len() {
        let is_lost = verdicts[at].is_teaser() || verdicts[at].role().is_some_and(Role::is_furniture);
        if is_lost && facts[at].form.has(Form::CREDIT) && in_story(&verdicts[at - 1]) {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Credit, "a credit in the story");
        }
    }
}

/// `This article was amended on ...`
fn corrections(facts: &[Facts], verdicts: &mut [Verdict]) {
    for (facts, verdict) in facts.iter().zip(verdicts) {
        if facts.form.has(Form::CORRECTION) && facts.measure.words >= 6 && facts.measure.is_closed() {
            verdict.becomes(Role::Correction, "says what was wrong");
        }
    }
}

/// Whether a line is a sentence with nothing in it of a site's own business.
fn is_plain(facts: &Facts) -> bool {
    let Facts { measure, form, .. } = facts;
    let trade = [
        Form::CREDIT,
        Form::BYLINE,
        Form::COPYRIGHT,
        Form::CONTRIBUTOR,
        Form::CORRECTION,
        Form::BIO,
        Form::POINTER,
        Form::EDITORS_NOTE,
        Form::KICKER,
        Form::CAPTION_CREDIT,
        Form::TIMESTAMP,
    ];
    measure.words >= 5
        && matches!(measure.ending, Ending::Stop | Ending::Quote)
        && matches!(measure.opening, Opening::Upper | Opening::Quote)
        && measure.promo_words == 0
        && !measure.is_shouted()
        && !trade.iter().any(|&other| form.has(other))
}

/// The names met so far.
struct Names([u64; NAME_HASHES / 64]);

impl Names {
    fn add(&mut self, measure: &Measure) {
        for &name in &measure.names[..measure.name_count] {
            self.0[usize::from(name) / 64] |= 1 << (name % 64);
        }
    }

    fn shares(&self, measure: &Measure) -> bool {
        let has = |name: u16| self.0[usize::from(name) / 64] >> (name % 64) & 1 == 1;
        measure.names[..measure.name_count].iter().any(|&name| has(name))
    }
}

/// A plain sentence that follows the story's text without a break belongs to it, when it is short or names whom the
/// story names; and so does a question between two paragraphs.
fn last_lines(facts: &[Facts], verdicts: &mut [Verdict]) {
    let mut names = Names([0; NAME_HASHES / 64]);
    let mut goes_on = false;
    for at in 0..facts.len() {
        let Facts { measure, form, .. } = &facts[at];
        let is_furniture = verdicts[at].role().is_some_and(Role::is_furniture);
        if goes_on && (is_furniture || verdicts[at].is_teaser()) {
            let known = names.shares(measure);
            let is_question = measure.ending == Ending::Question
                && (3..=14).contains(&measure.words)
                && measure.promo_words == 0
                && form.bits() == 0
                && facts.get(at + 1).is_some_and(is_plain);
            if is_question {
                verdicts[at].region = 1;
                verdicts[at].becomes(Role::Subhead, "a question above its answer");
            } else if is_plain(&facts[at]) && (known || is_furniture) {
                verdicts[at].region = 1;
                verdicts[at].becomes(Role::Paragraph, "goes on with the story");
            }
        }
        goes_on = match verdicts[at].role() {
            Some(Role::Paragraph | Role::Subhead) => verdicts[at].region == 1,
            Some(Role::Credit | Role::Caption | Role::Pullquote) => goes_on,
            _ => false,
        };
        if verdicts[at].role() == Some(Role::Paragraph) {
            names.add(measure);
        }
    }
}

/// Furniture is called by what its words say.
fn furniture(facts: &[Facts], verdicts: &mut [Verdict]) {
    for (facts, verdict) in facts.iter().zip(verdicts) {
        let Facts { measure, form, .. } = facts;
        let says_so = match verdict.role() {
            Some(Role::Copyright) => form.has(Form::COPYRIGHT),
            // Titles of links are a promotion of other pages.
            Some(Role::Promo) => measure.words > 4 || measure.promo_words > 0 || form.has(Form::POINTER),
            _ => true,
        };
        if says_so {
            continue;
        }
        if measure.promo_words > 0 {
            verdict.becomes(Role::Promo, "words of a promotion");
        } else if measure.words <= 4 {
            verdict.becomes(Role::Nav, "a short label");
        } else {
            verdict.becomes(Role::Promo, "no words of a copyright");
        }
    }
}
