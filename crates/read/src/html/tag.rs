//! Elements that matter to a reader of news, and what HTML says of them.

macro_rules! tags {
    ($($variant:ident $name:literal $class:expr,)*) => {
        /// An element's name; those without a rule of their own are `Other`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub(crate) enum Tag {
            $(#[doc = $name] $variant,)*
            /// Any other element.
            Other,
        }

        impl Tag {
            /// How many there are.
            pub(crate) const COUNT: usize = Tag::Other as usize + 1;

            const CLASSES: [u16; Tag::COUNT] = [$($class,)* INLINE];

            /// The element of a name in small letters.
            fn of_lower(name: &[u8]) -> Tag {
                match name {
                    $(name if name == $name.as_bytes() => Tag::$variant,)*
                    _ => Tag::Other,
                }
            }
        }
    };
}

/// Has no end tag and nothing inside.
const VOID: u16 = 1;
/// Begins and ends a line.
const BLOCK: u16 = 2;
/// Ends an open paragraph.
const ENDS_P: u16 = 4;
/// "Special": an end tag of inline markup does not reach over it.
const SPECIAL: u16 = 8;
/// Nothing inside closes what is outside.
const SCOPE: u16 = 16;
/// Everything up to its own end tag is text.
const RAW: u16 = 32;
/// Shows nothing.
const HIDDEN: u16 = 64;
/// Bold, links and the like.
const INLINE: u16 = 128;
const DIV: u16 = BLOCK | ENDS_P | SPECIAL;

tags! {
    A "a" INLINE,
    Abbr "abbr" INLINE,
    Address "address" DIV,
    Area "area" VOID | SPECIAL,
    Article "article" DIV,
    Aside "aside" DIV,
    Audio "audio" BLOCK | HIDDEN,
    B "b" INLINE,
    Base "base" VOID | SPECIAL,
    Blockquote "blockquote" DIV,
    Body "body" BLOCK | SPECIAL,
    Br "br" VOID | SPECIAL,
    Button "button" SPECIAL | BLOCK,
    Canvas "canvas" HIDDEN,
    Caption "caption" BLOCK | SPECIAL | SCOPE,
    Center "center" DIV,
    Cite "cite" INLINE,
    Col "col" VOID | SPECIAL,
    Colgroup "colgroup" SPECIAL,
    Data "data" INLINE,
    Datalist "datalist" HIDDEN,
    Dd "dd" DIV,
    Details "details" DIV,
    Dialog "dialog" DIV,
    Div "div" DIV,
    Dl "dl" DIV,
    Dt "dt" DIV,
    Em "em" INLINE,
    Embed "embed" VOID | SPECIAL,
    Fieldset "fieldset" DIV,
    Figcaption "figcaption" DIV,
    Figure "figure" DIV,
    Font "font" INLINE,
    Footer "footer" DIV,
    Form "form" DIV,
    H1 "h1" DIV,
    H2 "h2" DIV,
    H3 "h3" DIV,
    H4 "h4" DIV,
    H5 "h5" DIV,
    H6 "h6" DIV,
    Head "head" BLOCK | SPECIAL,
    Header "header" DIV,
    Hgroup "hgroup" DIV,
    Hr "hr" VOID | SPECIAL | ENDS_P | BLOCK,
    Html "html" SPECIAL | SCOPE | BLOCK,
    I "i" INLINE,
    Iframe "iframe" RAW | HIDDEN | SPECIAL,
    Img "img" VOID | SPECIAL,
    Input "input" VOID | SPECIAL,
    Label "label" INLINE,
    Legend "legend" BLOCK,
    Li "li" BLOCK | ENDS_P | SPECIAL,
    Link "link" VOID | SPECIAL,
    Main "main" DIV,
    Math "math" INLINE,
    Menu "menu" DIV,
    Meta "meta" VOID | SPECIAL,
    Nav "nav" DIV,
    Noembed "noembed" RAW | HIDDEN | SPECIAL,
    Noframes "noframes" RAW | HIDDEN | SPECIAL,
    Noscript "noscript" RAW | HIDDEN | SPECIAL,
    Object "object" SPECIAL | SCOPE,
    Ol "ol" DIV,
    Optgroup "optgroup" HIDDEN,
    Option "option" HIDDEN,
    P "p" DIV,
    Param "param" VOID | SPECIAL,
    Picture "picture" INLINE,
    Plaintext "plaintext" DIV,
    Pre "pre" DIV,
    Rp "rp" HIDDEN,
    Rt "rt" HIDDEN,
    Ruby "ruby" INLINE,
    S "s" INLINE,
    Script "script" RAW | HIDDEN | SPECIAL,
    Search "search" DIV,
    Section "section" DIV,
    Select "select" HIDDEN | SPECIAL,
    Small "small" INLINE,
    Source "source" VOID | SPECIAL,
    Span "span" INLINE,
    Strong "strong" INLINE,
    Style "style" RAW | HIDDEN | SPECIAL,
    Sub "sub" INLINE,
    Summary "summary" DIV,
    Sup "sup" INLINE,
    Svg "svg" HIDDEN | SPECIAL,
    Table "table" BLOCK | ENDS_P | SPECIAL | SCOPE,
    Tbody "tbody" BLOCK | SPECIAL,
    Td "td" BLOCK | SPECIAL | SCOPE,
    Template "template" HIDDEN | SPECIAL | SCOPE,
    Textarea "textarea" RAW | HIDDEN | SPECIAL,
    Tfoot "tfoot" BLOCK | SPECIAL,
    Th "th" BLOCK | SPECIAL | SCOPE,
    Thead "thead" BLOCK | SPECIAL,
    Time "time" INLINE,
    Title "title" RAW | HIDDEN | SPECIAL,
    Tr "tr" BLOCK | SPECIAL,
    Track "track" VOID | SPECIAL,
    U "u" INLINE,
    Ul "ul" DIV,
    Video "video" BLOCK | HIDDEN,
    Wbr "wbr" VOID | SPECIAL,
    Xmp "xmp" RAW | HIDDEN | SPECIAL | ENDS_P,
}

