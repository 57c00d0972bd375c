//! Why each line is what it is.

use nutgraf_text::Span;

use super::feature::Facts;
use super::model::Table;
use super::unit::Units;
use super::{LayoutKind, Options, hint, judge};
use crate::{Layout, Role};

/// What was decided of a line (or of a paragraph that several lines make), and by what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explained {
    /// Its bytes in the layout's text: one span a line.
    pub source: Vec<Span>,
    /// The role's name in the record, or `teaser`.
    pub role: &'static str,
    /// The role's score; higher is surer. Zero where no model was asked.
    pub score: i32,
    /// By how much it beats the next best role; below zero when the page around it decided otherwise.
    pub margin: i32,
    /// The rule that decided, or `model`.
    pub rule: &'static str,
}

/// Says of every line that is not blank which role it has, with what score, and what decided.
///
/// ```
/// use nutgraf_core::{Layout, Options, explain};
///
/// let layout = Layout::plain("demo", "The ferry sank at noon, the harbour master said.\nPhoto: Reuters\n");
/// let lines = explain(&layout, &Options::default());
/// assert_eq!(lines[1].role, "credit");
/// ```
pub fn explain(layout: &Layout, options: &Options) -> Vec<Explained> {
    let reflow = options.layout == LayoutKind::Page;
    let units = Units::of(layout, reflow && !layout.is_html);
    let source = |at: usize| units.sources(&units.units[at], 0..units.units[at].text.len());
    if !reflow {
        let role = Role::Paragraph.name();
        let line = |at| Explained { source: source(at), role, score: 0, margin: 0, rule: "given as a body" };
        return (0..units.units.len()).map(line).collect();
    }
    let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
    let verdicts = if layout.is_html {
        hint::judge(&units, &facts)
    } else {
        judge::judge(Table::embedded(), &units, &facts, layout.is_article)
    };
    verdicts
        .iter()
        .enumerate()
        .map(|(at, verdict)| Explained {
            source: source(at),
            role: verdict.role().map_or("teaser", Role::name),
            score: verdict.score,
            margin: verdict.margin,
            rule: verdict.rule,
        })
        .collect()
}
