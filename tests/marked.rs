//! A page for reading: one sentence a line, and under its words the marks of what was found.
//!
//! Names are marked with the first letter of their kind and the entity's number (`P3───`, `O`, `L` for places, `G`,
//! `E`, `W`, `D` for products), titles with `t──`; quotations with `q0══`, cues with `c`, speakers with `s`; times
//! with `T0──`. The legend under each article says what the numbers stand for.

use std::fmt::Write;

use nutgraf::core::{Article, ArticleKind, Entity, EntityKind, Page, Span, TimeExpression};

/// Characters of text on a line.
const WIDTH: usize = 100;

/// One mark: what lies under the words of a span.
struct Mark {
    span: Span,
    label: String,
    line: char,
}

/// Draws a page.
pub(crate) fn page(page: &Page) -> String {
    let mut out = String::new();
    for note in &page.notes {
        let _ = writeln!(out, "note: {} {:?}", note.message, note.source);
    }
    for article in &page.articles {
        draw(article, &mut out);
    }
    if !page.furniture.is_empty() {
        out.push_str("== furniture\n");
    }
    for furniture in &page.furniture {
        let parts: Vec<&str> = furniture.source.iter().map(|span| span.slice(&page.text)).collect();
        let _ = writeln!(out, "{:<12}{}", furniture.role.name(), parts.join(" / "));
    }
    out
}

fn draw(article: &Article, out: &mut String) {
    let kind = if article.kind == ArticleKind::Story { "story" } else { "teaser" };
    let _ = writeln!(out, "== {kind}{}", if article.truncated { ", truncated" } else { "" });
    fields(article, out);
    let layers = [names(article), speech(article), times(article)];
    for block in &article.blocks {
        let mut label = block.role.name();
        for line in lines(article, block.span) {
            let _ = writeln!(out, "{label:<12}{}", line.slice(&article.text));
            label = "";
            for layer in &layers {
                let under = under(layer, line, &article.text);
                if !under.is_empty() {
                    let _ = writeln!(out, "{:<12}{under}", "");
                }
            }
        }
    }
    for entity in &article.entities {
        let _ = writeln!(out, "  {}{} {}", letter(entity.kind), entity.id, legend(entity));
    }
    for (at, quotation) in article.quotations.iter().enumerate() {
        let speaker = quotation.speaker.map_or("nobody named", |span| span.slice(&article.text));
        let entity = quotation.entity.map_or(String::new(), |id| format!(" = {id}"));
        let _ = writeln!(out, "  q{at} {}, {speaker}{entity}", word(quotation.kind));
    }
    for (at, time) in article.times.iter().enumerate() {
        let _ = writeln!(out, "  T{at} {}", meaning(time));
    }
    out.push('\n');
}

/// The fields that hold something.
fn fields(article: &Article, out: &mut String) {
    let authors: Vec<String> = article
        .authors
        .iter()
        .map(|author| {
            let more = [&author.title, &author.organization].into_iter().flatten();
            more.fold(author.name.clone(), |line, part| format!("{line}, {part}"))
        })
        .collect();
    let dateline = article.dateline.as_ref().map(|dateline| {
        let parts = [&dateline.place, &dateline.region, &dateline.date, &dateline.agency];
        parts.map(|part| part.as_deref().unwrap_or("-")).join(" | ")
    });
    let printed = [
        ("headline", article.headline.clone()),
        ("kicker", article.kicker.clone()),
        ("dek", article.dek.clone()),
        ("byline", article.byline.clone()),
        ("dateline", dateline),
        ("published", article.published.clone()),
        ("modified", article.modified.clone()),
        ("section", article.section.clone()),
    ];
    let images = article.images.iter().map(|image| {
        format!("{} | {}", image.caption.as_deref().unwrap_or("-"), image.credit.as_deref().unwrap_or("-"))
    });
    let lists = [
        ("authors", authors),
        ("keywords", article.keywords.clone()),
        ("agencies", article.agencies.clone()),
        ("contributors", article.contributors.clone()),
        ("corrections", article.corrections.clone()),
        ("images", images.collect()),
    ];
    for (name, value) in printed {
        if let Some(value) = value {
            let _ = writeln!(out, ". {name}: {value}");
        }
    }
    for (name, values) in lists {
        for value in values {
            let _ = writeln!(out, ". {name}: {value}");
        }
    }
}

