//! What a page has of its own: labels, and sentences in which a site speaks of itself: offers, disclosures, terms,
//! appeals.

use std::sync::LazyLock;

use memchr::{memchr, memmem::Finder};

use super::feature::Facts;
use super::form::Form;
use super::heads::Heads;
use super::judge::Verdict;
use super::measure::{Ending, Measure};
use super::unit::Units;
use crate::Role;

/// Slashes between the names of places for which something is so: `AZ/CO/CT`.
const MANY_PLACES: usize = 8;
/// Words of the longest notice.
const LONGEST_NOTICE: usize = 300;

/// What sites say of themselves inside stories: offers, disclosures, terms. Heads of lines.
const SITE_WORDS: &[&str] = &[
    "if you purchase a product",
    "if you buy something",
    "if you make a purchase",
    "when you purchase through links",
    "when you buy through",
    "we may earn",
    "we may receive",
    "this article contains affiliate",
    "this post contains affiliate",
    "this post may contain",
    "this material may not be published",
    "all rights reserved",
    "disclaimer:",
    "disclosure:",
    "citation:",
    "support independent journalism",
    "support our journalism",
    "subscribe to",
    "subscribe now",
    "subscribe today",
    "sign up for",
    "sign up to",
    "signed up",
    "register for free",
    "create an account",
    "already a subscriber",
    "already have an account",
    "log in to",
    "enjoy unlimited",
    "unlimited online access",
    "get unlimited",
    "download the",
    "download our app",
    "follow us on",
    "follow @",
    "like us on",
    "join our",
    "join the conversation",
    "join us",
    "click to subscribe",
    "when you visit the site",
    "click here to",
    "read more:",
    "read also:",
    "also read:",
    "see also:",
    "related:",
    "watch:",
    "listen to the",
    "this website uses cookies",
    "we use cookies",
    "the cookie is set by",
    "this cookie is set by",
    "by submitting your",
    "by signing up",
    "by clicking",
    "by continuing",
    "don't miss",
    "your email address will not",
    "thank you for reading",
    "thanks for reading",
    "advertisement",
    "hat ihnen dieser artikel gefallen",
    "jetzt abonnieren",
    "testen sie",
    "lesen sie auch",
    "lesen sie mehr",
    "lesen sie hier",
    "mehr zum thema",
    "lire aussi",
    "à lire aussi",
    "abonnez-vous",
    "inscrivez-vous",
    "lea también",
    "lee también",
    "te puede interesar",
    "suscríbete",
    "leggi anche",
    "leia também",
    "leia mais",
    "lees ook",
    "les også",
    "läs också",
    "læs også",
    "czytaj także",
    "читайте также",
    "читайте також",
];

/// Heads of lines in which a site says that it thinks nothing.
static DISCLAIMERS: Heads<4> =
    Heads::new(["opinions expressed", "the opinions expressed", "the views expressed", "views expressed"]);

/// A line without the marks before its first word.
pub(crate) fn from_word(line: &str) -> &str {
    line.trim_start_matches(|c: char| !c.is_alphanumeric())
}

fn is_disclaimer(line: &str) -> bool {
    DISCLAIMERS.open(from_word(line))
}

/// Whether a line begins as sites speak of themselves.
pub(crate) fn is_site_speaking(line: &str) -> bool {
    if is_disclaimer(line) {
        return true;
    }
    let line = from_word(line).as_bytes();
    let Some(first) = line.first().map(u8::to_ascii_lowercase) else { return false };
    SITE_WORDS.iter().map(|head| head.as_bytes()).any(|head| {
        head[0] == first && line.get(..head.len()).is_some_and(|found| found.eq_ignore_ascii_case(head))
    })
}

