//! The verdict on every unit: the model's path through the page grammar, then the few rules that overrule it.

use super::bare::bare;
use super::decode::{self, Allowed, FREE, TEASER, label};
use super::ending::ending;
use super::feature::{Facts, Features};
use super::form::{Form, Shape};
use super::head::head;
use super::item::dashed;
use super::measure::Opening;
use super::model::Table;
use super::place::places;
use super::repair::repair;
use super::site::{is_label, is_of_the_site, is_site_speaking};
use super::unit::Units;
use crate::Role;

/// What a unit is, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Verdict {
    label: usize,
    /// 0 before the story, 1 in it, 2 after it.
    pub(crate) region: usize,
    pub(crate) score: i32,
    pub(crate) margin: i32,
    pub(crate) rule: &'static str,
}

impl Verdict {
    /// The role; none for a teaser's line.
    pub(crate) fn role(&self) -> Option<Role> {
        decode::role(self.label)
    }

    /// The verdict of something else than the model.
    pub(crate) fn new(
        role: Option<Role>,
        region: usize,
        score: i32,
        margin: i32,
        rule: &'static str,
    ) -> Verdict {
        Verdict { label: role.map_or(TEASER, label), region, score, margin, rule }
    }

    /// Whether it is the story's running text.
    pub(crate) fn is_text(&self) -> bool {
        self.region == 1 && self.role() == Some(Role::Paragraph)
    }

    pub(crate) fn is_teaser(&self) -> bool {
        self.label == TEASER
    }

    pub(crate) fn becomes_teaser(&mut self, rule: &'static str) {
        (self.label, self.region, self.rule) = (TEASER, 2, rule);
    }

    pub(crate) fn becomes(&mut self, role: Role, rule: &'static str) {
        if self.label != label(role) {
            self.label = label(role);
            self.rule = rule;
        }
    }
}

/// Judges every unit of a page.
pub(crate) fn judge(table: &Table, units: &Units<'_>, facts: &[Facts], is_article: bool) -> Vec<Verdict> {
    let places = places(facts);
    let rows = Features::of(&units.units, facts, &places, is_article, |feature| table.row(feature));
    let own: Vec<_> = (0..facts.len()).map(|at| table.sum(rows.unit(at))).collect();
    let steps = decode::best_path(&table.grammar, &own, |at| fitting(facts, at));
    let mut verdicts: Vec<Verdict> = steps
        .into_iter()
        .map(|step| Verdict {
            label: step.label,
            region: step.region,
            score: step.score,
            margin: step.margin,
            rule: "model",
        })
        .collect();
    credits(facts, &mut verdicts);
    glued_lines(facts, &mut verdicts);
    lone_teaser(facts, &mut verdicts);
    repair(units, facts, &places, &mut verdicts);
    head(units, facts, &places, &mut verdicts);
    bare(facts, &places, &mut verdicts);
    ending(facts, &places, &mut verdicts);
    if is_article {
        dashed(units, facts, &mut verdicts, true);
        keep_article(units, facts, &mut verdicts);
    }
    keep_story(facts, &mut verdicts, is_article);
    verdicts
}

/// Bytes of the longest line of a card or a menu, with room to spare: a site cuts its teasers short. A longer line is a
/// whole text without line breaks.
pub(crate) const LONGEST_CARD: usize = 1200;
/// Bytes of the longest plain sentence that may be furniture.
const LONGEST_SENTENCES: usize = 320;
/// Bytes of the longest card that ends with a stop.
pub(crate) const LONGEST_CLOSED: usize = 240;
/// Bytes of the longest line that is a notice of rights alone.
const LONGEST_NOTICE: usize = 700;

