//! Pages built by hand: text with marks for names.

use nutgraf_core::{
    Article, ArticleKind, Block, Entity, EntityKind, Form, Mention, Page, Role, SCHEMA, Span, sentences,
};

/// A page with one story of these paragraphs. `{p Anna Brandt}` is a mention of a person by its full name;
/// `{p.partial Brandt=Anna Brandt}` one of the same person by a part of it; the kinds are `p`, `o`, `g` and `l`.
pub(crate) fn page(id: &str, day: Option<&str>, paragraphs: &[&str]) -> Page {
    let mut story = Article { published: day.map(str::to_owned), ..Article::default() };
    for paragraph in paragraphs {
        let start = story.text.len();
        add_marked(&mut story, paragraph);
        let span = Span::at(start, story.text.len());
        story.sentences.extend(sentences(&story.text, span));
        story.blocks.push(Block { role: Role::Paragraph, span, source: vec![] });
        story.text.push('\n');
    }
    story.text.pop();
    Page { schema: SCHEMA.to_owned(), id: id.to_owned(), articles: vec![story], ..Page::default() }
}

/// The same page with its story as a teaser.
#[allow(dead_code, reason = "not every test file has teasers")]
pub(crate) fn teaser(mut page: Page) -> Page {
    page.articles[0].kind = ArticleKind::Teaser;
    page
}

fn add_marked(story: &mut Article, mut rest: &str) {
    while let Some((before, marked)) = rest.split_once('{') {
        story.text.push_str(before);
        let (mark, after) = marked.split_once('}').unwrap();
        let (kind, printed) = mark.split_once(' ').unwrap();
        let (kind, form) = kind.split_once('.').unwrap_or((kind, "full"));
        let (printed, name) = printed.split_once('=').unwrap_or((printed, printed));
        let kind = match kind {
            "p" => EntityKind::Person,
            "o" => EntityKind::Organization,
            "g" => EntityKind::Group,
            _ => EntityKind::Place,
        };
        let form: Form = serde_json::from_value(form.into()).unwrap();
        let span = Span::at(story.text.len(), story.text.len() + printed.len());
        story.text.push_str(printed);
        let id = story.entities.len() as u32;
        let mention = Mention { span, form };
        match story.entities.iter_mut().find(|entity| (entity.kind, entity.name.as_str()) == (kind, name)) {
            Some(known) => known.mentions.push(mention),
            None => story.entities.push(Entity {
                id,
                kind,
                name: name.to_owned(),
                aliases: vec![],
                native: vec![],
                acronym: None,
                titles: vec![],
                title_spans: vec![],
                mentions: vec![mention],
            }),
        }
        rest = after;
    }
    story.text.push_str(rest);
}
