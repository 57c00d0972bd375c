//! The verdicts on a page of HTML: what its tree says of each line, weighed against what the line's words look like.
//!
//! The weights are set by hand, in the unit of [`Hints::story`]: 100 is as much as the tree can say.

use super::ending::is_closing;
use super::feature::Facts;
use super::fill as fill_plain;
use super::form::{Form, Shape};
use super::heads::Heads;
use super::judge::Verdict;
use super::measure::Ending;
use super::site::{is_of_the_site, is_site_speaking};
use super::unit::Units;
use super::{byline, credit};
use crate::{Article, Hints, Metadata, Role};

/// What the markup's word for a line is worth.
const MARKUP: i32 = 160;
/// What a form that words seldom take by chance is worth.
const FORM: i32 = 140;
/// Words of a trade in a line that the markup counts to the story.
const SURE: i32 = 220;

/// Lines at a story's end among which its author is introduced, and its site speaks of it.
const END_LINES: usize = 4;

/// The roles that are weighed, teasers apart.
const COUNT: usize = Role::ALL.len();

/// The weights of one line's roles, each with the rule that gave the most.
struct Scale {
    weights: [i32; COUNT + 1],
    rules: [&'static str; COUNT + 1],
    most: [i32; COUNT + 1],
}

impl Scale {
    fn new() -> Scale {
        Scale { weights: [0; COUNT + 1], rules: ["HTML: nothing known"; COUNT + 1], most: [0; COUNT + 1] }
    }

    fn add(&mut self, role: Role, weight: i32, rule: &'static str) {
        self.add_at(role as usize, weight, rule);
    }

    fn add_at(&mut self, at: usize, weight: i32, rule: &'static str) {
        self.weights[at] += weight;
        if weight > self.most[at] {
            self.most[at] = weight;
            self.rules[at] = rule;
        }
    }

