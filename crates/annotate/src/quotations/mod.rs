//! Who said what: quotations, the words that report them, and their speakers.

mod cue;
mod indirect;
mod mark;
mod passage;
mod speaker;
mod word;

use std::ops::Range;

use nutgraf_core::{Article, Quotation, QuotationKind, Role, Span};

use cue::{Attribution, Place};
use mark::Stretch;
use passage::{FAR, Passage, names, titles};
use word::{Manner, Sort};

/// The fewest words between marks that are taken for a quotation when nothing reports them.
const SPOKEN: usize = 5;

/// Who speaks, for a paragraph that does not say so itself.
#[derive(Clone, Copy, Debug, Default)]
struct Speaker {
    cue: Option<Span>,
    speaker: Option<Span>,
    entity: Option<u32>,
    /// Whether a colon ends the paragraph before.
    announced: bool,
}

/// The quotations of an article, in order.
pub(crate) fn quotations(article: &Article) -> Vec<Quotation> {
    let names = names(article);
    let titles = titles(article);
    let mut found: Vec<Quotation> = Vec::new();
    let mut last = Speaker::default();
    let mut person = None;
    for block in &article.blocks {
        if !matches!(block.role, Role::Paragraph | Role::Headline | Role::Dek | Role::Caption) {
            continue;
        }
        let passage = Passage::of(article, told(article, block.span), &names, &titles, person);
        if passage.len() > 0 {
            let first = found.len();
            let attributions = passage.attributions();
            let covered = direct(&passage, &attributions, last, &mut found);
            indirect(&passage, &covered, &mut found);
            found[first..].sort_by_key(|said| said.parts.first().copied());
            last = leads(&passage, &attributions, last);
            person = passage.only_person(passage.len());
        }
    }
    found
}

/// A block's text without the dateline that opens it.
fn told(article: &Article, block: Span) -> Span {
    match article.dateline.as_ref().map(|dateline| dateline.span) {
        Some(dateline) if block.contains(dateline) => Span::at(dateline.end(), block.end()),
        _ => block,
    }
}

/// Who speaks in the next paragraph when it does not say so: whom the end of this one announces, else its last
/// speaker, else its first subject.
fn leads(passage: &Passage, attributions: &[Option<Attribution>], last: Speaker) -> Speaker {
    let end = passage.len();
    if passage.quoted[end - 1] && passage.stretches.len() == 1 && passage.quoted[0] {
        return last;
    }
    let announced = passage.atoms.is(end - 1, ":");
    let attribution = match attributions.last() {
        Some(attribution) if !announced => attribution.clone(),
        _ if passage.quoted[end - 1] => None,
        _ => passage.cue_in(passage.narration_start(end)..end),
    };
    let speaker = attribution.map_or(Speaker::default(), |attribution| speaker(passage, &attribution));
    Speaker { announced, ..speaker }
}

fn speaker(passage: &Passage, attribution: &Attribution) -> Speaker {
    let spans = |run: &Option<Range<usize>>| run.clone().map(|run| passage.atoms.span(run));
    Speaker {
        cue: spans(&attribution.cue),
        speaker: spans(&attribution.speaker),
        entity: attribution.speaker.clone().and_then(|run| passage.speaks(run)),
        announced: false,
    }
}

/// What is said in the reporter's words alone.
fn indirect(passage: &Passage, covered: &[bool], found: &mut Vec<Quotation>) {
    for report in passage.reported(covered) {
        found.push(Quotation {
            kind: QuotationKind::Indirect,
            parts: vec![passage.atoms.span(report.content)],
            cue: Some(passage.atoms.span(report.cue)),
            speaker: Some(passage.atoms.span(report.speaker.clone())),
            entity: passage.speaks(report.speaker),
        });
    }
}

