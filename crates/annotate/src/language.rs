//! Whether a text is English: names and keyphrases are looked for in no other.

use std::sync::LazyLock;

use nutgraf_core::Page;
use nutgraf_tagger::gazetteer::Table;

/// Frequent words of English that are none in the languages below.
const ENGLISH: &str =
    "and are but by for from have his of that the their they this to was were which who with would";

/// Frequent words of other languages in Latin letters that are neither English nor stand in names, as "de" does:
/// German, French, Spanish, Italian, Portuguese, Dutch, the Scandinavian languages, Polish, Czech, Turkish, Finnish,
/// Hungarian, Romanian, Indonesian, Filipino, Vietnamese.
const OTHER: &str = "\
    aber auch auf bei das dem durch ein eine einem einen einer eines für haben ich im ist mit nach nicht noch nur oder \
    sein seine sich sie sind und vom werden wie wir wird zu zum zur über \
    au aux avec ce cette dans des elle est et ils les leur mais nous ont que qui ses sont une vous \
    como cuando es esta está fue las lo los más muy pero porque se según sobre su sus una y \
    alla anche che dei della delle gli il nel nella più sono è \
    ao aos com ela ele foi isso mas não nas nos pela pelo são também uma \
    aan dat deze een het hij maar naar niet ook te uit voor werd wordt zijn \
    att av det från har inte jag och som till är \
    af blev er etter fra ikke og også seg skal være \
    dla jak jest już na nie oraz przez się że \
    jako je jsou při \
    bir bu çok daha gibi için ile kadar olarak olan sonra \
    että hän ja mutta myös oli ovat sekä \
    az és hogy nem \
    cu este mai și în \
    dari dengan dalam ini itu pada tidak untuk yang \
    ang mga ng \
    các của không là một những và được";

/// More frequent words of English, which others have, too.
const SHARED: &str = "a as at in is it on or";

/// Whose a frequent word is.
#[derive(Clone, Copy)]
enum Whose {
    English,
    Others,
    Both,
}

static WORDS: LazyLock<Table<Whose>> = LazyLock::new(|| {
    let lists = [(OTHER, Whose::Others), (ENGLISH, Whose::English), (SHARED, Whose::Both)];
    lists
        .into_iter()
        .flat_map(|(list, whose)| list.split_ascii_whitespace().map(move |word| (word, whose)))
        .collect()
});

/// How many words of another script a word stands for: one, and more where no blanks part them. Marks of accents and
/// the Latin letters of Vietnamese are no other script.
fn foreign(word: &str) -> u32 {
    let is_other = |c: char| c > '\u{36F}' && c.is_alphabetic() && !('\u{1E00}'..='\u{1EFF}').contains(&c);
    match word.is_ascii() || !word.chars().find(|c| c.is_alphabetic()).is_some_and(is_other) {
        true => 0,
        false => 1 + word.chars().count() as u32 / 4,
    }
}

/// The longest name in brackets, in words: a bracket may never be closed.
const ASIDE: u32 = 8;

/// How many words of a text are looked at.
const SAMPLE: usize = 400;
/// As many frequent words tell a text's language; fewer are asked for the whole page's.
const ENOUGH: u32 = 8;
/// After as many of English, and none of another language, no more are looked at: what begins so is English, whatever
/// comes in behind.
const PLENTY: u32 = 20;

/// As many words in small letters without a frequent English one among every [`RARE`] are of a language that is not
/// listed.
const LONG: u32 = 100;
const RARE: u32 = 50;

/// Frequent words counted: how many are English ones, and how many another language's.
#[derive(Clone, Copy, Default)]
struct Votes {
    english: u32,
    other: u32,
    /// The words in small letters, whatever they are.
    small: u32,
    /// Words of [`SHARED`].
    shared: u32,
}

impl Votes {
    fn of(text: &str) -> Votes {
        let mut votes = Votes::default();
        // What stands in brackets is a name in its own script, whatever the language around it: so many words more.
        let mut aside = 0;
        for word in text.split_ascii_whitespace().take(SAMPLE) {
            if word.starts_with('(') {
                aside = ASIDE;
            }
            votes.small += u32::from(word.as_bytes()[0].is_ascii_lowercase());
            match WORDS.get(word) {
                Some(Whose::English) => votes.english += 1,
                Some(Whose::Others) => votes.other += 1,
                Some(Whose::Both) => votes.shared += 1,
                None if aside > 0 => {}
                None => votes.other += foreign(word),
            }
            if votes.english >= PLENTY && votes.other == 0 {
                break;
            }
            aside = if word.bytes().any(|byte| byte == b')') { 0 } else { aside.saturating_sub(1) };
        }
        votes
    }

