use nutgraf_core::{
    Article, Dateline, Entity, EntityKind, Form, Layout, LayoutKind, Mention, Options, QuotationKind, Span,
    parse,
};

use super::quotations;

/// An article of paragraphs, with persons known by name.
fn article(text: &str, persons: &[&str]) -> Article {
    let mut layout = Layout::plain("test", text);
    layout.is_article = true;
    let page = parse(layout, &Options { layout: LayoutKind::Body, ..Options::default() });
    let mut article = page.articles.into_iter().next().unwrap_or_default();
    for (id, name) in (0..).zip(persons) {
        let mention = |(at, _)| Mention { span: Span::at(at, at + name.len()), form: Form::Full };
        let mentions = article.text.match_indices(name).map(mention).collect();
        article.entities.push(Entity {
            id,
            kind: EntityKind::Person,
            name: (*name).to_owned(),
            aliases: vec![],
            native: vec![],
            acronym: None,
            titles: vec![],
            title_spans: vec![],
            mentions,
        });
    }
    article
}

/// `speaker: part | part`, a quotation a line; those in the reporter's own words are left out.
fn show(article: &Article) -> Vec<String> {
    let found = quotations(article);
    let quoted = found.iter().filter(|said| said.kind != QuotationKind::Indirect);
    let line = |said: &nutgraf_core::Quotation| {
        let parts: Vec<&str> = said.parts.iter().map(|part| part.slice(&article.text)).collect();
        let speaker = said.speaker.map_or("-", |speaker| speaker.slice(&article.text));
        format!("{speaker}: {}", parts.join(" | "))
    };
    quoted.map(line).collect()
}

#[track_caller]
fn check(text: &str, wanted: &[&str]) {
    assert_eq!(show(&article(text, &["Ann Vale", "Vale", "Tom Orr", "Orr"])), wanted, "{text}");
}

#[test]
fn the_speaker_stands_before_the_words() {
    check("Ann Vale said: “The bridge is closed for good.”", &["Ann Vale: The bridge is closed for good."]);
    check(
        "Ann Vale told reporters, “The bridge is closed for good.”",
        &["Ann Vale: The bridge is closed for good."],
    );
    check(
        "According to Ann Vale, “the bridge is closed for good.”",
        &["Ann Vale: the bridge is closed for good."],
    );
    check(
        "A spokesman for Orr said, \"The bridge is closed for good.\"",
        &["A spokesman for Orr: The bridge is closed for good."],
    );
    check(
        "Ann Vale, the mayor of Fell, Orr County, said: “The bridge is closed for good.”",
        &["Ann Vale: The bridge is closed for good."],
    );
    check(
        "She left early, adding, “The bridge is closed for good.”",
        &["She: The bridge is closed for good."],
    );
}

#[test]
fn the_speaker_stands_after_the_words() {
    check("“The bridge is closed for good,” Ann Vale said.", &["Ann Vale: The bridge is closed for good,"]);
    check(
        "“The bridge is closed for good,” said Ann Vale, who built it.",
        &["Ann Vale: The bridge is closed for good,"],
    );
    check(
        "\"Is the bridge closed for good?\" asked Tom Orr on Monday.",
        &["Tom Orr: Is the bridge closed for good?"],
    );
    check(
        "“The bridge is closed for good,” Vale, 61, wrote on a wall.",
        &["Vale: The bridge is closed for good,"],
    );
    check(
        "“The bridge is closed for good,” one of the officials said on Monday.",
        &["one of the officials: The bridge is closed for good,"],
    );
    check("‘The bridge isn’t open,’ said Tom Orr.", &["Tom Orr: The bridge isn’t open,"]);
    check("“The bridge is closed for good.” ― Ann Vale", &["Ann Vale: The bridge is closed for good."]);
}

#[test]
fn a_quotation_goes_on_after_its_speaker() {
    check(
        "“It is closed,” Ann Vale said. “Nobody may cross it.” Tom Orr left.",
        &["Ann Vale: It is closed, | Nobody may cross it."],
    );
    check(
        "“It is closed,” Ann Vale said. “But why do you ask me?” said Tom Orr.",
        &["Ann Vale: It is closed,", "Tom Orr: But why do you ask me?"],
    );
}

#[test]
fn a_colon_or_a_speaker_carries_over_to_the_next_paragraph() {
    check(
        "In the end Ann Vale said:\n“The bridge is closed for good.”",
        &["Ann Vale: The bridge is closed for good."],
    );
    check(
        "“It is closed now,” Ann Vale said. “Go home, all of you.\n“There is no other way over it.”",
        &["Ann Vale: It is closed now, | Go home, all of you.", "Ann Vale: There is no other way over it."],
    );
}