/// Rare roles need their form: the pages that the table was learnt from have too few of them. And a long closed
/// sentence without any word of the trade is neither a menu's nor a promotion's.
pub(crate) fn allowed(facts: &[Facts], at: usize) -> Allowed {
    let Facts { form, measure, .. } = &facts[at];
    let credited = |at: usize| facts.get(at).is_some_and(|facts| facts.form.has(Form::CREDIT));
    let closed = measure.is_closed() || form.has(Form::SIGNED);
    let plain = measure.promo_words == 0 && closed && !form.has(Form::POINTER);
    let has = |forms: &[Form]| forms.iter().any(|&other| form.has(other));
    let mut barred = 0;
    for (role, may) in [
        (Role::Note, has(&[Form::EDITORS_NOTE, Form::CONTRIBUTOR])),
        (Role::Correction, has(&[Form::CORRECTION, Form::EDITORS_NOTE])),
        (Role::Agency, has(&[Form::AGENCY])),
        (Role::Dateline, has(&[Form::AGENCY])),
        (
            Role::Copyright,
            (has(&[Form::COPYRIGHT]) || measure.promo_words > 0) && measure.length <= LONGEST_NOTICE,
        ),
        (Role::Contributor, has(&[Form::CONTRIBUTOR, Form::BIO, Form::BYLINE])),
        (
            Role::Caption,
            !form.has(Form::DATELINE)
                && (has(&[Form::CAPTION_CREDIT, Form::CREDIT, Form::CAPTION])
                    || credited(at + 1)
                    || at > 0 && credited(at - 1)
                    || !measure.is_closed() && (4..=45).contains(&measure.words)),
        ),
        (Role::Subhead, !has(&[Form::LINK]) && measure.opening != Opening::Mark && measure.bars == 0),
        (Role::Headline, !has(&[Form::LINK])),
        (Role::Paragraph, !(has(&[Form::LINK]) && measure.words <= 8)),
        (Role::Promo, !(plain && measure.words >= 12) && measure.length <= LONGEST_CARD),
        (
            Role::Other,
            !(plain && measure.words >= 25 && measure.length > LONGEST_SENTENCES)
                && measure.length <= LONGEST_CARD,
        ),
        (Role::Nav, !(plain && measure.words >= 14) && measure.length <= LONGEST_CARD),
    ] {
        if !may {
            barred |= 1 << label(role);
        }
    }
    // What is filed from somewhere is news.
    if form.has(Form::DATELINE) && measure.words >= 25 {
        barred |= [Role::Nav, Role::Promo, Role::Other, Role::Copyright]
            .iter()
            .fold(0, |mask, &role| mask | 1 << label(role));
    }
    // Cards stop short; what ends as a paragraph does and is as long as one is none.
    if measure.length > LONGEST_CARD || closed && measure.length > LONGEST_CLOSED && !form.has(Form::KICKER) {
        barred |= 1 << TEASER;
    }
    FREE.map(|free| free & !barred)
}

/// As [`allowed`]; and what names a writer, a day or a source, and what introduces a story, is short, and who wrote a
/// post that a story shows is of its text. The table is learnt without this: what is barred then, it does not learn to
/// tell.
fn fitting(facts: &[Facts], at: usize) -> Allowed {
    let Facts { form, measure, .. } = &facts[at];
    if form.has(Form::POST) {
        return FREE.map(|free| free & (1 << label(Role::Paragraph) | 1 << label(Role::Other)));
    }
    let is_long = measure.length > LONGEST_SENTENCES;
    let is_caption = form.has(Form::CAPTION_CREDIT) || form.has(Form::CAPTION);
    let barred = [
        (Role::Kicker, is_long),
        (Role::Dek, is_long),
        (Role::Byline, is_long),
        (Role::Timestamp, is_long),
        (Role::Credit, is_long),
        (Role::Caption, is_long && !is_caption),
    ];
    let barred = barred.iter().filter(|(_, is)| *is).fold(0, |mask, &(role, _)| mask | 1 << label(role));
    allowed(facts, at).map(|free| free & !barred)
}

/// A line that holds nothing but a credit is no caption.
fn credits(facts: &[Facts], verdicts: &mut [Verdict]) {
    for (facts, verdict) in facts.iter().zip(verdicts) {
        if facts.form.has(Form::CREDIT) && verdict.role() == Some(Role::Caption) {
            verdict.becomes(Role::Credit, "credit alone");
        }
    }
}