/// Labels of a page's own: its menus, buttons and boxes. Whole lines, in small letters, sorted.
const LABELS: &[&str] = &[
    "about",
    "about us",
    "accessibility",
    "ad choices",
    "advertise",
    "advertise with us",
    "advertisement",
    "advertisements",
    "all rights reserved",
    "article continues after this message",
    "article continues below",
    "article continues below advertisement",
    "article continues below this ad",
    "arts",
    "back to top",
    "business",
    "careers",
    "classifieds",
    "close this dialog",
    "comment",
    "comments",
    "contact",
    "contact us",
    "continue reading",
    "cookie policy",
    "cookie settings",
    "cookies",
    "copy link",
    "crosswords",
    "culture",
    "do not sell my personal information",
    "don't miss",
    "e-edition",
    "e-mail",
    "editors' picks",
    "email",
    "enlarge this image",
    "entertainment",
    "facebook",
    "faq",
    "faqs",
    "follow",
    "follow us",
    "gift article",
    "give this article",
    "health",
    "hear this story",
    "hide caption",
    "home",
    "image credit",
    "instagram",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "lifestyle",
    "linkedin",
    "listen to this article",
    "listen to this story",
    "live tv",
    "load more",
    "loading",
    "loading...",
    "local news",
    "log in",
    "log out",
    "login",
    "markets",
    "menu",
    "money",
    "more for you",
    "more news",
    "more stories",
    "most popular",
    "most read",
    "most shared",
    "most viewed",
    "news",
    "newsletter",
    "newsletters",
    "next article",
    "next story",
    "obituaries",
    "open image modal",
    "opinion",
    "our standards: the thomson reuters trust principles",
    "our standards: the thomson reuters trust principles.",
    "paid content",
    "photos",
    "pinterest",
    "play video",
    "podcasts",
    "politics",
    "post a comment",
    "previous article",
    "previous story",
    "print",
    "privacy",
    "privacy notice",
    "privacy policy",
    "promoted",
    "promoted stories",
    "puzzles",
    "read also",
    "read full article",
    "read more",
    "read next",
    "read the full article",
    "read the full story",
    "recommended",
    "recommended for you",
    "recommended stories",
    "reddit",
    "register",
    "related",
    "related articles",
    "related content",
    "related news",
    "related stories",
    "related topics",
    "rss",
    "science",
    "scroll to continue",
    "search",
    "see all",
    "share",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share this",
    "share this article",
    "share this story",
    "show more",
    "sign in",
    "sign out",
    "sign up",
    "site map",
    "sitemap",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "sport",
    "sports",
    "story continues after this message",
    "story continues below",
    "story continues below advertisement",
    "story continues below this ad",
    "subscribe",
    "subscribe now",
    "tags",
    "tech",
    "technology",
    "telegram",
    "terms",
    "terms & conditions",
    "terms and conditions",
    "terms of service",
    "terms of use",
    "toggle caption",
    "top stories",
    "topics",
    "travel",
    "trending",
    "trending now",
    "tweet",
    "twitter",
    "uk news",
    "us news",
    "video",
    "videos",
    "view all",
    "view comments",
    "view gallery",
    "view more",
    "view this post on instagram",
    "watch live",
    "watch more",
    "watch the video",
    "weather",
    "whatsapp",
    "world",
    "world news",
    "you may also like",
    "you might also like",
    "your ad choices",
    "youtube",
];

/// Bytes of the longest of them.
const LONGEST_LABEL: usize = 60;

/// Whether a line is a label of the page's own and nothing else.
pub(crate) fn is_label(line: &str) -> bool {
    if line.len() > LONGEST_LABEL {
        return false;
    }
    let line = line.trim_end_matches([':', '»', '›', '>', ' ']).trim_start_matches(['+', '»', '›', '>', ' ']);
    LABELS.binary_search(&&*line.to_lowercase().replace('’', "'")).is_ok()
}

/// Words that together say that a site speaks of itself: of what it earns, of its terms, of those who should pay.
static SITE_PAIRS: LazyLock<[(Finder<'static>, &[&str]); 9]> = LazyLock::new(|| {
    [
        (Finder::new("commission"), &["link", "purchase", "buy"]),
        (Finder::new("affiliate link"), &["contain", "post", "we "]),
        (Finder::new("newsletter"), &["Sign up", "sign up for", "your inbox", "Subscribe", "real-time"]),
        (Finder::new("your inbox"), &["latest", "news", "stories", "updates"]),
        (Finder::new("post shared by"), &["(@"]),
        (Finder::new("journalism"), &["subscribe", "your support", "donate", "contribution"]),
        (Finder::new("omments"), &["moderated", "premoderated"]),
        (Finder::new("copyright"), &["subject to", "permission"]),
        (Finder::new("copyrighted"), &["subject to", "permission"]),
    ]
});

/// Whether a line has such words.
pub(crate) fn is_of_the_site(line: &str) -> bool {
    SITE_PAIRS
        .iter()
        .any(|(word, others)| has_word(line, word) && others.iter().any(|other| line.contains(other)))
}

/// Whether a line has a word that ends there, or one more of them: `commissions`, and no `commissioner`.
fn has_word(line: &str, word: &Finder<'_>) -> bool {
    let ends = |rest: &str| !rest.strip_prefix("s").unwrap_or(rest).starts_with(char::is_alphanumeric);
    word.find_iter(line.as_bytes()).any(|at| ends(&line[at + word.needle().len()..]))
}

