//! What the words of `class`, `id` and the like say of an element.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Kinds of words, as bits.
pub(crate) mod kind {
    pub(crate) const ARTICLE: u32 = 1;
    pub(crate) const BODY: u32 = 1 << 1;
    pub(crate) const NAV: u32 = 1 << 2;
    pub(crate) const SHARE: u32 = 1 << 3;
    pub(crate) const RELATED: u32 = 1 << 4;
    pub(crate) const COMMENT: u32 = 1 << 5;
    pub(crate) const AD: u32 = 1 << 6;
    pub(crate) const NEWSLETTER: u32 = 1 << 7;
    pub(crate) const COOKIE: u32 = 1 << 8;
    pub(crate) const AUTHOR: u32 = 1 << 9;
    pub(crate) const DATE: u32 = 1 << 10;
    pub(crate) const CAPTION: u32 = 1 << 11;
    pub(crate) const CREDIT: u32 = 1 << 12;
    pub(crate) const TAGS: u32 = 1 << 13;
    pub(crate) const SIDEBAR: u32 = 1 << 14;
    pub(crate) const FOOTER: u32 = 1 << 15;
    pub(crate) const HEADER: u32 = 1 << 16;
    pub(crate) const QUOTE: u32 = 1 << 17;
    pub(crate) const DEK: u32 = 1 << 18;
    pub(crate) const KICKER: u32 = 1 << 19;
    pub(crate) const TITLE: u32 = 1 << 20;
    pub(crate) const HIDDEN: u32 = 1 << 21;
    pub(crate) const BIO: u32 = 1 << 22;
    pub(crate) const CARD: u32 = 1 << 23;
    pub(crate) const COPYRIGHT: u32 = 1 << 24;
    pub(crate) const MEDIA: u32 = 1 << 25;
    pub(crate) const MORE: u32 = 1 << 26;
    pub(crate) const PAYWALL: u32 = 1 << 27;
}

use kind::{
    AD, ARTICLE, AUTHOR, BIO, BODY, CAPTION, CARD, COMMENT, COOKIE, COPYRIGHT, CREDIT, DATE, DEK, FOOTER,
    HEADER, HIDDEN, KICKER, MEDIA, MORE, NAV, NEWSLETTER, PAYWALL, QUOTE, RELATED, SHARE, SIDEBAR, TAGS,
    TITLE,
};

