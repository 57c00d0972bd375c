use nutgraf_text::Span;
use serde::{Deserialize, Serialize};

use crate::{Entity, Keyphrase, Quotation, TimeExpression};

/// What an article is to its page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ArticleKind {
    /// The page's own story, or one of a digest's.
    #[default]
    Story,
    /// Another page's story, of which only the beginning stands here.
    Teaser,
}

/// What a block is to a reader.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The title as printed.
    Headline,
    /// The short label above or before a headline (`UKRAINE, NVIDIA:`).
    Kicker,
    /// The standfirst: a sentence or two that sums the story up.
    Dek,
    /// Who wrote it.
    Byline,
    /// A line that holds nothing but a dateline.
    Dateline,
    /// When it was published or changed, as printed.
    Timestamp,
    /// Running text.
    Paragraph,
    /// A heading inside the story.
    Subhead,
    /// A sentence of the story set apart.
    Pullquote,
    /// What a picture shows.
    Caption,
    /// Who made a picture.
    Credit,
    /// What an earlier version got wrong.
    Correction,
    /// An agency's name or tag on a line of its own.
    Agency,
    /// Who else reported.
    Contributor,
    /// Menus, links, breadcrumbs. Furniture, as all that follow.
    Nav,
    /// Newsletters, subscriptions, apps, shops.
    Promo,
    /// Copyright and terms.
    Copyright,
    /// An editor's or machine's remark.
    Note,
    /// Anything else that belongs to no article.
    Other,
}

impl Role {
    /// All roles, in the order of the record.
    pub const ALL: [Role; 19] = [
        Role::Headline,
        Role::Kicker,
        Role::Dek,
        Role::Byline,
        Role::Dateline,
        Role::Timestamp,
        Role::Paragraph,
        Role::Subhead,
        Role::Pullquote,
        Role::Caption,
        Role::Credit,
        Role::Correction,
        Role::Agency,
        Role::Contributor,
        Role::Nav,
        Role::Promo,
        Role::Copyright,
        Role::Note,
        Role::Other,
    ];

    /// The role's name in the record (`paragraph`).
    pub fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Kicker => "kicker",
            Role::Dek => "dek",
            Role::Byline => "byline",
            Role::Dateline => "dateline",
            Role::Timestamp => "timestamp",
            Role::Paragraph => "paragraph",
            Role::Subhead => "subhead",
            Role::Pullquote => "pullquote",
            Role::Caption => "caption",
            Role::Credit => "credit",
            Role::Correction => "correction",
            Role::Agency => "agency",
            Role::Contributor => "contributor",
            Role::Nav => "nav",
            Role::Promo => "promo",
            Role::Copyright => "copyright",
            Role::Note => "note",
            Role::Other => "other",
        }
    }

    /// Whether a block of this role belongs to no article.
    pub fn is_furniture(self) -> bool {
        matches!(self, Role::Nav | Role::Promo | Role::Copyright | Role::Note | Role::Other)
    }

    /// Whether blocks of this role are cut into sentences.
    pub fn has_sentences(self) -> bool {
        matches!(
            self,
            Role::Headline
                | Role::Dek
                | Role::Paragraph
                | Role::Subhead
                | Role::Pullquote
                | Role::Caption
                | Role::Correction
        )
    }
}

/// A stretch of an article's text with one role.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Its bytes in the article's text.
    #[cfg_attr(feature = "schema", schemars(with = "(u32, u32)"))]
    pub span: Span,
    /// The bytes of the page's text it came from: several where lines were joined.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<(u32, u32)>"))]
    pub source: Vec<Span>,
}

/// A person named as author.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Author {
    /// The name, without "By".
    pub name: String,
    /// A title or beat ("Staff reporter"), as printed.
    pub title: Option<String>,
    /// The organisation the author writes for, when the byline says so.
    pub organization: Option<String>,
}

