use nutgraf_core::{Article, Entity, EntityKind, Form, Mention};
use nutgraf_tagger::{Kind, Tagger};

use crate::words::Words;

fn kind_of(kind: Kind) -> EntityKind {
    match kind {
        Kind::Person => EntityKind::Person,
        Kind::Organization => EntityKind::Organization,
        Kind::Place => EntityKind::Place,
        Kind::Group => EntityKind::Group,
        Kind::Event => EntityKind::Event,
        Kind::Work => EntityKind::Work,
        Kind::Product => EntityKind::Product,
    }
}

/// The entities of an article; `next` is the first free id.
pub(crate) fn entities(article: &Article, words: &Words, next: &mut u32) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    for name in Tagger::embedded().names(&article.text, &article.sentences, &words.tokens) {
        let text = name.span.slice(&article.text);
        let mention = Mention { span: name.span, form: Form::Full };
        let kind = kind_of(name.kind);
        match found.iter_mut().find(|entity| entity.name == text && entity.kind == kind) {
            Some(entity) => entity.mentions.push(mention),
            None => {
                found.push(Entity {
                    id: *next,
                    kind,
                    name: text.to_owned(),
                    aliases: vec![],
                    native: vec![],
                    acronym: None,
                    titles: vec![],
                    title_spans: vec![],
                    mentions: vec![mention],
                });
                *next += 1;
            }
        }
    }
    found
}