/// What stands between quotation marks, with the words around it that it needs to be understood. Tells which atoms
/// it took, cues included.
fn direct(
    passage: &Passage,
    attributions: &[Option<Attribution>],
    last: Speaker,
    found: &mut Vec<Quotation>,
) -> Vec<bool> {
    let mut covered = vec![false; passage.len()];
    let mut done = 0;
    // Whether the quotation found last is whole sentences, so that another may go on with it.
    let mut whole = false;
    for (index, stretch) in passage.stretches.iter().enumerate() {
        let announced = stretch.open == 0 && last.announced && last.speaker.is_some();
        let attribution = attributions.get(index).and_then(Option::as_ref);
        let attribution = attribution.filter(|attribution| !announced || attribution.weight >= 6);
        let part = stretch.span(&passage.atoms).trim(passage.atoms.text);
        if part.is_empty()
            || stretch.after <= done
            || !is_quotation(stretch, attribution)
            || is_title(passage, stretch)
        {
            continue;
        }
        let said = match attribution {
            Some(attribution) => speaker(passage, attribution),
            None if stretch.open == 0 => last,
            None => Speaker::default(),
        };
        let content = attribution.map_or(stretch.open..stretch.after, |attribution| {
            content(passage, index, attribution, attributions)
        });
        let quoted = content == (stretch.open..stretch.after);
        covered[content.clone()].fill(true);
        if let Some(cue) = attribution.and_then(|attribution| attribution.cue.clone()) {
            covered[cue].fill(true);
        }
        let goes_on = attribution.is_some_and(|attribution| attribution.place == Place::GoesOn);
        let begun = found.last_mut().filter(|first| goes_on && quoted && whole && first.cue == said.cue);
        if let Some(begun) = begun.filter(|_| said.cue.is_some()) {
            begun.parts.push(part);
            continue;
        }
        let (kind, part) = if quoted {
            (QuotationKind::Direct, part)
        } else {
            (QuotationKind::Mixed, passage.atoms.span(content.clone()))
        };
        whole = quoted;
        done = content.end;
        found.push(Quotation {
            kind,
            parts: vec![part],
            cue: said.cue,
            speaker: said.speaker,
            entity: said.entity,
        });
    }
    covered
}

/// The atoms of what was said: the stretch with its marks when it stands alone, else the reporter's clause that
/// holds it.
fn content(
    passage: &Passage,
    index: usize,
    attribution: &Attribution,
    all: &[Option<Attribution>],
) -> Range<usize> {
    let stretch = &passage.stretches[index];
    let alone = stretch.open..stretch.after;
    let Some(cue) = attribution.cue.clone() else { return alone };
    match attribution.place {
        Place::GoesOn | Place::SameSentence => alone,
        Place::After => {
            if stretch.open == 0 || passage.quoted[stretch.open - 1] {
                return alone;
            }
            let start = passage.narration_start(stretch.open);
            let lead = passage.sentence[start] == passage.sentence[stretch.open];
            if lead
                && !matches!(passage.atoms.word(stretch.open - 1), "," | ":" | "." | "?" | "!")
                && stretch.open - start > 1
            {
                start..stretch.after
            } else {
                alone
            }
        }
        Place::Before => {
            if cue.end > stretch.open || passage.sentence[cue.start] != passage.sentence[stretch.open] {
                return alone;
            }
            let opener = passage.atoms.word(stretch.open - 1);
            let capital = passage.atoms.is_capital(stretch.start);
            if matches!(opener, "," | ":") || cue.end == stretch.open && capital {
                return alone;
            }
            let clause = (cue.end..stretch.open).find(|&atom| {
                passage.sorts[atom] == Sort::Subordinator
                    && passage.atoms.says_any(atom, &["that", "how", "whether", "why", "if", "what"])
            });
            // "called that “...”", "spoke of “...”": the words between are no speech.
            let named = attribution.manner == Some(Manner::Naming)
                && (cue.end..stretch.open).all(|atom| {
                    matches!(passage.sorts[atom], Sort::Pronoun | Sort::Determiner | Sort::Subordinator)
                });
            if named || passage.atoms.says_any(cue.end, &["of", "about"]) {
                return alone;
            }
            // "said in an interview “...”": circumstances only, and no clause that the stretch ends.
            let between = cue.end..stretch.open;
            let idle = clause.is_none()
                && stretch.words >= SPOKEN
                && matches!(passage.sorts[cue.end], Sort::Preposition | Sort::Time)
                && !passage.atoms.says_any(cue.end, &["to", "about", "of"])
                && between.clone().all(|atom| {
                    !matches!(
                        passage.sorts[atom],
                        Sort::Verb(..) | Sort::Be | Sort::Auxiliary | Sort::Pronoun
                    )
                });
            if idle {
                return alone;
            }
            let mut start = clause.unwrap_or(cue.end);
            while clause.is_none()
                && start < stretch.open
                && matches!(passage.sorts[start], Sort::Time | Sort::Adverb)
            {
                start += 1;
            }
            start..tail(passage, index, all)
        }
    }
}