impl Tag {
    /// The element of a name, whatever its case.
    pub(crate) fn of(name: &[u8]) -> Tag {
        let mut lower = [0; 10];
        let Some(lower) = lower.get_mut(..name.len()) else { return Tag::Other };
        lower.copy_from_slice(name);
        lower.make_ascii_lowercase();
        Tag::of_lower(lower)
    }

    fn has(self, class: u16) -> bool {
        Tag::CLASSES[self as usize] & class != 0
    }

    pub(crate) fn is_void(self) -> bool {
        self.has(VOID)
    }

    pub(crate) fn is_block(self) -> bool {
        self.has(BLOCK)
    }

    pub(crate) fn ends_paragraph(self) -> bool {
        self.has(ENDS_P)
    }

    pub(crate) fn is_special(self) -> bool {
        self.has(SPECIAL)
    }

    pub(crate) fn is_scope(self) -> bool {
        self.has(SCOPE)
    }

    pub(crate) fn is_raw(self) -> bool {
        self.has(RAW)
    }

    pub(crate) fn is_hidden(self) -> bool {
        self.has(HIDDEN)
    }

    pub(crate) fn is_inline(self) -> bool {
        self.has(INLINE)
    }

    /// 1 to 6 for headings, else 0.
    pub(crate) fn heading(self) -> u8 {
        match self {
            Tag::H1 => 1,
            Tag::H2 => 2,
            Tag::H3 => 3,
            Tag::H4 => 4,
            Tag::H5 => 5,
            Tag::H6 => 6,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_their_case() {
        assert_eq!(Tag::of(b"BlockQuote"), Tag::Blockquote);
        assert_eq!(Tag::of(b"figcaption"), Tag::Figcaption);
        assert_eq!(Tag::of(b"amp-very-long-element"), Tag::Other);
        assert_eq!(Tag::of(b""), Tag::Other);
    }
}
