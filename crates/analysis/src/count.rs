//! What is counted, story after story.

mod story;

use nutgraf_core::{Article, Day, Entity, EntityKind, Form, Page, Span, tokens};
use rayon::prelude::*;

pub(crate) use self::story::{
    FormCount, Mentioned, NOWHERE, Named, StoryCount, TOGETHER, form_codes, push_mention, settle,
};
use crate::partial::Renumbering;
use crate::piece::Piece;
use crate::rank::{Coder, Codes, raw, raw_tokens};
use crate::sequence::{Class, Sequence, block_ends, class};
use crate::strings::Interner;

/// Counts stories; numbers its strings as they come.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    pub(crate) words: Interner,
    pub(crate) others: Interner,
    pub(crate) names: Interner,
    pub(crate) outlets: Interner,
    pub(crate) languages: Interner,
    pub(crate) stories: Vec<StoryCount>,
    /// So many of them lie together.
    pub(crate) settled: usize,
}

impl Counter {
    /// Counts one story of a page: the article of this index.
    pub(crate) fn add(&mut self, page: &Page, index: u32, article: &Article) {
        let (length, tokens, sentence_ends) = self.number_tokens(article);
        let mut named = Vec::with_capacity(article.entities.len());
        let (mut forms, mut titles, mut mentions) = (vec![], vec![], Coder::with_capacity(64));
        for entity in article.entities.iter().filter(|entity| !only_filed(article, entity)) {
            let at = named.len() as u32;
            named.push(Named {
                kind: entity.kind,
                name: self.names.intern(entity.name.trim()),
                id: entity.id,
                mentions: entity.mentions.len() as u32,
                quotations: article.quotations.iter().filter(|said| said.entity == Some(entity.id)).count()
                    as u32,
                acronym: entity
                    .acronym
                    .as_deref()
                    .map(str::trim)
                    .filter(|text| !text.is_empty())
                    .map(|text| self.names.intern(text)),
            });
            // Known forms count 0 here: they stay known even when no mention prints them.
            let known = entity.aliases.iter().map(|text| (text.as_str(), Form::Partial));
            let native = entity.native.iter().map(|native| (native.text.as_str(), Form::Native));
            let acronym = entity.acronym.iter().map(|text| (text.as_str(), Form::Acronym));
            let unprinted = known.chain(native).chain(acronym).map(|(text, form)| (text, form, 0));
            let printed = entity
                .mentions
                .iter()
                .filter(|mention| !matches!(mention.form, Form::Nominal | Form::Pronoun))
                .map(|mention| (mention.span.slice(&article.text), mention.form, 1));
            let from = forms.len();
            for (text, form, count) in printed.chain(unprinted) {
                let text = text.trim();
                if text.is_empty() {
                    continue;
                }
                let text = self.names.intern(text);
                let same = |known: &&mut FormCount| known.text == text && (known.form == form || count == 0);
                match forms[from..].iter_mut().find(same) {
                    Some(known) => known.count += count,
                    None => forms.push(FormCount { entity: at, text, form, count }),
                }
            }
            titles.extend(entity.titles.iter().map(|title| (at, self.names.intern(title.trim()))));
            for mention in &entity.mentions {
                push_mention(
                    &mut mentions,
                    Mentioned {
                        entity: at,
                        sentence: sentence_index(article, mention.span),
                        block: article.block_of(mention.span).map_or(NOWHERE, |block| block as u32),
                    },
                );
            }
        }
        self.stories.push(StoryCount {
            page: page.id.as_str().into(),
            article: index,
            day: article.published.as_deref().and_then(Day::parse),
            outlet: page.outlet.as_deref().map(|outlet| self.outlets.intern(outlet.trim())),
            language: page.language.as_deref().map(|language| self.languages.intern(language.trim())),
            length,
            quotations: article.quotations.len() as u32,
            tokens,
            sentence_ends,
            blocks: block_ends(article).into(),
            named: named.into(),
            forms: form_codes(&forms),
            titles: titles.into(),
            mentions: mentions.finish(),
        });
    }

