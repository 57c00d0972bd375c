use nutgraf_text::Span;
use serde::{Deserialize, Serialize};

/// What kind of thing a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, agency, party, team, body.
    Organization,
    /// A country, city, region, building, river.
    Place,
    /// A nationality, a religious or political group.
    Group,
    /// A named happening: a war, a storm, a tournament.
    Event,
    /// A title: book, film, law.
    Work,
    /// A thing that is made and sold, a vessel, a weapon.
    Product,
}

impl EntityKind {
    /// All kinds, in the order of the record.
    pub const ALL: [EntityKind; 7] = [
        EntityKind::Person,
        EntityKind::Organization,
        EntityKind::Place,
        EntityKind::Group,
        EntityKind::Event,
        EntityKind::Work,
        EntityKind::Product,
    ];

    /// The kind's name in the record (`person`).
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Group => "group",
            EntityKind::Event => "event",
            EntityKind::Work => "work",
            EntityKind::Product => "product",
        }
    }
}

/// How a mention names its entity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// The whole name.
    Full,
    /// A part of it: a surname, a short form.
    Partial,
    /// Its initials.
    Acronym,
    /// Its name in its own script.
    Native,
    /// Another name.
    Alias,
    /// A description ("the prime minister").
    Nominal,
    /// A pronoun.
    Pronoun,
}

impl Form {
    /// Every form; files number them in this order.
    pub const ALL: [Form; 7] =
        [Form::Full, Form::Partial, Form::Acronym, Form::Native, Form::Alias, Form::Nominal, Form::Pronoun];

    /// The name used in page records.
    pub fn name(self) -> &'static str {
        match self {
            Form::Full => "full",
            Form::Partial => "partial",
            Form::Acronym => "acronym",
            Form::Native => "native",
            Form::Alias => "alias",
            Form::Nominal => "nominal",
            Form::Pronoun => "pronoun",
        }
    }
}

/// One place where an entity is named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mention {
    /// Its bytes in the article's text.
    #[cfg_attr(feature = "schema", schemars(with = "(u32, u32)"))]
    pub span: Span,
    /// How it names the entity.
    pub form: Form,
}

/// A name in its own script.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NativeName {
    /// The name as printed.
    pub text: String,
    /// ISO 15924 (`Hani`).
    pub script: String,
}

/// Someone or something named in one article: all its mentions, merged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entity {
    /// Unique within the page.
    pub id: u32,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form printed.
    pub name: String,
    /// The other forms printed, in order of appearance; of those that differ in case only, the first.
    pub aliases: Vec<String>,
    /// Names in their own script.
    pub native: Vec<NativeName>,
    /// The initials it is known by.
    pub acronym: Option<String>,
    /// Titles and roles printed with the name, without repeats.
    pub titles: Vec<String>,
    /// Where each of `titles` stands, in bytes of the article's text.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<(u32, u32)>"))]
    pub title_spans: Vec<Span>,
    /// Where it is named, in order.
    pub mentions: Vec<Mention>,
}

/// A phrase that says what an article is about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Keyphrase {
    /// The phrase as printed.
    pub text: String,
    /// Higher is better; comparable within one article only.
    pub score: f64,
}
