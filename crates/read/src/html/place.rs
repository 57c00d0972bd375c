//! Where a line stands, as bits beside those of [`kind`]: what elements, roles and microdata say.

use super::class::kind;
use super::tag::Tag;

pub(crate) const NAV: u64 = 1 << 32;
pub(crate) const ASIDE: u64 = 1 << 33;
pub(crate) const HEADER: u64 = 1 << 34;
pub(crate) const FOOTER: u64 = 1 << 35;
pub(crate) const FIGURE: u64 = 1 << 36;
pub(crate) const FIGCAPTION: u64 = 1 << 37;
pub(crate) const BLOCKQUOTE: u64 = 1 << 38;
pub(crate) const LIST: u64 = 1 << 39;
pub(crate) const TABLE: u64 = 1 << 40;
pub(crate) const FORM: u64 = 1 << 41;
pub(crate) const ARTICLE: u64 = 1 << 42;
pub(crate) const MAIN: u64 = 1 << 43;
pub(crate) const BUTTON: u64 = 1 << 44;
pub(crate) const PARAGRAPH: u64 = 1 << 45;
pub(crate) const ITEM: u64 = 1 << 46;
pub(crate) const CELL: u64 = 1 << 47;
/// Said to be of the author, the date, the headline, the story's text, a description by microdata.
pub(crate) const IS_AUTHOR: u64 = 1 << 48;
pub(crate) const IS_DATE: u64 = 1 << 49;
pub(crate) const IS_HEADLINE: u64 = 1 << 50;
pub(crate) const IS_BODY: u64 = 1 << 51;
pub(crate) const TIME: u64 = 1 << 52;
pub(crate) const PRE: u64 = 1 << 53;
pub(crate) const LINK: u64 = 1 << 54;
/// Not shown: `display:none`, `hidden`.
pub(crate) const HIDDEN: u64 = 1 << 55;
pub(crate) const DETAILS: u64 = 1 << 56;

pub(crate) fn tag_bits(tag: Tag) -> u64 {
    match tag {
        Tag::Nav | Tag::Menu => NAV,
        Tag::Aside => ASIDE,
        Tag::Header => HEADER,
        Tag::Footer => FOOTER,
        Tag::Figure => FIGURE,
        Tag::Figcaption => FIGCAPTION,
        Tag::Blockquote => BLOCKQUOTE,
        Tag::Ul | Tag::Ol | Tag::Dl => LIST,
        Tag::Li | Tag::Dd | Tag::Dt => ITEM,
        Tag::Table => TABLE,
        Tag::Td | Tag::Th => CELL,
        Tag::Form | Tag::Fieldset | Tag::Label | Tag::Dialog => FORM,
        Tag::Article => ARTICLE,
        Tag::Main => MAIN,
        Tag::Button => BUTTON,
        Tag::P => PARAGRAPH,
        Tag::Time => TIME,
        Tag::Pre => PRE,
        Tag::A => LINK,
        Tag::Details => DETAILS,
        _ => 0,
    }
}

pub(crate) fn itemprop(value: &str) -> u64 {
    let mut bits = 0;
    for word in value.split_ascii_whitespace() {
        bits |= match word {
            "author" | "creator" => IS_AUTHOR,
            "datePublished" | "dateModified" | "dateCreated" => IS_DATE,
            "headline" => IS_HEADLINE,
            "articleBody" | "reviewBody" => IS_BODY,
            "description" | "alternativeHeadline" => u64::from(kind::DEK),
            "caption" => u64::from(kind::CAPTION),
            "comment" => u64::from(kind::COMMENT),
            _ => 0,
        };
    }
    bits
}

pub(crate) fn role_bits(value: &str) -> u64 {
    match value {
        "navigation" | "menu" | "menubar" | "menuitem" | "tablist" | "search" => NAV,
        "complementary" => ASIDE,
        "banner" => HEADER,
        "contentinfo" => FOOTER,
        "dialog" | "alertdialog" | "alert" | "form" => FORM,
        "article" => ARTICLE,
        "main" => MAIN,
        "button" => BUTTON,
        _ => 0,
    }
}

pub(crate) fn hides(style: &str) -> bool {
    let bytes = style.as_bytes();
    let finds = |name: &[u8], value: &[u8]| {
        memchr::memmem::find_iter(bytes, name).any(|at| {
            let rest = bytes[at + name.len()..].trim_ascii_start();
            rest.strip_prefix(b":").is_some_and(|rest| rest.trim_ascii_start().starts_with(value))
        })
    };
    finds(b"display", b"none") || finds(b"visibility", b"hidden")
}

/// Classes by which sites mark text for screen readers only.
pub(crate) fn is_screen_reader_class(value: &str) -> bool {
    value.split_ascii_whitespace().any(|word| {
        matches!(
            word,
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "screen-reader-text"
                | "screen-reader"
                | "u-visually-hidden"
                | "is-visually-hidden"
                | "show-for-sr"
                | "a11y-hidden"
                | "offscreen"
                | "element-invisible"
        )
    })
}
