//! Words that end in a stop of their own, and words that begin sentences.

/// How an abbreviation stands to the end of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    /// Stands before a name or a word: `Mr.`, `Gov.`, `vs.`. Never ends a sentence.
    Title,
    /// May be a plain word too: `No. 5`, `p. 7`, `Fig. 2`. An abbreviation before a number only.
    Number,
    /// A month or a day: `Jan. 5`; may end a sentence.
    Date,
    /// A date word that is a plain word too: `Mar.`, `Sun.`.
    PlainDate,
    /// Ends a sentence when a sentence's first word follows: `Inc.`, `Jr.`, `etc.`.
    Closing,
}

const LONGEST: usize = 6;

/// The kind of the word before a stop, without the stop; `None` for a plain word. Case does not count.
pub(crate) fn kind(word: &[u8]) -> Option<Abbreviation> {
    use Abbreviation::{Closing, Date, Number, PlainDate, Title};
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    let capital = word.first().is_some_and(u8::is_ascii_uppercase);
    Some(match &*lower {
        b"mr" | b"mrs" | b"ms" | b"mx" | b"dr" | b"drs" | b"prof" | b"messrs" | b"mme" | b"mlle" => Title,
        b"st" | b"ste" | b"mt" | b"ft" | b"pt" if capital => Title,
        b"gov" | b"govs" | b"sens" | b"reps" | b"lt" | b"capt" | b"cllr" | b"sgts" | b"pfc" => Title,
        b"cmdr" | b"sgt" | b"cpl" | b"pvt" | b"adm" | b"brig" | b"rev" | b"hon" | b"pres" | b"supt"
        | b"msgr" => Title,
        b"insp" | b"det" | b"atty" | b"dep" | b"asst" | b"assoc" | b"gen" | b"col" | b"maj" | b"sen"
            if capital =>
        {
            Title
        }
        b"amb" | b"cdr" | b"ald" | b"ofc" | b"spc" | b"ens" | b"rt" | b"treas" | b"comm" | b"sec"
            if capital =>
        {
            Title
        }
        b"rep" | b"fr" if capital => Title,
        b"vs" | b"viz" | b"cf" | b"approx" | b"ca" | b"incl" | b"esp" | b"attn" => Title,
        b"jan" | b"feb" | b"apr" | b"aug" | b"sept" | b"sep" | b"oct" | b"nov" | b"dec" => Date,
        b"mon" | b"tue" | b"tues" | b"wed" | b"thu" | b"thur" | b"thurs" | b"fri" => Date,
        b"mar" | b"jun" | b"jul" | b"sat" | b"sun" if capital => PlainDate,
        b"no" | b"nos" | b"fig" | b"figs" | b"pp" | b"art" | b"arts" | b"sec" | b"ch" | b"vol" | b"vols" => {
            Number
        }
        b"ed" | b"eds" | b"para" | b"op" | b"tel" | b"fax" | b"ext" | b"ver" | b"app" | b"cl" | b"ph"
        | b"mob" => Number,
        b"inc" | b"corp" | b"ltd" | b"co" | b"cos" | b"bros" | b"llc" | b"plc" | b"pty" | b"jr" | b"sr"
        | b"esq" | b"etc" => Closing,
        b"dept" | b"univ" | b"assn" | b"natl" | b"intl" | b"govt" | b"mfg" | b"est" | b"al" | b"bldg" => {
            Closing
        }
        b"ave" | b"blvd" | b"rd" | b"hwy" | b"pkwy" | b"ln" | b"sq" | b"apt" | b"rte" if capital => Closing,
        b"calif" | b"fla" | b"conn" | b"ariz" | b"tenn" | b"okla" | b"colo" | b"wis" | b"minn" => Closing,
        b"ill" | b"mich" | b"miss" | b"mass" | b"wash" | b"ore" | b"ind" | b"del" | b"tex" if capital => {
            Closing
        }
        b"ala" | b"ark" | b"ga" | b"ky" | b"la" | b"md" | b"mo" | b"mont" | b"nev" | b"neb" | b"pa"
        | b"va" | b"vt" | b"kan" | b"que" | b"ont" | b"wyo"
            if capital =>
        {
            Closing
        }
        b"st" | b"ft" | b"ave" | b"blvd" | b"lb" | b"lbs" | b"oz" | b"yd" | b"hr" | b"hrs" | b"min"
        | b"mins" | b"yr" | b"yrs" | b"tsp" | b"tbsp" => Closing,
        b"eg" | b"ie" => Title,
        _ => return None,
    })
}