    /// Whether no other language has the most; a text without frequent words, a table or a headline, passes.
    fn is_english(self) -> bool {
        let unlisted = self.small >= LONG && (self.english + self.shared) * RARE < self.small;
        (self.other < 4 || self.other <= self.english) && !unlisted
    }
}

/// Whether each article of a page is English by its own frequent words or, where it has few, by the whole page's.
pub(crate) fn english(page: &Page) -> Vec<bool> {
    let votes: Vec<Votes> = page.articles.iter().map(|article| Votes::of(&article.text)).collect();
    let all = votes.iter().fold(Votes::default(), |all, votes| Votes {
        english: all.english + votes.english,
        other: all.other + votes.other,
        small: all.small + votes.small,
        shared: all.shared + votes.shared,
    });
    let decide = |votes: &Votes| {
        let enough = votes.english + votes.other >= ENOUGH || votes.small >= LONG;
        if enough { votes.is_english() } else { all.is_english() }
    };
    votes.iter().map(decide).collect()
}

#[cfg(test)]
mod tests {
    use nutgraf_core::Article;

    use super::*;

    fn page(texts: &[&str]) -> Page {
        let articles = texts.iter().map(|text| Article { text: (*text).to_owned(), ..Article::default() });
        Page { articles: articles.collect(), ..Page::default() }
    }

    #[test]
    fn frequent_words_tell() {
        let german = "Die Fähre sank am Montag, und der Hafenmeister ist mit dem Boot nicht zu sehen, wie er auf der Brücke sagte.";
        let english = "The ferry sank on Monday, and the harbour master of Port Elsa was with the crew, who said nothing to him.";
        let spanish = "El barco se hundió el lunes, y los marineros que lo vieron no lo creen, pero es una historia muy larga.";
        assert_eq!(super::english(&page(&[german, english, spanish])), [false, true, false]);
        let russian = "Паром затонул в понедельник, сказал капитан порта Эльза Ада Квилл в Москве.";
        assert_eq!(super::english(&page(&[russian])), [false]);
        assert_eq!(
            super::english(&page(&["渡輪在星期一沉沒了港務局長說船上沒有人死亡但是船長失蹤了。"])),
            [false]
        );
        let named = "The mayor of the port, Lu Mei-an (呂美安), and Oh Da-in (오다인) met the crew of the ferry by the pier.";
        assert_eq!(super::english(&page(&[named])), [true]);
        let short = "Leila Haddad (ليلى المنصوري حداد) runs the Cedar Seed Bank (بنك بذور الأرز).";
        assert_eq!(super::english(&page(&[short])), [true]);
        assert_eq!(super::english(&page(&[&format!("(Ада) {russian}")])), [false]);
        assert_eq!(super::english(&page(&[&format!("(Ада {russian} {russian}")])), [false]);
    }

    #[test]
    fn a_language_that_is_not_listed_lacks_the_words_of_english() {
        let made = "kulo mbali sena tuvo ".repeat(30);
        assert_eq!(english(&page(&[&made])), [false]);
        assert_eq!(english(&page(&["kulo mbali sena tuvo"])), [true]);
        let table = "Ada Quill 3 goals in Fell, Tom Voss 2 goals at home, ".repeat(40);
        assert_eq!(english(&page(&[&table])), [true]);
    }

    #[test]
    fn few_words_go_with_their_page() {
        let german = "Das Schiff ist nicht mit dem Wind auf das Meer gefahren und auch nicht zu der Stadt. Das ist eine Sage.";
        assert_eq!(english(&page(&[german, "Mehr zum Thema Ada Quill"])), [false, false]);
        assert_eq!(english(&page(&["Ada Quill, Lena Fell, Tom Voss"])), [true]);
        assert_eq!(english(&page(&["Mayor Ada Quill of Las Cruces met los Hermanos y las Hijas"])), [true]);
    }
}
