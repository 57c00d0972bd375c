use crate::Span;
use crate::class::{BLANK, DIGIT, HIGH, LETTER, SIGN, byte, char_at, class, is_ideograph, is_word};
use crate::sentence::each_sentence;
use crate::sign::sign;
use crate::word::{number, plain, word};

/// The tokens of `text` inside `within`, as byte spans into `text`, in order: the words of Universal Dependencies
/// (clitics and hyphenated compounds are split, abbreviations keep their stop, addresses and times stay whole).
/// Every byte of `within` that is no white space is in exactly one; none crosses the end of a sentence. Han and kana
/// give a token a character; scripts without blanks between words (Thai) one a run of letters.
///
/// ```
/// use nutgraf_text::{Span, tokens};
///
/// let text = "They didn't ban self-driving cabs in the U.S.";
/// let found: Vec<_> = tokens(text, Span::of(text)).iter().map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["They", "did", "n't", "ban", "self", "-", "driving", "cabs", "in", "the", "U.S."]);
/// ```
pub fn tokens(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::with_capacity(within.len() / 5 + 4);
    each_sentence(text, within, |sentence| tokens_into(text, sentence, &mut found));
    found
}

/// Appends the tokens of one `sentence` (a span that [`sentences`](crate::sentences) gave) to `found`: [`tokens`]
/// without looking for the sentences again. A span that does not fit the text has none.
pub fn tokens_into(text: &str, sentence: Span, found: &mut Vec<Span>) {
    if !sentence.fits(text) {
        return;
    }
    let bytes = text.as_bytes();
    let (start, end) = (sentence.start(), sentence.end());
    let mut at = start;
    let mut out = Tokens { text, start, end, found };
    while at < end {
        let here = bytes[at];
        at = match class(here) {
            BLANK => at + 1,
            LETTER => {
                let mut to = at + 1;
                while to < end && class(bytes[to]) == LETTER {
                    to += 1;
                }
                if to == end || ENDS_WORD[bytes[to] as usize] {
                    plain(&mut out, at, to);
                    to
                } else {
                    word(&mut out, at, to)
                }
            }
            DIGIT => number(&mut out, at),
            SIGN => sign(&mut out, at),
            _ => high(&mut out, at),
        };
    }
}

/// Where tokens go, with the sentence they are cut from.
pub(crate) struct Tokens<'a> {
    pub text: &'a str,
    /// The sentence's first byte.
    pub start: usize,
    /// The sentence's end.
    pub end: usize,
    found: &'a mut Vec<Span>,
}

impl Tokens<'_> {
    /// Appends a token; empty ones are left out. Returns its end.
    #[inline]
    pub(crate) fn push(&mut self, from: usize, to: usize) -> usize {
        if from < to {
            self.found.push(Span::at(from, to));
        }
        to
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The byte before `at`, or 0 at the sentence's start.
    pub(crate) fn before(&self, at: usize) -> u8 {
        if at > self.start { byte(self.bytes(), at - 1) } else { 0 }
    }
}

/// Bytes after ASCII letters that end a word whatever follows.
const fn word_enders() -> [bool; 256] {
    let mut table = [false; 256];
    let signs = b" \t\n\x0b\x0c\r,;!?)]}\"([{<>*+=|~^%\\";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
}

static ENDS_WORD: [bool; 256] = word_enders();

/// A character beyond ASCII: a word, an ideograph, white space or a sign.
fn high(out: &mut Tokens<'_>, at: usize) -> usize {
    let Some(c) = char_at(out.text, at) else { return at + 1 };
    let to = at + c.len_utf8();
    if c.is_whitespace() {
        return to;
    }
    if is_ideograph(c) {
        return out.push(at, marks_end(out, to));
    }
    if is_word(c) {
        return word(out, at, to);
    }
    sign(out, at)
}

/// The end of the marks and joined characters after a character that ends at `at`.
pub(crate) fn marks_end(out: &Tokens<'_>, at: usize) -> usize {
    let mut at = at;
    while at < out.end && class(out.bytes()[at]) == HIGH {
        match char_at(out.text, at) {
            Some('\u{200d}') => {
                at += 3;
                // A joiner takes the next sign along: a family is one emoji.
                if let Some(c) =
                    char_at(out.text, at).filter(|c| at < out.end && !c.is_ascii() && !c.is_whitespace())
                {
                    at += c.len_utf8();
                }
            }
            Some(c) if crate::class::is_mark(c) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}