/// A long line that breaks off is another story's when a kicker stands at its head or a teaser before it.
fn glued_lines(facts: &[Facts], verdicts: &mut [Verdict]) {
    if facts.len() < 2 {
        return;
    }
    let mut after_teaser = false;
    for (facts, verdict) in facts.iter().zip(verdicts) {
        let is_broken = facts.form.has(Form::BROKEN) && facts.measure.words >= 20;
        if is_broken && !verdict.is_teaser() {
            if facts.form.has(Form::KICKER) {
                (verdict.label, verdict.rule) = (TEASER, "kicker and broken off");
            } else if after_teaser && verdict.role() == Some(Role::Paragraph) {
                (verdict.label, verdict.rule) = (TEASER, "broken off behind a teaser");
            }
        }
        after_teaser = verdict.is_teaser();
    }
}

/// The page's only teaser, longer than the story above it and without a kicker, is the rest of that story: a text
/// whose lines were joined.
fn lone_teaser(facts: &[Facts], verdicts: &mut [Verdict]) {
    let mut teasers = (0..verdicts.len()).filter(|&at| verdicts[at].is_teaser());
    let (Some(at), None) = (teasers.next(), teasers.next()) else { return };
    let is_text = |verdict: &Verdict| verdict.role() == Some(Role::Paragraph);
    let story: usize =
        (0..verdicts.len()).filter(|&at| is_text(&verdicts[at])).map(|at| facts[at].measure.length).sum();
    let follows = at > 0 && is_text(&verdicts[at - 1]) && verdicts[at - 1].region == 1;
    if follows && facts[at].measure.length > story && !facts[at].form.has(Form::KICKER) {
        verdicts[at].region = 1;
        verdicts[at].becomes(Role::Paragraph, "longer than the story above it");
    }
}

/// A text that was given as an article keeps its lines, unless the page shows furniture that cannot be mistaken; even
/// then it keeps sentences that speak neither to the reader nor of the site.
fn keep_article(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    let is_sure = |(at, verdict): (usize, &Verdict)| match verdict.role() {
        Some(role) if role.is_furniture() => {
            facts[at].form.has(Form::COPYRIGHT)
                || matches!(facts[at].shape, Shape::Promo | Shape::Pointer)
                || is_label(&units.units[at].text)
        }
        Some(_) => false,
        None => facts[at].form.has(Form::BROKEN),
    };
    let are_sure: Vec<bool> = verdicts.iter().enumerate().map(is_sure).collect();
    let sure = are_sure.iter().filter(|&&is| is).count();
    let evident = sure >= 3 && sure * 12 >= facts.len();
    for (at, (facts, verdict)) in facts.iter().zip(verdicts).enumerate() {
        let text = &units.units[at].text;
        let is_news = || speaks_of_others(facts) && !is_site_speaking(text) && !is_of_the_site(text);
        let is_furniture = verdict.role().is_some_and(Role::is_furniture);
        let is_lost = is_furniture || verdict.is_teaser() && !evident;
        if is_lost && (!evident && !are_sure[at] || is_news()) {
            verdict.region = 1;
            verdict.becomes(Role::Paragraph, "given as an article");
        }
    }
}

/// A sentence with words of a promotion that speaks neither to the reader nor of the site: news of a shop.
pub(crate) fn speaks_of_others(Facts { measure, form, .. }: &Facts) -> bool {
    measure.words >= 12
        && measure.is_closed()
        && measure.you + measure.we == 0
        && !form.has(Form::COPYRIGHT)
        && !form.has(Form::POINTER)
}