fn letter(kind: EntityKind) -> char {
    match kind {
        EntityKind::Person => 'P',
        EntityKind::Organization => 'O',
        EntityKind::Place => 'L',
        EntityKind::Group => 'G',
        EntityKind::Event => 'E',
        EntityKind::Work => 'W',
        EntityKind::Product => 'D',
    }
}

fn legend(entity: &Entity) -> String {
    let mut line = entity.name.clone();
    let native: Vec<String> =
        entity.native.iter().map(|native| format!("{} ({})", native.text, native.script)).collect();
    let lists = [("also", &entity.aliases), ("titles", &entity.titles), ("native", &native)];
    for (name, values) in lists {
        if !values.is_empty() {
            let _ = write!(line, "; {name}: {}", values.join(" | "));
        }
    }
    if let Some(acronym) = &entity.acronym {
        let _ = write!(line, "; acronym: {acronym}");
    }
    line
}

fn meaning(time: &TimeExpression) -> String {
    let mut line = format!("{} {}", word(time.kind), time.value.as_deref().unwrap_or("-"));
    if let Some(anchor) = time.anchor {
        let _ = write!(line, ", from {}", word(anchor));
    }
    if let Some(reason) = time.unresolved {
        let _ = write!(line, ", unresolved: {}", word(reason));
    }
    line
}

/// As the record writes it.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}

fn names(article: &Article) -> Vec<Mark> {
    let mut marks = Vec::new();
    for entity in &article.entities {
        let label = format!("{}{}", letter(entity.kind), entity.id);
        marks.extend(entity.title_spans.iter().map(|&span| Mark { span, label: "t".to_owned(), line: '·' }));
        marks.extend(entity.mentions.iter().map(|mention| Mark {
            span: mention.span,
            label: label.clone(),
            line: '─',
        }));
    }
    marks
}

fn speech(article: &Article) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, quotation) in article.quotations.iter().enumerate() {
        let mark = |label, line| move |&span: &Span| Mark { span, label: format!("{label}{at}"), line };
        marks.extend(quotation.parts.iter().map(mark('q', '═')));
        marks.extend(quotation.cue.iter().map(mark('c', '-')));
        marks.extend(quotation.speaker.iter().map(mark('s', '-')));
    }
    marks
}

fn times(article: &Article) -> Vec<Mark> {
    let mark =
        |(at, time): (usize, &TimeExpression)| Mark { span: time.span, label: format!("T{at}"), line: '~' };
    article.times.iter().enumerate().map(mark).collect()
}

/// The lines of a block: each sentence begins one, and none is much longer than [`WIDTH`].
fn lines(article: &Article, block: Span) -> Vec<Span> {
    let starts = article.sentences.iter().map(|sentence| sentence.start());
    let mut cuts: Vec<usize> = starts.filter(|&start| block.start() < start && start < block.end()).collect();
    cuts.push(block.end());
    let (mut lines, mut start) = (Vec::new(), block.start());
    for cut in cuts {
        while start < cut {
            let rest = &article.text[start..cut];
            let end = rest.char_indices().nth(WIDTH).map_or(rest.len(), |(limit, _)| {
                rest[..limit].rfind(' ').filter(|&blank| blank > 0).map_or(limit, |blank| blank + 1)
            });
            lines.push(Span::at(start, start + end).trim(&article.text));
            start += end;
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The marks under one line.
fn under(marks: &[Mark], line: Span, text: &str) -> String {
    let column = |at: usize| text[line.start()..at].chars().count();
    let mut cells: Vec<char> = Vec::new();
    let mut put = |at: usize, character: char| {
        if cells.len() <= at {
            cells.resize(at + 1, ' ');
        }
        cells[at] = character;
    };
    for mark in marks.iter().filter(|mark| mark.span.overlaps(line)) {
        let (start, end) = (mark.span.start().max(line.start()), mark.span.end().min(line.end()));
        for at in column(start)..column(end) {
            put(at, mark.line);
        }
        if start == mark.span.start() {
            mark.label.chars().enumerate().for_each(|(at, character)| put(column(start) + at, character));
        }
    }
    cells.into_iter().collect()
}