    /// Words in all, the numbers of the tokens, and where the sentences end among them.
    fn number_tokens(&mut self, article: &Article) -> (u32, Codes, Piece<u32>) {
        let text = article.text.as_str();
        let mut length = 0;
        let (mut codes, mut count) = (Coder::with_capacity(text.len() / 4), 0);
        let mut ends = Vec::with_capacity(article.sentences.len());
        for_each_token(article, |sentence, token| {
            while article.sentences.get(ends.len()).is_some_and(|&open| open != sentence) {
                ends.push(count);
            }
            let token = token.slice(text);
            length += u32::from(token.starts_with(char::is_alphanumeric));
            count += 1;
            let token = match class(token) {
                Class::Word => self.words.intern(token),
                Class::Other => Sequence::OTHER + self.others.intern(token),
                Class::Punctuation => Sequence::PUNCTUATION,
            };
            codes.push(raw(token));
        });
        ends.resize(article.sentences.len(), count);
        (length, codes.finish(), ends.into())
    }

    /// Takes over the stories of another counter, after its own.
    pub(crate) fn append(&mut self, other: Counter) {
        let words = self.words.intern_all(other.words.strings());
        let others = self.others.intern_all(other.others.strings());
        let codes = raw_tokens(words.len(), others.len()).into_iter().map(|token| match token {
            Sequence::PUNCTUATION => raw(token),
            Sequence::OTHER.. => raw(Sequence::OTHER + others[(token - Sequence::OTHER) as usize]),
            _ => raw(words[token as usize]),
        });
        let to = Renumbering {
            codes: codes.collect(),
            names: self.names.intern_all(other.names.strings()),
            outlets: self.outlets.intern_all(other.outlets.strings()),
            languages: self.languages.intern_all(other.languages.strings()),
        };
        self.stories.par_extend(other.stories.into_par_iter().map(|story| story.renumbered(&to)));
        self.settle();
    }

    /// Moves the stories that came since together, but for the last few.
    pub(crate) fn settle(&mut self) {
        let whole = self.stories.len() / TOGETHER * TOGETHER;
        settle(&mut self.stories[self.settled..whole]);
        self.settled = whole;
    }
}

/// Calls `each` with every sentence and each of its tokens, in order. A name's hyphen joins what stands around it:
/// `Yu-ting` is one word, `self-driving` stays two.
pub(crate) fn for_each_token(article: &Article, mut each: impl FnMut(Span, Span)) {
    let joints = joints(article);
    let mut last: Option<(Span, Span)> = None;
    let mut join = |sentence: Span, token: Span| match &mut last {
        Some((_, word)) if word.end() == token.start() && joins(&joints, token) => *word = word.hull(token),
        _ => {
            if let Some((sentence, word)) = last.replace((sentence, token)) {
                each(sentence, word);
            }
        }
    };
    match &article.tokens {
        None => {
            for &sentence in &article.sentences {
                for token in tokens(&article.text, sentence) {
                    join(sentence, token);
                }
            }
        }
        Some(known) => {
            let mut at = 0;
            for &sentence in &article.sentences {
                while known.get(at).is_some_and(|token| token.start() < sentence.start()) {
                    at += 1;
                }
                while let Some(&token) = known.get(at).filter(|token| token.start() < sentence.end()) {
                    join(sentence, token);
                    at += 1;
                }
            }
        }
    }
    if let Some((sentence, word)) = last {
        each(sentence, word);
    }
}

/// Whether a body only stands in the story's dateline: the agency that filed it is no part of its news.
fn only_filed(article: &Article, entity: &Entity) -> bool {
    let filed = article.dateline.as_ref().filter(|dateline| dateline.agency.is_some());
    entity.kind == EntityKind::Organization
        && filed.is_some_and(|filed| {
            !entity.mentions.is_empty()
                && entity.mentions.iter().all(|mention| filed.span.contains(mention.span))
        })
}

/// Where the hyphens of names stand, in order.
fn joints(article: &Article) -> Vec<usize> {
    let mut joints = vec![];
    for mention in article.entities.iter().flat_map(|entity| &entity.mentions) {
        let name = mention.span.slice(&article.text);
        joints.extend(name.match_indices('-').map(|(at, _)| mention.span.start() + at));
    }
    joints.sort_unstable();
    joints
}