/// A page of one unit, or of teasers only in an article's text, still is a story.
fn keep_story(facts: &[Facts], verdicts: &mut [Verdict], is_article: bool) {
    if let ([Facts { measure, form, .. }], [verdict]) = (facts, &mut *verdicts)
        && verdict.role().is_some_and(|role| role != Role::Paragraph)
        && (measure.words >= 8
            || measure.words >= 3
                && measure.is_closed()
                && measure.promo_words == 0
                && !form.has(Form::POINTER)
                && !form.has(Form::COPYRIGHT))
    {
        verdict.region = 1;
        verdict.becomes(Role::Paragraph, "the page's only line");
    }
    let is_text =
        |verdict: &Verdict| matches!(verdict.role(), Some(Role::Paragraph | Role::Dek | Role::Pullquote));
    if is_article && !verdicts.iter().any(is_text) {
        for verdict in verdicts {
            verdict.region = 1;
            verdict.becomes(Role::Paragraph, "given as an article");
        }
    }
}

/// What a test's letters stand for.
#[cfg(test)]
const LETTERS: [(char, Role); 6] = [
    ('p', Role::Paragraph),
    ('s', Role::Subhead),
    ('h', Role::Headline),
    ('c', Role::Caption),
    ('n', Role::Nav),
    ('x', Role::Promo),
];

/// What a rule makes of the lines of a text, of which the model has given each a role: paragraph (`p`), subhead (`s`),
/// headline (`h`), caption (`c`), menu (`n`) or promotion (`x`), all in the story's region.
#[cfg(test)]
pub(crate) fn judged(
    text: &str,
    model: &str,
    rule: impl Fn(&Units<'_>, &[Facts], &mut [Verdict]),
) -> Vec<Verdict> {
    let layout = crate::Layout::plain("page", text);
    let units = Units::of(&layout, false);
    let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
    let role = |letter| LETTERS.iter().find(|(known, _)| *known == letter).map(|(_, role)| *role);
    let verdict = |letter| Verdict::new(role(letter), 1, 0, 0, "model");
    let mut verdicts: Vec<Verdict> = model.chars().map(verdict).collect();
    rule(&units, &facts, &mut verdicts);
    verdicts
}

/// The letters of verdicts; none of those that have no letter.
#[cfg(test)]
pub(crate) fn letters(verdicts: &[Verdict]) -> String {
    let letter = |verdict: &Verdict| LETTERS.iter().find(|(_, role)| verdict.role() == Some(*role));
    verdicts.iter().filter_map(letter).map(|(letter, _)| *letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Layout;

    #[test]
    fn a_long_line_is_no_byline() {
        let text = "The ferry line said that it would run again in spring. ".repeat(7);
        let text = format!("By Ada Quill\n{text}\n");
        let layout = Layout::plain("page", text.as_str());
        let units = Units::of(&layout, false);
        let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
        let may = |at: usize, role: Role| fitting(&facts, at)[1] >> label(role) & 1 == 1;
        assert!(may(0, Role::Byline));
        for role in [Role::Byline, Role::Timestamp, Role::Credit, Role::Kicker, Role::Dek, Role::Caption] {
            assert!(!may(1, role), "{role:?}");
        }
        assert!(may(1, Role::Paragraph));
    }

    #[test]
    fn what_is_signed_is_no_card() {
        let said = "The ferry has crossed this bay every day of my life. ".repeat(5);
        let may = |line: &str| {
            let layout = Layout::plain("page", line);
            let units = Units::of(&layout, false);
            let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
            allowed(&facts, 0)[1] >> TEASER & 1 == 1
        };
        assert!(!may(&format!("“{}” —Ada Quill, harbour master\n", said.trim())));
        assert!(may(&format!("“{} and then the\n", said.trim())));
    }

    #[test]
    fn news_of_a_shop_stays_in_an_article() {
        let text = "The council has forced the ferry line to lower prices in its app, the shop of the line said.\n\
            Subscribe to our newsletter and download the app to share the news of Port Elsa with your friends.\n";
        let layout = Layout::plain("page", text);
        let units = Units::of(&layout, false);
        let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
        assert_eq!(facts[0].shape, Shape::Promo);
        let mut verdicts = [Verdict::new(Some(Role::Promo), 2, 0, 0, "model"); 2];
        keep_article(&units, &facts, &mut verdicts);
        assert_eq!(verdicts.map(|verdict| verdict.role()), [Role::Paragraph, Role::Promo].map(Some));
    }
}
