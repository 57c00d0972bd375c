//! Who said what: quotations, the words that report them, and their speakers.

mod cue;
mod mark;
mod passage;
mod speaker;
mod word;

use nutgraf_core::{Article, Quotation, QuotationKind, Role, Span};

use cue::Attribution;
use passage::{Passage, names};
use word::Manner;

/// The fewest words between marks that are taken for a quotation when nothing reports them.
const SPOKEN: usize = 5;

/// The quotations of an article, in order.
pub(crate) fn quotations(article: &Article) -> Vec<Quotation> {
    let names = names(article);
    let mut found: Vec<Quotation> = Vec::new();
    for block in &article.blocks {
        if !matches!(block.role, Role::Paragraph | Role::Headline | Role::Dek | Role::Caption) {
            continue;
        }
        let passage = Passage::of(article, block.span, &names);
        if !passage.stretches.is_empty() {
            direct(&passage, &mut found);
        }
    }
    found
}

fn direct(passage: &Passage, found: &mut Vec<Quotation>) {
    let attributions = passage.attributions();
    for (stretch, attribution) in passage.stretches.iter().zip(attributions) {
        let part = stretch.span(&passage.atoms).trim(passage.atoms.text);
        if part.is_empty() || !is_quotation(stretch.words, attribution.as_ref()) {
            continue;
        }
        let attribution = attribution.unwrap_or(Attribution {
            cue: None,
            manner: None,
            speaker: None,
            weight: 0,
            goes_on: false,
        });
        let spans = |run: Option<std::ops::Range<usize>>| run.map(|run| passage.atoms.span(run));
        let cue: Option<Span> = spans(attribution.cue.clone());
        if attribution.goes_on && cue.is_some() {
            if let Some(last) = found.last_mut().filter(|last| last.cue == cue) {
                last.parts.push(part);
                continue;
            }
        }
        let speaker = attribution.speaker.clone();
        let entity = speaker.clone().and_then(|run| passage.entity(run)).map(|name| name.entity);
        found.push(Quotation {
            kind: QuotationKind::Direct,
            parts: vec![part],
            cue,
            speaker: spans(speaker),
            entity,
        });
    }
}

fn is_quotation(words: usize, attribution: Option<&Attribution>) -> bool {
    if words >= SPOKEN {
        return true;
    }
    attribution.is_some_and(|found| match found.manner {
        Some(Manner::Speech) => found.weight >= 6,
        Some(_) => found.weight >= 9,
        None => false,
    })
}