/// Where and when a story was filed (`BERLIN, Oct 3 (Reuters) -`).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dateline {
    /// The city, as printed.
    pub place: Option<String>,
    /// The state or country after it, as printed.
    pub region: Option<String>,
    /// The date, as printed.
    pub date: Option<String>,
    /// The agency, as printed.
    pub agency: Option<String>,
    /// Its bytes in the article's text, with the dash that ends it.
    #[cfg_attr(feature = "schema", schemars(with = "(u32, u32)"))]
    pub span: Span,
}

/// A picture that the page speaks of.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Image {
    /// What it shows, as printed.
    pub caption: Option<String>,
    /// Who made it, as printed.
    pub credit: Option<String>,
}

/// A story or a teaser: one text, and everything found in it as spans into that text.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article {
    /// A hash of the text, the same on every run and machine.
    pub id: String,
    /// Story or teaser.
    pub kind: ArticleKind,
    /// Whether the text breaks off.
    pub truncated: bool,
    /// The headline as printed.
    pub headline: Option<String>,
    /// The kicker as printed, without its colon.
    pub kicker: Option<String>,
    /// The standfirst as printed.
    pub dek: Option<String>,
    /// The byline as printed.
    pub byline: Option<String>,
    /// The persons of the byline.
    pub authors: Vec<Author>,
    /// Where and when it was filed.
    pub dateline: Option<Dateline>,
    /// ISO 8601 date or date-time with its own offset, never converted. A teaser does not inherit its page's.
    pub published: Option<String>,
    /// ISO 8601, as `published`.
    pub modified: Option<String>,
    /// The section it appeared in.
    pub section: Option<String>,
    /// The publisher's keywords.
    pub keywords: Vec<String>,
    /// Agencies named in dateline, byline or on a line of their own.
    pub agencies: Vec<String>,
    /// "Additional reporting by" and the like, as printed.
    pub contributors: Vec<String>,
    /// Corrections, as printed.
    pub corrections: Vec<String>,
    /// Pictures: captions and credits.
    pub images: Vec<Image>,
    /// The blocks' texts, one a line.
    pub text: String,
    /// What stands where in `text`, in order, without gaps but the line breaks.
    pub blocks: Vec<Block>,
    /// Sentences; none crosses a block.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<(u32, u32)>"))]
    pub sentences: Vec<Span>,
    /// Tokens of every block; only when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<(u32, u32)>>"))]
    pub tokens: Option<Vec<Span>>,
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// Who says what.
    pub quotations: Vec<Quotation>,
    /// When.
    pub times: Vec<TimeExpression>,
    /// Best first.
    pub keyphrases: Vec<Keyphrase>,
}

impl Article {
    /// The text of a block.
    pub fn block_text(&self, block: &Block) -> &str {
        block.span.slice(&self.text)
    }

    /// The blocks that are running text.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.role == Role::Paragraph)
    }

    /// The index of the block that holds a span of the text.
    pub fn block_of(&self, span: Span) -> Option<usize> {
        let at = self.blocks.partition_point(|block| block.span.end() < span.end());
        self.blocks.get(at).filter(|block| block.span.contains(span)).map(|_| at)
    }

    /// The sentence that holds a span of the text.
    pub fn sentence_of(&self, span: Span) -> Option<Span> {
        let at = self.sentences.partition_point(|sentence| sentence.end() <= span.start());
        self.sentences.get(at).copied().filter(|sentence| sentence.overlaps(span))
    }

    /// A title for people: the headline, else the dek, else the first words of the first paragraph.
    pub fn title(&self) -> &str {
        if let Some(printed) = self.headline.as_deref().or(self.dek.as_deref()) {
            return printed;
        }
        let first = self.sentences.first().map_or(self.text.as_str(), |sentence| sentence.slice(&self.text));
        match first.char_indices().nth(90) {
            None => first,
            Some((limit, _)) => first[..limit].rsplit_once(' ').map_or(&first[..limit], |(head, _)| head),
        }
    }
}