/// Abbreviations that are plain words or names too.
const PLAIN: [&str; 44] = [
    "no", "art", "arts", "sec", "op", "app", "tel", "fax", "ed", "eds", "sat", "sun", "mar", "wed", "jun",
    "jul", "al", "miss", "mass", "la", "pt", "fig", "figs", "min", "gen", "mon", "rep", "reps", "fr", "ms",
    "para", "ch", "dep", "det", "adm", "col", "rev", "hon", "pres", "oz", "est", "comm", "ens", "rt",
];

/// Whether an abbreviation is a plain word too: a stop after it that ends the sentence is not its own.
pub(crate) fn is_plain_word(word: &[u8]) -> bool {
    PLAIN.iter().any(|plain| plain.as_bytes().eq_ignore_ascii_case(word))
}

/// Pronouns, articles and the like: what follows a stop when the sentence before it has ended.
const OPENERS: [&str; 110] = [
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "But",
    "And",
    "In",
    "On",
    "At",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "My",
    "Your",
    "If",
    "When",
    "While",
    "After",
    "Before",
    "As",
    "For",
    "From",
    "With",
    "By",
    "To",
    "Since",
    "Although",
    "Though",
    "However",
    "So",
    "Then",
    "Now",
    "What",
    "Who",
    "How",
    "Why",
    "Where",
    "Which",
    "Is",
    "Are",
    "Was",
    "Were",
    "Do",
    "Does",
    "Did",
    "Has",
    "Have",
    "Had",
    "Can",
    "Could",
    "Would",
    "Should",
    "Some",
    "Many",
    "Most",
    "More",
    "Several",
    "Both",
    "Each",
    "Every",
    "All",
    "Not",
    "Nor",
    "Or",
    "Yet",
    "Once",
    "Until",
    "Because",
    "Despite",
    "During",
    "Under",
    "Among",
    "Also",
    "Here",
    "Let",
    "Please",
    "Last",
    "Earlier",
    "Later",
    "Meanwhile",
    "Instead",
    "According",
    "Police",
    "Officials",
    "Another",
    "Other",
    "One",
    "Two",
    "Three",
    "Only",
    "Just",
    "Even",
    "It's",
    "He's",
    "She's",
    "I'm",
    "Thanks",
];

/// Whether a word begins sentences and does not follow a name: the sentence before it has ended.
pub(crate) fn begins_sentence(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// Verbs that name the speaker after a quotation's own stop: `"Why?" Ada Penn asked.`
pub(crate) fn is_speech_verb(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "asked"
            | "asks"
            | "added"
            | "adds"
            | "wrote"
            | "writes"
            | "told"
            | "replied"
            | "cried"
            | "shouted"
            | "exclaimed"
            | "declared"
            | "wondered"
            | "tweeted"
            | "recalled"
            | "explained"
            | "continued"
    )
}

/// Names that end in `!`.
pub(crate) fn is_shouting_name(word: &str) -> bool {
    matches!(word, "Yahoo" | "Jeopardy" | "Yum")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_kind() {
        assert_eq!(kind(b"Mr"), Some(Abbreviation::Title));
        assert_eq!(kind(b"JAN"), Some(Abbreviation::Date));
        assert_eq!(kind(b"Sat"), Some(Abbreviation::PlainDate));
        assert_eq!(kind(b"sat"), None);
        assert_eq!(kind(b"harbour"), None);
        assert!(is_plain_word(b"No") && !is_plain_word(b"Inc"));
    }
}
