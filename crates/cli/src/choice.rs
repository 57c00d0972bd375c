//! The words of the options, and what they stand for.

use clap::ValueEnum;
use nutgraf::analysis::{PairScope, Unit};
use nutgraf::core::{EntityKind, LayoutKind, Page};
use nutgraf::read;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum InputFormat {
    /// By the file's ending, else by its first bytes
    #[default]
    Auto,
    /// A page of plain text a file
    Text,
    /// An HTML page a file
    Html,
    /// A JSON object a line, or an array of them: "text" or "html", and maybe id, url, outlet, published, headline,
    /// authors, language; also by the names of cc_news, news-please, trafilatura, RealNews, newspaper4k
    Jsonl,
    /// A web archive: WARC, WET
    Warc,
    /// A feed: RSS, RDF, Atom, JSON Feed; each item a page
    Feed,
    /// Comma-separated values with a header line; also with tabs, semicolons or bars
    Csv,
}

impl From<InputFormat> for read::Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Auto => read::Format::Auto,
            InputFormat::Text => read::Format::Text,
            InputFormat::Html => read::Format::Html,
            InputFormat::Jsonl => read::Format::Jsonl,
            InputFormat::Warc => read::Format::Warc,
            InputFormat::Feed => read::Format::Feed,
            InputFormat::Csv => read::Format::Csv,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Target {
    /// The page record, a line of JSON a page: all that was found
    #[default]
    Record,
    /// schema.org NewsArticle in JSON-LD, a line a story
    Jsonld,
    /// IPTC ninjs 3.2, a line a story
    Ninjs,
    /// Clean text: headline, standfirst and paragraphs, a line each; an empty line between stories
    Text,
    /// Markdown; a rule between stories
    Markdown,
}

impl Target {
    /// What a page is written as; empty when nothing of it is.
    pub(crate) fn write(self, page: &Page) -> String {
        match self {
            Target::Record => page.to_json() + "\n",
            Target::Jsonld => page.to_jsonld(),
            Target::Ninjs => page.to_ninjs(),
            Target::Text => page.to_text(),
            Target::Markdown => page.to_markdown(),
        }
    }

    /// What stands between two pages.
    pub(crate) fn separator(self) -> &'static str {
        match self {
            Target::Record | Target::Jsonld | Target::Ninjs => "",
            Target::Text => "\n",
            Target::Markdown => "\n---\n\n",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Layout {
    /// A scraped page: find its story
    #[default]
    Page,
    /// A story's body already: every line is a paragraph
    Body,
}

impl From<Layout> for LayoutKind {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Page => LayoutKind::Page,
            Layout::Body => LayoutKind::Body,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Table,
    /// Comma-separated, with a header; lists are joined by "; "
    Csv,
    /// A JSON object a line, with everything known of the row
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Scope {
    /// In one sentence
    Sentence,
    /// In one paragraph
    #[default]
    Paragraph,
    /// In one story
    Story,
}

impl From<Scope> for PairScope {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Sentence => PairScope::Sentence,
            Scope::Paragraph => PairScope::Paragraph,
            Scope::Story => PairScope::Story,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Step {
    /// A day
    #[default]
    Day,
    /// A week from Monday (ISO 8601)
    Week,
    /// A calendar month
    Month,
}

impl From<Step> for Unit {
    fn from(step: Step) -> Self {
        match step {
            Step::Day => Unit::Day,
            Step::Week => Unit::Week,
            Step::Month => Unit::Month,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Kind {
    Person,
    Organization,
    Place,
    Group,
    Event,
    Work,
    Product,
}

impl From<Kind> for EntityKind {
    fn from(kind: Kind) -> Self {
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
}