/// Where the clause ends that a stretch stands in.
fn tail(passage: &Passage, index: usize, all: &[Option<Attribution>]) -> usize {
    let stretch = &passage.stretches[index];
    let mut end = stretch.after;
    let ended = matches!(passage.atoms.word(stretch.end - 1), "." | "?" | "!");
    if ended || end >= passage.len() {
        return end;
    }
    let sentence = passage.sentence[stretch.end - 1];
    let mut next = index + 1;
    let mut atom = end;
    while atom < passage.len().min(stretch.after + FAR) && passage.sentence[atom] == sentence {
        if let Some(inner) = passage.stretches.get(next).filter(|inner| inner.open == atom) {
            let same =
                all.get(next).and_then(Option::as_ref).is_some_and(|said| said.place == Place::SameSentence);
            if !same {
                return end;
            }
            atom = inner.after;
            end = atom;
            next += 1;
            continue;
        }
        if matches!(passage.sorts[atom], Sort::Verb(Manner::Speech, _)) && passage.reports(atom)
            || passage.according(atom) > 0
        {
            return end;
        }
        let breaks = passage.atoms.is(atom, ";") || passage.atoms.is(atom, ",");
        if breaks || passage.sorts[atom] == Sort::Conjunction {
            end = atom;
        }
        atom += 1;
    }
    if atom > end { atom - usize::from(passage.atoms.is(atom - 1, ".")) } else { end }
}

/// Whether a stretch is the name of something: "titled “A Winter in Fell”", "the “Fell Forum for Ports and Rivers”".
fn is_title(passage: &Passage, stretch: &Stretch) -> bool {
    let words = || (stretch.start..stretch.end).filter(|&atom| passage.atoms.is_word(atom));
    let small = |atom: usize| !passage.atoms.is_capital(atom);
    let shouted = || words().all(|atom| !passage.atoms.word(atom).contains(char::is_lowercase));
    if stretch.words < 2 || words().next().is_none_or(small) || shouted() {
        return false;
    }
    let before = stretch.open.checked_sub(1).filter(|&atom| !passage.quoted[atom]);
    let naming = ["titled", "entitled", "named", "headlined", "called", "dubbed"];
    let named = before.is_some_and(|atom| {
        passage.atoms.says_any(atom, &naming)
            || passage.atoms.says(atom, "as") && atom > 0 && passage.atoms.says(atom - 1, "known")
    });
    let cased = words().all(|atom| !small(atom) || passage.atoms.word(atom).len() < 4);
    cased && (named || stretch.words > 2 && words().filter(|&atom| small(atom)).count() * 2 < stretch.words)
}

fn is_quotation(stretch: &Stretch, attribution: Option<&Attribution>) -> bool {
    if stretch.words >= SPOKEN {
        return true;
    }
    attribution.is_some_and(|found| match found.manner {
        Some(Manner::Speech) => found.weight >= 5,
        Some(_) => found.weight >= 9,
        None => false,
    })
}

#[cfg(test)]
mod tests;