/// Words by kind, in the languages whose sites we know; names run together as sites write them.
const WORDS: &[(u32, &str)] = &[
    (ARTICLE, "article story post entry news artikel articolo articulo noticia nota beitrag blogpost artigo"),
    (
        BODY,
        "body content text copy contents inhalt contenu cuerpo corpo texto testo paragraphs fulltext richtext wysiwyg prose",
    ),
    (
        ARTICLE | BODY,
        "articlebody storybody postbody entrycontent articlecontent articletext storytext postcontent storycontent artikeltext maincontent newstext articlecopy bodytext bodycopy newscontent detailtext",
    ),
    (
        NAV,
        "nav navi navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs pagination pager pagenav toolbar topbar masthead navlinks sitemap offcanvas hamburger skip skiplink toc tableofcontents dropdown megamenu ticker tabs",
    ),
    (
        SHARE,
        "share shares sharing sharebar sharebuttons sharethis addthis addtoany social socials socialmedia sharedaddy jetpack sociallinks socialshare teilen partager compartir condividi bookmark toolbox",
    ),
    (
        RELATED,
        "related relatedarticles relatedposts relatedstories recommend recommended recommendation recommendations recommended popular trending mostread mostpopular mostviewed readmore readnext readalso outbrain taboola recirc recirculation crosslink crosslinks suggested suggestions similar upnext nextup relacionadas relacionados relacionada verwandt verwandte yarpp rp4wp relatedcontent relatedlinks morestories morenews morefrom seealso interlinking internallink correlati correlate weitere lire crp mehr nextarticle prevnext nextprev siblings adjacent yarpprelated jprelatedposts",
    ),
    (MORE, "more also most latest next previous prev"),
    (
        CARD,
        "teaser teasers card cards carousel slider swiper tile tiles promo promos promobox listing feed river newsfeed",
    ),
    (
        COMMENT,
        "comment comments commentlist disqus respond kommentar kommentare commentaire commentaires comentarios comentario commenti discussion replies livefyre fbcomments coral spotim viafoura reacties",
    ),
    (
        AD,
        "ad ads adv advert adverts advertisement advertising advertorial sponsor sponsored banner dfp gpt werbung anzeige publicidad pub adbox adslot adunit adsbygoogle advertise adcontainer adwrapper pubblicita reklama promoted affiliate",
    ),
    (
        NEWSLETTER,
        "newsletter newsletters subscribe subscription subscriptions signup signin login register registration optin mailchimp donate donation donations membership cta abo abonnement emailsignup mailing callout survey poll giveaway",
    ),
    // A paragraph may be called so, too: one that only subscribers see.
    (PAYWALL, "paywall piano regwall leaky subscriber subscribers"),
    (COOKIE, "cookie cookies consent gdpr modal popup overlay lightbox onetrust didomi tooltip toast"),
    (
        AUTHOR,
        "author authors byline bylines writer contributor contributors autor autoren auteur auteurs autore autores journalist reporter verfasser authorname",
    ),
    (BIO, "bio biography authorbox authorbio aboutauthor authorinfo vcard"),
    (
        DATE,
        "date dates time timestamp datetime published publish pubdate updated modified dateline datum fecha data posted created",
    ),
    (
        CAPTION,
        "caption captions figcaption wpcaption bildunterschrift legende imagecaption photocaption bildtext",
    ),
    (CREDIT, "credit credits photocredit imagecredit photographer bildnachweis"),
    (COPYRIGHT, "copyright copyrights"),
    (
        TAGS,
        "tag tags topics topic keywords tagged taglist etiquetas schlagworte taxonomy posttags articletags tagcloud hashtags",
    ),
    (SIDEBAR, "sidebar sidebars aside rail rightrail leftrail secondary rightcol rightcolumn complementary"),
    (
        FOOTER,
        "footer foot bottom colophon postfooter articlefooter siteinfo imprint impressum disclaimer legal",
    ),
    (HEADER, "header head hdr articleheader postheader entryheader storyheader"),
    (QUOTE, "pullquote pullquotes pull"),
    (
        DEK,
        "dek deck standfirst subtitle subtitles subtitulo summary lead lede intro description excerpt subhead subheadline subheading subheadlines chapo abstract vorspann anriss sommario entradilla bajada copete chapeau teasertext kurztext ingress leadtext introtext",
    ),
    (
        KICKER,
        "kicker eyebrow overline roofline spitzmarke pretitle preheadline supertitle suptitle overtitle toptitle prehead strapline dachzeile topline section category categories rubric rubrik rubrique antetitulo volanta categoria channel label flag",
    ),
    (TITLE, "title headline heading titel titre titulo titolo headlines"),
    (HIDDEN, "sr visuallyhidden screenreader screen reader hidden hide invisible offscreen"),
    (
        MEDIA,
        "video audio player gallery slideshow podcast image photo picture media figure map chart infographic embed",
    ),
];

static TABLE: LazyLock<FxHashMap<&'static [u8], u32>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (bits, words) in WORDS {
        for word in words.split(' ') {
            *table.entry(word.as_bytes()).or_insert(0) |= bits;
        }
    }
    table
});

/// The longest word of the table.
const LONGEST: usize = 24;

/// The kinds of the words of an attribute's value, cut at marks, blanks and inner capitals.
pub(crate) fn kinds(value: &str) -> u32 {
    let mut found = 0;
    let mut word = [0_u8; LONGEST];
    let mut length = 0;
    let mut was_small = false;
    // Utility classes may run to kilobytes; what they say stands at the head.
    for &byte in value.as_bytes().iter().take(400).chain(b" ") {
        let is_letter = byte.is_ascii_alphabetic();
        if length > 0 && (!is_letter || byte.is_ascii_uppercase() && was_small) {
            if length <= LONGEST {
                found |= TABLE.get(&word[..length]).copied().unwrap_or(0);
            }
            length = 0;
        }
        if is_letter {
            if let Some(slot) = word.get_mut(length) {
                *slot = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        was_small = byte.is_ascii_lowercase();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_marks_and_capitals() {
        assert_eq!(kinds("ArticleBody_text__x2"), ARTICLE | BODY);
        assert_eq!(kinds("c-share-bar relatedArticles"), SHARE | RELATED);
        assert_eq!(kinds("shareholder gradient-adopt"), 0);
        assert_eq!(kinds(&"x".repeat(5000)), 0);
    }
}