#[test]
fn words_inside_the_reporters_sentence_bring_their_clause() {
    check(
        "Ann Vale said that the bridge is “a rusty old danger to us all” and must go.",
        &["Ann Vale: that the bridge is “a rusty old danger to us all” and must go"],
    );
    check(
        "Ann Vale said she hopes the bridge will be “gone for good by the winter.”",
        &["Ann Vale: she hopes the bridge will be “gone for good by the winter.”"],
    );
}

#[test]
fn titles_and_doubtful_words_are_no_quotations() {
    check("The “smart” bridge of Ann Vale stood for a year. Orr built it.", &[]);
    check("Her play “Winter Bread” opened in Fell.", &[]);
    check("Orr said at a fair called “Bread and Salt of the North” that it rained.", &[]);
    check("Ann Vale said at the “Fell Forum for Safe Ports and Rivers” that it rained.", &[]);
    check(
        "Orr spoke of a bridge that was “rusty all the way through.”",
        &["Orr: rusty all the way through."],
    );
    check("Orr called that “a rusty old danger to us.”", &["Orr: a rusty old danger to us."]);
}

#[test]
fn reported_words_have_their_speaker_too() {
    let indirect = |text: &str| {
        let article = article(text, &["Ann Vale", "Tom Orr"]);
        let found = quotations(&article);
        let said = found.first().filter(|said| said.kind == QuotationKind::Indirect)?;
        let words = |span: Span| span.slice(&article.text).to_owned();
        Some((words(said.speaker?), words(said.parts[0]), said.entity))
    };
    let wanted = |speaker: &str, part: &str, entity| Some((speaker.to_owned(), part.to_owned(), entity));
    assert_eq!(
        indirect("Ann Vale said on Monday that the bridge was closed."),
        wanted("Ann Vale", "that the bridge was closed", Some(0))
    );
    assert_eq!(
        indirect("The bridge was closed at noon, Tom Orr said."),
        wanted("Tom Orr", "The bridge was closed at noon", Some(1))
    );
    assert_eq!(
        indirect("According to Tom Orr, the bridge was closed."),
        wanted("Tom Orr", "the bridge was closed", Some(1))
    );
    assert_eq!(
        indirect("Orr’s lawyer vowed to close the bridge."),
        wanted("Orr’s lawyer", "to close the bridge", None)
    );
    assert_eq!(
        indirect("Tom Orr told the town council the bridge was closed."),
        wanted("Tom Orr", "the bridge was closed", Some(1))
    );
    assert_eq!(
        indirect("The inspector, who found rust, said a bridge had to be closed."),
        wanted("The inspector", "a bridge had to be closed", None)
    );
    for text in [
        "The bridge was closed at noon and reopened later.",
        "Tom Orr told a news conference.",
        "Tom Orr presented plans that would close the bridge.",
        "It stood in an interim report that angered many.",
        "Ann Vale spoke of bridges that had become too old.",
    ] {
        assert_eq!(indirect(text), None, "{text}");
    }
}

#[test]
fn an_entity_speaks_only_when_it_is_the_head() {
    let entity = |text: &str| quotations(&article(text, &["Ann Vale", "Tom Orr"]))[0].entity;
    assert_eq!(entity("“The bridge is closed for good,” said Mayor Ann Vale of Fell."), Some(0));
    assert_eq!(entity("“The bridge is closed for good,” said a spokesman for Ann Vale."), None);
    assert_eq!(entity("“The bridge is closed for good,” Ann Vale’s lawyer said."), None);
}

#[test]
fn a_body_in_a_title_does_not_speak() {
    let mut article = article("Secretary of State Ann Vale said that the bridge was closed.", &["Ann Vale"]);
    article.entities[0].title_spans.push(Span::new(0, 18));
    assert_eq!(quotations(&article)[0].entity, Some(0));
}

#[test]
fn a_dateline_is_not_said() {
    let mut article = article("FELL, May 2 — The bridge was closed at noon, Tom Orr said.", &["Tom Orr"]);
    let span = Span::at(0, "FELL, May 2 —".len());
    article.dateline = Some(Dateline { span, ..Dateline::default() });
    assert!(quotations(&article)[0].parts[0].slice(&article.text).starts_with("The bridge"));
}

#[test]
fn a_pronoun_is_somebody_only_when_nobody_else_is_named() {
    let entity =
        |text: &str| quotations(&article(text, &["Ann Vale", "Tom Orr"])).pop().and_then(|said| said.entity);
    assert_eq!(entity("Tom Orr came late. “The bridge is closed for good,” he said."), Some(1));
    assert_eq!(entity("Tom Orr came late.\n“The bridge is closed for good,” he said."), Some(1));
    assert_eq!(entity("Ann Vale met Tom Orr. “The bridge is closed for good,” he said."), None);
}
