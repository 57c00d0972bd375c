//! Where the numbers come from: every mention behind the table of entities, with its sentence.

use std::collections::BTreeMap;

use nutgraf::analysis::{Column, Corpus, Table, Values};
use nutgraf::text::CharIndex;

use crate::span::Chars;

/// One mention a row, in the order of the entities, then of the input; offsets count characters.
pub(crate) fn mentions(corpus: &Corpus) -> Table {
    let mut indexes: BTreeMap<(u32, u32), CharIndex> = BTreeMap::new();
    let (mut entity, mut start, mut end, mut article) = (vec![], vec![], vec![], vec![]);
    let (mut name, mut kind, mut page, mut form) = (vec![], vec![], vec![], vec![]);
    let (mut text, mut sentence) = (vec![], vec![]);
    for (row, found) in (0..).zip(corpus.entities()) {
        for occurrence in &found.occurrences {
            let Some(story) = corpus.story(occurrence.page, occurrence.article) else { continue };
            let article_of = story.article();
            let place = (occurrence.page, occurrence.article);
            let index = indexes.entry(place).or_insert_with(|| CharIndex::new(&article_of.text));
            let chars = Chars { text: &article_of.text, index };
            let named = article_of.entities.iter().filter(|named| named.id == occurrence.entity);
            for mention in named.flat_map(|named| &named.mentions) {
                let (from, to) = chars.offsets(mention.span);
                let around = article_of.sentence_of(mention.span);
                entity.push(Some(row));
                name.push(Some(found.name.clone()));
                kind.push(Some(found.kind.name().to_owned()));
                page.push(Some(occurrence.id.clone()));
                article.push(Some(i64::from(occurrence.article)));
                start.push(Some(from as i64));
                end.push(Some(to as i64));
                form.push(Some(mention.form.name().to_owned()));
                text.push(Some(mention.span.slice(chars.text).to_owned()));
                sentence.push(around.map(|span| span.slice(chars.text).to_owned()));
            }
        }
    }
    let columns = [
        ("entity", Values::Integer(entity)),
        ("name", Values::Text(name)),
        ("kind", Values::Text(kind)),
        ("id", Values::Text(page)),
        ("article", Values::Integer(article)),
        ("start", Values::Integer(start)),
        ("end", Values::Integer(end)),
        ("form", Values::Text(form)),
        ("text", Values::Text(text)),
        ("sentence", Values::Text(sentence)),
    ];
    Table { columns: columns.into_iter().map(|(name, values)| Column { name, values }).collect() }
}