/// Whether a token is a name's hyphen, or the word behind one.
fn joins(joints: &[usize], token: Span) -> bool {
    let is_joint = |at: usize| joints.binary_search(&at).is_ok();
    !joints.is_empty()
        && (token.len() == 1 && is_joint(token.start()) || token.start() > 0 && is_joint(token.start() - 1))
}

/// Whether a token is a word of letters; hyphens and apostrophes may stand between letters.
pub(crate) fn is_word(token: &str) -> bool {
    let bytes = token.as_bytes();
    if bytes.iter().all(u8::is_ascii_alphabetic) {
        return !bytes.is_empty();
    }
    let mut letter_before = false;
    for c in token.chars() {
        let letter = c.is_alphabetic();
        if !letter && !(letter_before && (matches!(c, '-' | '\'' | '’') || is_mark(c))) {
            return false;
        }
        letter_before = letter || is_mark(c);
    }
    letter_before
}

/// Combining marks (of Indic scripts, of decomposed letters) are no letters to Unicode but parts of words.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{64b}'..='\u{65f}')
}

fn sentence_index(article: &Article, span: Span) -> u32 {
    let at = article.sentences.partition_point(|sentence| sentence.end() <= span.start());
    match article.sentences.get(at) {
        Some(sentence) if sentence.overlaps(span) => at as u32,
        _ => NOWHERE,
    }
}

#[cfg(test)]
mod tests {
    use nutgraf_core::{
        Dateline, Entity, EntityKind, Form, Layout, LayoutKind, Mention, Options, Span, parse,
    };

    use super::{for_each_token, is_word, only_filed};

    #[test]
    fn hyphens_join_names_only() {
        let text = "Chen Yu-ting rode a self-driving bus.";
        let mut page =
            parse(Layout::plain("a", text), &Options { layout: LayoutKind::Body, ..Options::default() });
        let mentions = vec![Mention { span: Span::new(0, 12), form: Form::Full }];
        page.articles[0].entities = vec![Entity {
            id: 0,
            kind: EntityKind::Person,
            name: "Chen Yu-ting".to_owned(),
            aliases: vec![],
            native: vec![],
            acronym: None,
            titles: vec![],
            title_spans: vec![],
            mentions,
        }];
        let mut words = vec![];
        for_each_token(&page.articles[0], |_, token| words.push(token.slice(text)));
        assert_eq!(words, ["Chen", "Yu-ting", "rode", "a", "self", "-", "driving", "bus", "."]);
    }

    #[test]
    fn who_filed_a_story_is_not_in_it() {
        let text = "OSLO (Fell Press) - The mill closed. Fell Press saw it.";
        let mut page =
            parse(Layout::plain("a", text), &Options { layout: LayoutKind::Body, ..Options::default() });
        let article = &mut page.articles[0];
        article.dateline = Some(Dateline {
            place: Some("OSLO".to_owned()),
            region: None,
            date: None,
            agency: Some("Fell Press".to_owned()),
            span: Span::new(0, 20),
        });
        let mention = |start| Mention { span: Span::new(start, start + 10), form: Form::Full };
        let mut press = Entity {
            id: 0,
            kind: EntityKind::Organization,
            name: "Fell Press".to_owned(),
            aliases: vec![],
            native: vec![],
            acronym: None,
            titles: vec![],
            title_spans: vec![],
            mentions: vec![mention(6)],
        };
        assert!(only_filed(article, &press));
        press.mentions.push(mention(37));
        assert!(!only_filed(article, &press));
        press.mentions.clear();
        assert!(!only_filed(article, &press));
    }

    #[test]
    fn words_are_letters_with_joints_between() {
        for word in ["ferry", "Saint-Malo", "o'clock", "été", "हिन्दी"] {
            assert!(is_word(word), "{word}");
        }
        for other in ["", "2024", "3G", "-", "'s", "well-", "a--b", "$", "’"] {
            assert!(!is_word(other), "{other}");
        }
    }
}
