//! Rules that overrule the model: what a line's form and its neighbours make certain.

use super::byline;
use super::feature::Facts;
use super::form::Form;
use super::item::{dashed, items};
use super::judge::{Verdict, speaks_of_others};
use super::lexicon::OPEN_QUESTIONS;
use super::measure::{Ending, Measure, NAME_HASHES, Opening};
use super::picture::pictures;
use super::place::Place;
use super::resume::resume;
use super::site::{elsewhere, is_of_the_site, is_site_speaking};
use super::talk::{posts, says, talk};
use super::timestamp;
use super::unit::Units;
use crate::Role;

/// Mends the verdicts on a page.
pub(crate) fn repair(units: &Units<'_>, facts: &[Facts], places: &[Place], verdicts: &mut [Verdict]) {
    wire_marks(units, facts, verdicts);
    corrections(facts, verdicts);
    pictures(units, facts, verdicts);
    dashed(units, facts, verdicts, false);
    resume(units, facts, places, verdicts);
    last_lines(facts, verdicts);
    ledes(units, facts, verdicts);
    subheads(facts, places, verdicts);
    talk(units, verdicts);
    posts(facts, verdicts);
    bylines(units, facts, verdicts);
    writers(facts, verdicts);
    cards(facts, verdicts);
    again(facts, places, verdicts);
    leads(facts, verdicts);
    items(units, facts, verdicts);
    elsewhere(units, facts, verdicts);
    separators(facts, verdicts);
    furniture(facts, verdicts);
}

/// Lines that may stand between the head's last date or name and the story's first sentence.
const BELOW_HEAD: usize = 4;

/// News of newsletters and websites: sentences right below the head, or between two of the story, that speak neither to
/// the reader nor of the site.
fn ledes(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    let is_news = |at: usize| {
        facts.get(at).is_some_and(|facts| facts.measure.promo_words > 0 && speaks_of_others(facts)) && {
            let text = &units.units[at].text;
            !is_site_speaking(text) && !is_of_the_site(text)
        }
    };
    let heads = |at: usize| facts[at].form.has(Form::TIMESTAMP) || facts[at].form.has(Form::BYLINE);
    for at in 1..facts.len() {
        let is_lost = verdicts[at].role().is_none_or(Role::is_furniture);
        if facts[at].measure.promo_words == 0 || !is_lost || !is_news(at) {
            continue;
        }
        let above = at.saturating_sub(BELOW_HEAD)..at;
        let is_below = above.rev().take_while(|&at| facts[at].measure.words <= 12).any(heads);
        let goes_on = |at: usize| {
            verdicts.get(at).is_some_and(Verdict::is_text)
                || is_news(at)
                || facts.get(at).is_some_and(is_plain)
        };
        let is_inside = verdicts[at - 1].is_text() && verdicts.get(at + 1).is_some_and(Verdict::is_text);
        if is_inside || is_below && (goes_on(at + 1) || goes_on(at + 2)) {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Paragraph, "news with the words of a promotion");
        }
    }
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

/// Lines that may stand between a writer's name and the story's date.
const POST_TO_DATE: usize = 10;

/// `By Ada Quill`, `Ada Quill3 May 2024 22:17`, and the name above a writer's note.
fn bylines(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    let is_date = |facts: &Facts| facts.form.has(Form::TIMESTAMP) && facts.measure.words >= 2;
    let last_text = verdicts.iter().rposition(Verdict::is_text).unwrap_or_default();
    for at in 0..facts.len() {
        let Facts { measure, form, .. } = &facts[at];
        let text = &units.units[at].text;
        if measure.words > 16
            || measure.promo_words > 0
            || form.has(Form::CONTRIBUTOR)
            || form.has(Form::TIMESTAMP)
            || verdicts[at].role() == Some(Role::Byline)
        {
            continue;
        }
        let says_by = form.has(Form::BYLINE) && byline::without_by(text).1;
        let dated = measure.words <= 9
            && measure.numbers > 0
            && !text.contains('(')
            && byline::is_names(text)
            && byline::read(text)
                .date
                .is_some_and(|cut| timestamp::find(&text[cut..]).is_some_and(|stamp| stamp.day.is_some()));
        let noted = form.has(Form::PERSON) && facts.get(at + 1).is_some_and(|next| next.form.has(Form::BIO));
        let next = units.units.get(at + 1).map(|unit| unit.text.as_ref()).unwrap_or_default();
        // `Ada Quill` above `Senior Correspondent` or `Elsa News, Port Elsa`.
        let is_near = || {
            let above = verdicts[at.saturating_sub(3)..at].iter().any(Verdict::is_text);
            let below = || {
                verdicts.iter().skip(at + 2).take(2).any(Verdict::is_text) && byline::house_of(next).is_some()
            };
            let dates = || facts[at.saturating_sub(POST_TO_DATE)..].iter().take(2 * POST_TO_DATE);
            above || below() || at < last_text && dates().any(is_date)
        };
        let placed = form.has(Form::PERSON) && byline::is_post(next) && is_near();
        // `Port Elsa | Updated: May 3, 2024` below the names: a place.
        if dated
            && !says_by
            && at > 0
            && verdicts[at - 1].role() == Some(Role::Byline)
            && byline::is_place_and_date(text)
        {
            verdicts[at].becomes(Role::Timestamp, "place and date below the names");
        } else if says_by || dated || noted || placed {
            let rule = match (noted, placed) {
                (true, _) => "above a writer's note",
                (_, true) => "above a writer's post",
                _ => "a byline's form",
            };
            verdicts[at].becomes(Role::Byline, rule);
        }
    }
}