/// Whether a line asks for support: a newsroom's `we` and what it is for.
fn asks_for_support(line: &str, measure: &Measure) -> bool {
    measure.we > 0 && (line.contains("ournalism") || line.contains("newsroom"))
}

/// `list of 3 itemslist 1 of 3Ferry sinkslist 2 of 3Mayor resigns`: links as they are read aloud.
fn is_enumerated(line: &str) -> bool {
    line.starts_with("list of ") && line.contains("list 1 of ")
}

/// Whether a line is a notice on gambling, or names its places side by side as such do: `CO/IL/IN/IA`.
fn is_notice(line: &str, measure: &Measure) -> bool {
    if measure.slashes == 0 || measure.words > LONGEST_NOTICE {
        return false;
    }
    let places = || {
        let pair = |ends: &[u8]| ends.iter().all(u8::is_ascii_uppercase);
        line.as_bytes()
            .windows(5)
            .filter(|five| five[2] == b'/' && pair(&five[..2]) && pair(&five[3..]))
            .count()
    };
    measure.slashes >= MANY_PLACES && places() >= MANY_PLACES
        || measure.slashes > line.matches("and/or").count()
            && ["amble responsibly", "amble Responsibly"].iter().any(|mark| line.contains(mark))
}

/// What sends the reader elsewhere, and what the site says of itself, is none of the story's text.
pub(crate) fn elsewhere(units: &Units<'_>, facts: &[Facts], verdicts: &mut [Verdict]) {
    for ((unit, facts), verdict) in units.units.iter().zip(facts).zip(verdicts) {
        let Facts { measure, form, .. } = facts;
        let is_text = verdict.role() == Some(Role::Paragraph);
        if !is_text && verdict.role() != Some(Role::Subhead) {
            continue;
        }
        // No story has a title of several words that is also a page's label.
        if is_label(&unit.text) && unit.text.contains(' ') {
            verdict.becomes(Role::Promo, "a label of the page");
            continue;
        }
        if is_text && is_enumerated(&unit.text) {
            verdict.becomes_teaser("lists other stories");
            continue;
        }
        // `READ MORE: Title without a stop`.
        let is_title = form.has(Form::POINTER) && measure.colons > 0 && measure.ending != Ending::Stop;
        if is_title && (4..40).contains(&measure.words) && memchr(b':', unit.text.as_bytes()) < Some(12) {
            verdict.becomes_teaser("sends the reader to another story");
        } else if is_text && is_notice(&unit.text, measure) {
            verdict.becomes(Role::Promo, "a notice on gambling");
        } else if is_text
            && measure.quotes == 0
            && measure.words <= 120
            && (is_disclaimer(&unit.text)
                || measure.promo_words + measure.you + measure.we + usize::from(measure.has_at) > 0
                    && (is_site_speaking(&unit.text)
                        || is_of_the_site(&unit.text)
                        || asks_for_support(&unit.text, measure)))
        {
            verdict.becomes(Role::Promo, "the site speaks of itself");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_on_gambling() {
        let is = |line: &str| is_notice(line, &Measure::of(line));
        assert!(is("Gambling problem? Call 1-800-426-2537 (AZ/CO/IA/IL/IN/KS/KY/LA/MD)."));
        assert!(is("Please gamble responsibly. Visit port-elsa.example/help (CT)."));
        assert!(!is("The council told people to gamble responsibly and/or quit."));
        assert!(!is(&"The law of 9/11 is not the law of 10/12. ".repeat(8)));
        assert!(!is("See https://port-elsa.example/a/b/c and https://port-elsa.example/d/e/f for more."));
    }

    #[test]
    fn labels_of_the_page() {
        assert!(LABELS.is_sorted() && LABELS.iter().all(|label| label.len() <= LONGEST_LABEL));
        assert!(is_label("ADVERTISEMENT") && is_label("Read more:") && is_label("Don’t miss"));
        assert!(!is_label("The advertisement") && !is_label("Ferry") && !is_label(""));
    }

    #[test]
    fn sites_speak_of_themselves() {
        assert!(is_site_speaking("Subscribe now and read on."));
        assert!(is_site_speaking("The opinions expressed in comments are their authors’ own."));
        assert!(is_site_speaking("* Views expressed here are their authors’ own."));
        assert!(is_of_the_site("The Ledger may earn a commission from a link."));
        assert!(is_of_the_site("Commissioners may like it: a link (or two) brings us commissions!"));
        assert!(!is_of_the_site("The insurance commissioner links two fires to the line."));
        let asks = |line: &str| asks_for_support(line, &Measure::of(line));
        assert!(asks("We cannot do this alone: support our newsroom."));
        assert!(!asks("The journalism prize went to Ada Quill."));
    }
}
