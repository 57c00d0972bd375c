//! The stems of English words.

/// A longer word is no word; it is left as it is.
const LONGEST: usize = 40;

/// Suffixes of step 2 and what stands in their place, longest first.
const STEP_2: [(&str, &str); 20] = [
    ("ational", "ate"),
    ("ization", "ize"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("tional", "tion"),
    ("biliti", "ble"),
    ("entli", "ent"),
    ("ousli", "ous"),
    ("ation", "ate"),
    ("alism", "al"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("ator", "ate"),
    ("eli", "e"),
];

const STEP_3: [(&str, &str); 7] = [
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ness", ""),
    ("ful", ""),
];

const STEP_4: [&str; 19] = [
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive",
    "ize", "al", "er", "ic", "ou",
];

/// The stem of an English word in lower case (Porter 1980, "An algorithm for suffix stripping"): what `ferry` and
/// `ferries`, `strike` and `striking` share. It need not be a word.
///
/// ```
/// assert_eq!(nutgraf_text::stem("ferries"), nutgraf_text::stem("ferry"));
/// assert_eq!(nutgraf_text::stem("negotiations"), "negoti");
/// ```
pub fn stem(word: &str) -> String {
    if word.len() <= 2 || word.len() > LONGEST || !word.is_ascii() {
        return word.to_owned();
    }
    let mut word = Stem(word.to_owned());
    word.plural();
    word.participle();
    if word.0.ends_with('y') && word.has_vowel(word.0.len() - 1) {
        word.swap(1, "i");
    }
    word.derived(&STEP_2);
    word.derived(&STEP_3);
    word.bare();
    word.last_letters();
    word.0
}

/// A word on its way to its stem; ASCII.
struct Stem(String);

impl Stem {
    fn is_consonant(&self, at: usize) -> bool {
        let bytes = self.0.as_bytes();
        match bytes[at] {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => at == 0 || !self.is_consonant(at - 1),
            _ => true,
        }
    }

    /// How often a consonant follows a vowel in the first bytes: Porter's measure.
    fn measure(&self, length: usize) -> usize {
        (1..length).filter(|&at| self.is_consonant(at) && !self.is_consonant(at - 1)).count()
    }

    fn has_vowel(&self, length: usize) -> bool {
        (0..length).any(|at| !self.is_consonant(at))
    }

    fn ends_double(&self) -> bool {
        let length = self.0.len();
        let bytes = self.0.as_bytes();
        length > 1 && bytes[length - 1] == bytes[length - 2] && self.is_consonant(length - 1)
    }

    /// Whether the first bytes end like `hop`: consonant, vowel, consonant other than w, x, y.
    fn ends_short(&self, length: usize) -> bool {
        length >= 3
            && self.is_consonant(length - 3)
            && !self.is_consonant(length - 2)
            && self.is_consonant(length - 1)
            && !matches!(self.0.as_bytes()[length - 1], b'w' | b'x' | b'y')
    }

    /// Replaces so many bytes at the end.
    fn swap(&mut self, bytes: usize, by: &str) {
        self.0.truncate(self.0.len() - bytes);
        self.0.push_str(by);
    }

    fn plural(&mut self) {
        if self.0.ends_with("sses") || self.0.ends_with("ies") {
            self.swap(2, "");
        } else if self.0.ends_with('s') && !self.0.ends_with("ss") {
            self.swap(1, "");
        }
    }

    fn participle(&mut self) {
        if self.0.ends_with("eed") {
            if self.measure(self.0.len() - 3) > 0 {
                self.swap(1, "");
            }
            return;
        }
        let Some(suffix) = ["ed", "ing"].into_iter().find(|suffix| self.0.ends_with(suffix)) else { return };
        if !self.has_vowel(self.0.len() - suffix.len()) {
            return;
        }
        self.swap(suffix.len(), "");
        let length = self.0.len();
        if ["at", "bl", "iz"].iter().any(|end| self.0.ends_with(end)) {
            self.0.push('e');
        } else if self.ends_double() {
            if !self.0.ends_with(['l', 's', 'z']) {
                self.swap(1, "");
            }
        } else if self.measure(length) == 1 && self.ends_short(length) {
            self.0.push('e');
        }
    }

    fn derived(&mut self, table: &[(&str, &str)]) {
        if let Some((suffix, by)) = table.iter().find(|(suffix, _)| self.0.ends_with(suffix))
            && self.measure(self.0.len() - suffix.len()) > 0
        {
            self.swap(suffix.len(), by);
        }
    }

    fn bare(&mut self) {
        let Some(suffix) = STEP_4.iter().find(|suffix| self.0.ends_with(**suffix)) else { return };
        let length = self.0.len() - suffix.len();
        let fits = *suffix != "ion" || self.0[..length].ends_with(['s', 't']);
        if fits && self.measure(length) > 1 {
            self.swap(suffix.len(), "");
        }
    }

    fn last_letters(&mut self) {
        let length = self.0.len().saturating_sub(1);
        if self.0.ends_with('e') {
            let measure = self.measure(length);
            if measure > 1 || (measure == 1 && !self.ends_short(length)) {
                self.swap(1, "");
            }
        }
        if self.0.ends_with("ll") && self.measure(self.0.len()) > 1 {
            self.swap(1, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stem;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let same = [
            ["ferry", "ferries", "ferry"],
            ["strike", "striking", "strikes"],
            ["hop", "hopping", "hopped"],
            ["relation", "relational", "relate"],
            ["drill", "drilling", "drilled"],
            ["adjust", "adjustment", "adjustable"],
            ["agree", "agreed", "agrees"],
        ];
        for [first, second, third] in same {
            assert_eq!(stem(first), stem(second), "{first}");
            assert_eq!(stem(first), stem(third), "{first}");
        }
        assert_ne!(stem("news"), stem("newly"));
        assert_eq!(stem("żółć"), "żółć");
        assert_eq!(stem("sky"), "sky");
        assert_eq!(stem(&"y".repeat(100_000)).len(), 100_000);
    }

    proptest! {
        #[test]
        fn no_word_grows(word in "[a-z0-9'-]{0,45}") {
            prop_assert!(stem(&word).len() <= word.len());
        }

        #[test]
        fn anything_has_a_stem(word in "\\PC{0,45}") {
            let _ = stem(&word);
        }
    }
}