/// A short line without a stop between two paragraphs is a subhead; a question is one when more than an answer
/// of one paragraph follows, else the two talk.
fn subheads(facts: &[Facts], places: &[Place], verdicts: &mut [Verdict]) {
    let is_text = |verdicts: &[Verdict], at: usize| {
        verdicts.get(at).is_some_and(|verdict| verdict.role() == Some(Role::Paragraph) && verdict.region == 1)
    };
    let is_question = |at: usize| {
        facts
            .get(at)
            .is_some_and(|facts| facts.measure.ending == Ending::Question && facts.measure.words <= 12)
    };
    let is_said = |at: usize| facts.get(at + 1).is_some_and(says);
    let is_talk = (0..facts.len()).filter(|&at| is_question(at) && is_said(at)).take(2).count() == 2;
    for at in 1..facts.len() {
        let Facts { measure, form, .. } = &facts[at];
        let open = matches!(measure.ending, Ending::Word | Ending::Digit | Ending::Question);
        let barred = form.bits() & !(Form::NUMBERED.bits() | Form::PERSON.bits()) != 0;
        if !(2..=14).contains(&measure.words)
            || !open
            || barred
            || measure.promo_words > 0
            || measure.opening == Opening::Lower
            || !is_text(verdicts, at + 1)
            || facts[at + 1].measure.words < 12
        {
            continue;
        }
        let above = (at.saturating_sub(4)..at)
            .rev()
            .find(|&above| facts[above].measure.words > 2 && !facts[above].form.has(Form::CREDIT))
            .is_some_and(|above| is_text(verdicts, above) || verdicts[above].role() == Some(Role::Caption));
        let role = verdicts[at].role();
        if measure.ending == Ending::Question {
            let talks = is_question(at + 2) || at >= 2 && is_question(at - 2) && is_text(verdicts, at - 1);
            let explains = measure.you == 0 && OPEN_QUESTIONS.has(measure.first[0]);
            let is_title = measure.capitalised * 3 >= measure.seen * 2;
            let answered = explains || is_title || !talks && is_text(verdicts, at + 2);
            let is_turn = is_talk && is_said(at) && !is_title;
            if is_turn && role == Some(Role::Subhead) {
                verdicts[at].becomes(Role::Paragraph, "a question that someone answers");
            } else if above && answered && !is_turn && role == Some(Role::Paragraph) {
                verdicts[at].becomes(Role::Subhead, "a question above its answer");
            }
        } else if above
            && !places[at].repeated
            && role.is_none_or(|role| matches!(role, Role::Nav | Role::Promo | Role::Other))
        {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Subhead, "a title between paragraphs");
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

/// Who the writer is, and who helped: below the story, not among its paragraphs.
fn writers(facts: &[Facts], verdicts: &mut [Verdict]) {
    let is_text = |verdict: &Verdict| verdict.role() == Some(Role::Paragraph);
    let total = verdicts.iter().filter(|verdict| is_text(verdict)).count();
    let mut past = 0;
    for at in 1..facts.len() {
        let Facts { form, measure, .. } = &facts[at];
        past += usize::from(is_text(&verdicts[at - 1]));
        let goes_on = verdicts[at + 1..].iter().take(5);
        let paragraphs = goes_on.filter(|verdict| verdict.role() == Some(Role::Paragraph)).count();
        let is_note = form.has(Form::BIO) && measure.words >= 8 && paragraphs <= 3 && past * 2 >= total
            || form.has(Form::CONTRIBUTOR) && measure.words <= 40;
        let is_open =
            !matches!(verdicts[at].role(), Some(Role::Byline | Role::Contributor | Role::Correction));
        if is_note && is_open {
            verdicts[at].becomes(Role::Contributor, "says who wrote or helped");
        }
    }
}

/// Behind the writer's note, a sentence with a name below it is another story's card.
fn cards(facts: &[Facts], verdicts: &mut [Verdict]) {
    let is_note = |at: usize| facts[at].form.has(Form::BIO) && verdicts[at].role() == Some(Role::Contributor);
    let Some(note) = (0..facts.len()).rev().find(|&at| is_note(at)) else { return };
    for at in note + 1..facts.len() {
        let below = |at: usize| facts.get(at).is_some_and(|facts| facts.form.has(Form::PERSON));
        let is_card = below(at + 1) && (below(at - 1) || below(at + 3) || at == note + 1);
        if is_card
            && facts[at].measure.words >= 5
            && matches!(verdicts[at].role(), Some(Role::Paragraph | Role::Subhead))
        {
            verdicts[at].becomes_teaser("a card behind the writer's note");
        }
    }
}

/// Sentences below a story that the page prints more than once, one behind the other, are cards. A story printed
/// twice stays.
fn again(facts: &[Facts], places: &[Place], verdicts: &mut [Verdict]) {
    let is_again = |at: usize| places.get(at).is_some_and(|place| place.repeated);
    let mut above = 0;
    for at in 0..facts.len() {
        let Facts { measure, .. } = &facts[at];
        above += usize::from(!is_again(at) && verdicts[at].role() == Some(Role::Paragraph));
        let among = is_again(at + 1) || at > 0 && is_again(at - 1);
        if is_again(at)
            && among
            && above >= 3
            && measure.words >= 6
            && measure.ending != Ending::Question
            && verdicts[at].role() == Some(Role::Paragraph)
        {
            verdicts[at].becomes_teaser("printed more than once");
        }
    }
}

/// `Of note the mayor said:` under the story's text leads to what follows.
fn leads(facts: &[Facts], verdicts: &mut [Verdict]) {
    let mut goes_on = false;
    for (facts, verdict) in facts.iter().zip(verdicts) {
        let Facts { measure, form, .. } = facts;
        let is_title = measure.capitalised * 2 >= measure.seen.max(3);
        let leads = measure.ending == Ending::Colon
            && measure.words >= 2
            && measure.stop_words > 0
            && form.bits() == 0
            && !is_title
            && verdict.region == 1;
        if goes_on && leads && verdict.role().is_none_or(|role| role.is_furniture() || role == Role::Subhead)
        {
            verdict.becomes(Role::Paragraph, "leads to what follows");
        }
        goes_on = verdict.role() == Some(Role::Paragraph);
    }
}

/// `* * *`, `::`: what parts the sections of a story stands in it.
fn separators(facts: &[Facts], verdicts: &mut [Verdict]) {
    for at in 1..facts.len() {
        let above = verdicts[at.saturating_sub(2)..at].iter().any(Verdict::is_text);
        let below = verdicts[at + 1..].iter().take(2).any(Verdict::is_text);
        if facts[at].measure.seen == 0 && above && below {
            verdicts[at].region = 1;
            verdicts[at].becomes(Role::Paragraph, "parts sections");
        }
    }
}

/// Whether a line is a sentence with nothing in it of a site's own business.
pub(crate) fn is_plain(facts: &Facts) -> bool {
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
        && (measure.you + measure.we < 2 || measure.quotes > 0)
        && !measure.is_shouted()
        && !trade.iter().any(|&other| form.has(other))
}

/// The names met so far.
pub(crate) struct Names([u64; NAME_HASHES / 64]);

impl Names {
    pub(crate) fn new() -> Names {
        Names([0; NAME_HASHES / 64])
    }

    pub(crate) fn add(&mut self, measure: &Measure) {
        for &name in &measure.names[..measure.name_count] {
            self.0[usize::from(name) / 64] |= 1 << (name % 64);
        }
    }

    pub(crate) fn shares(&self, measure: &Measure) -> bool {
        let has = |name: u16| self.0[usize::from(name) / 64] >> (name % 64) & 1 == 1;
        measure.names[..measure.name_count].iter().any(|&name| has(name))
    }
}

/// A plain sentence that follows the story's text without a break belongs to it, when it is short or names whom the
/// story names; and so does a question between two paragraphs.
fn last_lines(facts: &[Facts], verdicts: &mut [Verdict]) {
    let mut names = Names::new();
    let mut goes_on = false;
    let mut since = 0;
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
            } else if is_plain(&facts[at]) && (known || is_furniture && since == 0) {
                verdicts[at].region = 1;
                verdicts[at].becomes(Role::Paragraph, "goes on with the story");
            }
        }
        match verdicts[at].role() {
            Some(Role::Paragraph | Role::Subhead) => (goes_on, since) = (verdicts[at].region == 1, 0),
            Some(Role::Credit | Role::Caption | Role::Pullquote) => {}
            // Prices and the names of shops stand between the parts of a list.
            Some(Role::Nav | Role::Promo) if measure.words <= 12 && form.bits() == 0 && since < 4 => {
                since += 1;
            }
            _ => goes_on = false,
        }
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
            Some(Role::Nav) => !form.has(Form::POINTER),
            // Titles of links are a promotion of other pages.
            Some(Role::Promo) => measure.words > 4 || measure.promo_words > 0 || form.has(Form::POINTER),
            _ => true,
        };
        if says_so {
            continue;
        }
        if measure.promo_words > 0 || form.has(Form::POINTER) {
            verdict.becomes(Role::Promo, "words of a promotion");
        } else if measure.words <= 4 {
            verdict.becomes(Role::Nav, "a short label");
        } else {
            verdict.becomes(Role::Promo, "no words of a copyright");
        }
    }
}
