use nutgraf_core::{Day, Quotation, QuotationKind};
use serde::Serialize;

use crate::{Column, Corpus, Story, Table};

/// Something said in a story.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QuoteRow {
    /// The page's id.
    pub id: String,
    /// Day of publication.
    #[serde(serialize_with = "crate::table::day")]
    pub day: Option<Day>,
    /// The speaker's name in the corpus; the words printed when it is no entity; none when nobody is named.
    pub speaker: Option<String>,
    /// How it is reported.
    pub kind: QuotationKind,
    /// What is said; parts joined by " … ".
    pub text: String,
    /// The word that reports.
    pub cue: Option<String>,
    /// Index of the page in the corpus.
    #[serde(skip)]
    pub page: u32,
    /// Index of the article in the page.
    #[serde(skip)]
    pub article: u32,
    /// Index of the quotation in the article.
    #[serde(skip)]
    pub quotation: u32,
    /// Index of the speaker in [`Corpus::entities`](crate::Corpus::entities).
    #[serde(skip)]
    pub entity: Option<u32>,
}

impl QuoteRow {
    /// Rows as columns.
    pub fn table(rows: &[QuoteRow]) -> Table {
        let kind = |row: &QuoteRow| match row.kind {
            QuotationKind::Direct => "direct",
            QuotationKind::Indirect => "indirect",
            QuotationKind::Mixed => "mixed",
        };
        Table {
            columns: vec![
                Column::text("id", rows, |row| Some(row.id.as_str())),
                Column::date("day", rows, |row| row.day),
                Column::text("speaker", rows, |row| row.speaker.as_deref()),
                Column::text("kind", rows, |row| Some(kind(row))),
                Column::text("text", rows, |row| Some(row.text.as_str())),
                Column::text("cue", rows, |row| row.cue.as_deref()),
            ],
        }
    }
}

/// The quotations of all stories.
pub(crate) fn rows(corpus: &Corpus) -> Vec<QuoteRow> {
    let mut numbers: Vec<((u32, u32), usize)> =
        corpus.places().iter().enumerate().map(|(at, &place)| (place, at)).collect();
    numbers.sort_unstable();
    // A page is unpacked only where its story quotes somebody.
    numbers.retain(|&(_, at)| corpus.partial().stories[at].quotations > 0);
    let places: Vec<(u32, u32)> = numbers.iter().map(|&(place, _)| place).collect();
    let of_story = |story: Option<&Story>| {
        let Some(story) = story else { return vec![] };
        let place = (story.page_index(), story.article_index());
        let at = numbers.partition_point(|&(other, _)| other < place);
        numbers.get(at).map_or(vec![], |&(_, number)| of_story(corpus, story, number))
    };
    corpus.of_stories(&places, true, of_story).into_iter().flatten().collect()
}

/// The quotations of the story of this number in the partial.
fn of_story(corpus: &Corpus, story: &Story, number: usize) -> Vec<QuoteRow> {
    let links = corpus.links();
    let article = story.article();
    let text = article.text.as_str();
    let row = |(quotation, said): (u32, &Quotation)| {
        let entity = said
            .entity
            .and_then(|id| article.entities.iter().position(|entity| entity.id == id))
            .and_then(|entity| links.of_story(number).get(entity).copied());
        let name = entity.map(|row| links.name(row, corpus.partial()));
        let printed = said.speaker.map(|span| span.slice(text));
        QuoteRow {
            id: story.page().id.clone(),
            day: story.day(),
            speaker: name.or(printed).map(str::to_owned),
            kind: said.kind,
            text: said.parts.iter().map(|part| part.slice(text)).collect::<Vec<_>>().join(" … "),
            cue: said.cue.map(|span| span.slice(text).to_owned()),
            page: story.page_index(),
            article: story.article_index(),
            quotation,
            entity,
        }
    };
    (0..).zip(&article.quotations).map(row).collect()
}
