use nutgraf_core::{Article, Span, tokens_into};

/// The tokens of an article's sentences, cut once for all that is looked for in them.
pub(crate) struct Words<'a> {
    /// The article's text.
    pub(crate) text: &'a str,
    /// The article's sentences.
    pub(crate) sentences: &'a [Span],
    /// The tokens of all sentences, in order.
    pub(crate) tokens: Vec<Span>,
    /// The numbers of the tokens that begin with a capital or with a character beyond ASCII: those a name may begin
    /// with.
    pub(crate) capitals: Vec<usize>,
    /// The first token of each sentence, and at the end the number of tokens.
    starts: Vec<usize>,
}

impl<'a> Words<'a> {
    pub(crate) fn of(article: &'a Article) -> Words<'a> {
        let mut cut = Vec::with_capacity(article.text.len() / 5);
        let mut starts = Vec::with_capacity(article.sentences.len() + 1);
        for &sentence in &article.sentences {
            starts.push(cut.len());
            tokens_into(&article.text, sentence, &mut cut);
        }
        starts.push(cut.len());
        let opens = article.text.as_bytes();
        let is_capital = |token: &Span| {
            opens.get(token.start()).is_some_and(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
        };
        let capitals = (0..cut.len()).filter(|&n| is_capital(&cut[n])).collect();
        Words { text: &article.text, sentences: &article.sentences, tokens: cut, capitals, starts }
    }

    /// The number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// A token's text; empty beyond the last.
    pub(crate) fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |span| span.slice(self.text))
    }

    /// Whether the article prints a word, which is in small letters, that way.
    pub(crate) fn has_small(&self, word: &str) -> bool {
        let (text, own) = (self.text.as_bytes(), word.as_bytes());
        let is_own = |token: &Span| token.len() == own.len() && text.get(token.range()) == Some(own);
        word.starts_with(char::is_lowercase) && self.tokens.iter().any(is_own)
    }

    /// The tokens of a sentence.
    pub(crate) fn tokens_of(&self, sentence: usize) -> &[Span] {
        &self.tokens[self.starts[sentence]..self.starts[sentence + 1]]
    }

    /// The sentence of a token.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.starts.partition_point(|&start| start <= token).saturating_sub(1)
    }

    /// The first token that ends after a byte of the text.
    pub(crate) fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.end() <= byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_knows_its_sentence() {
        let text = "It rained. Nobody came.".to_owned();
        let sentences = vec![Span::new(0, 10), Span::new(11, 23)];
        let article = Article { text, sentences, ..Article::default() };
        let words = Words::of(&article);
        let second = words.token_at(11);
        assert_eq!(words.word(second), "Nobody");
        assert_eq!(words.sentence_of(second), 1);
        assert_eq!(words.sentence_of(second - 1), 0);
        assert_eq!(words.word(words.len()), "");
    }

    #[test]
    fn a_word_in_small_letters_is_a_token() {
        let text = "A Fell befell them in May; it fell.".to_owned();
        let sentences = vec![Span::of(&text)];
        let article = Article { text, sentences, ..Article::default() };
        let words = Words::of(&article);
        assert!(words.has_small("fell") && words.has_small("befell") && !words.has_small("be"));
        assert!(!words.has_small("may") && !words.has_small("May") && !words.has_small(""));
    }

    #[test]
    fn a_name_begins_with_a_capital_or_beyond_ascii() {
        let text = "Ada met élan and İda, 3 at 5 PM.".to_owned();
        let sentences = vec![Span::of(&text)];
        let article = Article { text, sentences, ..Article::default() };
        let words = Words::of(&article);
        let found: Vec<&str> = words.capitals.iter().map(|&token| words.word(token)).collect();
        assert_eq!(found, ["Ada", "élan", "İda", "PM"]);
    }
}