    fn verdict(&self, region: usize) -> Verdict {
        let mut best = 0;
        for (at, &weight) in self.weights.iter().enumerate() {
            if weight > self.weights[best] {
                best = at;
            }
        }
        let others = self.weights.iter().enumerate().filter(|&(at, _)| at != best);
        let second = others.map(|(_, &weight)| weight).max().unwrap_or(0);
        let score = self.weights[best];
        Verdict::new(Role::ALL.get(best).copied(), region, score, score - second, self.rules[best])
    }
}

/// Judges every unit of a page of HTML.
pub(crate) fn judge(units: &Units<'_>, facts: &[Facts]) -> Vec<Verdict> {
    let in_story = |at: usize| units.units[at].hints.story > 0;
    let first = (0..facts.len()).find(|&at| in_story(at)).unwrap_or(facts.len());
    let last = (0..facts.len()).rfind(|&at| in_story(at)).unwrap_or(0);
    (0..facts.len())
        .map(|at| {
            let region = if at < first { 0 } else { usize::from(at > last) + 1 };
            let hints = units.units[at].hints;
            let mut scale = Scale::new();
            if hints.story > 0 {
                story(&mut scale, hints, &facts[at], &units.units[at].text, at - first);
                if at + END_LINES > last && at > first + END_LINES {
                    end(&mut scale, hints, &facts[at], &units.units[at].text);
                }
            } else {
                furniture(&mut scale, hints, &facts[at], &units.units[at].text);
            }
            scale.verdict(region)
        })
        .collect()
}

/// A line that the tree counts to the story.
fn story(scale: &mut Scale, hints: &Hints, facts: &Facts, text: &str, place: usize) {
    let Facts { measure, form, shape, .. } = facts;
    let sure = i32::from(hints.story);
    scale.add(Role::Paragraph, sure, "HTML: in the story");
    if hints.heading > 0 {
        scale.add(Role::Subhead, sure + 20, "HTML: a heading in the story");
    }
    if let Some(role) = hints.role {
        scale.add(role, MARKUP, "HTML: its markup");
    }
    if let Some(role) = hints.looks {
        scale.add(role, sure + 20, "HTML: its looks");
    }
    caption(scale, hints, text);
    if is_numbered(text) {
        scale.add(Role::Caption, SURE, "a picture's number");
    }
    if hints.role == Some(Role::Caption) && credit::only_credits(text) {
        scale.add(Role::Credit, SURE, "a picture's caption that only credits it");
    }
    let short = measure.words <= 25;
    if form.has(Form::CREDIT) && hints.heading == 0 {
        scale.add(Role::Credit, FORM, "words of a credit");
    }
    if form.has(Form::COPYRIGHT) && measure.words <= 40 {
        scale.add(Role::Copyright, FORM, "words of a copyright");
    }
    if form.has(Form::CONTRIBUTOR) && measure.words <= 60 {
        scale.add(Role::Contributor, FORM, "words of contributors");
    }
    if form.has(Form::CORRECTION) && measure.words >= 6 && measure.is_closed() {
        scale.add(Role::Correction, FORM, "says what was wrong");
    }
    if form.has(Form::TIMESTAMP) && short && place <= 6 {
        scale.add(Role::Timestamp, FORM, "a date");
    }
    if form.has(Form::BYLINE) && short && place <= 3 && measure.ending != Ending::Stop {
        scale.add(Role::Byline, FORM, "words of a byline");
    } else if short && hints.heading == 0 && byline::is_dated(text) {
        // Who wrote the story, or an entry of a live blog.
        let role = if place <= 3 { Role::Byline } else { Role::Timestamp };
        scale.add(role, FORM + 10, "a name and a date");
    }
    if form.has(Form::AGENCY) && measure.words <= 4 && hints.heading == 0 {
        scale.add(Role::Agency, FORM, "an agency's name");
    }
    if hints.heading == 0
        && measure.words <= 120
        && (is_site_speaking(text) || measure.words <= 80 && is_of_the_site(text))
    {
        scale.add(Role::Promo, FORM, "the site speaks of itself");
    }
    if form.has(Form::POINTER) && hints.link_density >= 40 && short {
        scale.add(Role::Promo, SURE, "sends the reader elsewhere");
    } else if *shape == Shape::Promo
        && hints.heading == 0
        && measure.words <= 60
        && measure.promo_words * 6 >= measure.seen
    {
        scale.add(Role::Promo, FORM, "words of a promotion");
    }
}

/// A line at the end of a story.
fn end(scale: &mut Scale, hints: &Hints, facts: &Facts, text: &str) {
    let Facts { measure, form, .. } = facts;
    if form.has(Form::BIO) {
        scale.add(Role::Note, SURE, "says who the author is");
    }
    if hints.heading > 0 {
        return;
    }
    if is_closing(text, measure) {
        scale.add(Role::Promo, FORM, "the site speaks of the story");
    }
    let is_update = || ["pdated", "ublished", "osted"].iter().any(|word| text.contains(word));
    if form.has(Form::TIMESTAMP) && is_update() {
        scale.add(Role::Timestamp, FORM, "a date");
    }
}

/// A site's own box that the markup takes for a caption.
fn caption(scale: &mut Scale, hints: &Hints, text: &str) {
    if hints.role == Some(Role::Caption) && (is_label(text) || BOXES.open(text)) {
        scale.add(Role::Promo, SURE, "the site speaks where a caption may be");
    }
}

/// How the lines of such boxes begin.
static BOXES: Heads<5> = Heads::new([
    "privacy notice: newsletters",
    "sign up for",
    "sign up to",
    "this site is protected by recaptcha",
    "we use google recaptcha",
]);

/// Whether a line is a label of the site's own, as stand in its boxes among the pictures.
fn is_label(text: &str) -> bool {
    const LABELS: [&str; 12] = [
        "advertisement",
        "after newsletter promotion",
        "close",
        "enter your email address",
        "free daily newsletter",
        "free weekly newsletter",
        "open in a new tab",
        "sign up",
        "skip past newsletter promotion",
        "subscribe",
        "view image in fullscreen",
        "view this post on instagram",
    ];
    LABELS.iter().any(|label| label.eq_ignore_ascii_case(text))
}

/// `3of12The ferry at its pier.`: a caption behind its picture's number among all.
fn is_numbered(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    text[first..].strip_prefix("of").is_some_and(|rest| {
        let all = digits(rest);
        (1..4).contains(&first) && (1..4).contains(&all) && rest[all..].starts_with(char::is_uppercase)
    })
}

/// A line that the tree does not count to the story.
fn furniture(scale: &mut Scale, hints: &Hints, facts: &Facts, text: &str) {
    let Facts { measure, form, .. } = facts;
    scale.add(Role::Other, 20, "HTML: outside the story");
    if hints.story > -100 && measure.words <= 25 {
        // Between the headline and the first paragraph.
        if form.has(Form::BYLINE) {
            scale.add(Role::Byline, FORM, "words of a byline");
        }
        if form.has(Form::TIMESTAMP) {
            scale.add(Role::Timestamp, FORM, "a date");
        }
        if form.has(Form::CREDIT) {
            scale.add(Role::Credit, FORM, "words of a credit");
        }
    }
    if hints.is_teaser {
        scale.add_at(COUNT, MARKUP, "HTML: another story's announcement");
    }
    if let Some(role) = hints.role {
        scale.add(role, MARKUP, "HTML: its markup");
    }
    caption(scale, hints, text);
    if hints.link_density >= 50 || measure.words <= 3 {
        scale.add(Role::Nav, 60, "HTML: a link, or a short label");
    }
    if form.has(Form::COPYRIGHT) {
        scale.add(Role::Copyright, FORM, "words of a copyright");
    }
    if measure.promo_words > 0 || form.has(Form::POINTER) {
        scale.add(Role::Promo, 80, "words of a promotion");
    }
}

/// Fills a story's fields: what markup says of its headline, authors and dates is surer than its lines.
pub(crate) fn fill(story: &mut Article, metadata: &Metadata) {
    if let Some(headline) = &metadata.headline {
        story.headline = Some(headline.clone());
    }
    if !metadata.authors.is_empty() {
        let titled = std::mem::take(&mut story.authors);
        story.authors = metadata
            .authors
            .iter()
            .map(|name| {
                // The printed byline may know more of a person.
                let known = titled.iter().find(|author| author.name.eq_ignore_ascii_case(name));
                known
                    .cloned()
                    .unwrap_or_else(|| crate::Author { name: name.clone(), ..crate::Author::default() })
            })
            .collect();
    }
    fill_plain(story, metadata);
}
