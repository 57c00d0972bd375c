//! What companies do.

use std::sync::LazyLock;

use crate::{OrganizationWord, Words, organization_word};

static TRADES: Words<()> = LazyLock::new(|| {
    "& and of the Advisers Advisors Aerospace Aircraft Airways Analytics Asset Associates Biosciences Brands Breweries Brewery \
     Brewing Bros Brothers Chemical Chemicals Communications Computer Computers Consulting Electric Electronics \
     Energy Enterprises Foods Gas Holdings Industries Insurance Laboratories Labs Lines Logistics Management Marine \
     Media Motor Motors Networks Oil Partners Petroleum Pharmaceuticals Realty Resorts Securities Shipping Shipyard \
     Software Solutions Sons Steel Stores Studios Systems Technologies Telecom Therapeutics Toys Ventures Works"
        .split_ascii_whitespace()
        .collect()
});

/// Whether a word says what a company does or is, as its name's last words do ("Motor", "Systems"), or joins such
/// words.
pub fn trade(word: &str) -> bool {
    TRADES.contains(word)
}

/// Whether a body's name is still its name without these words behind it: "Motor Co." of "Fell Motor Co.", "University"
/// of "Fell University"; but "Fell News" and "Fell Cloud" are not Fell. No words at all may be.
///
/// ```
/// use nutgraf_gazetteer::may_be_left_out;
///
/// assert!(may_be_left_out("Motor Co."));
/// assert!(!may_be_left_out("News"));
/// ```
pub fn may_be_left_out(words: &str) -> bool {
    words.split_whitespace().all(|word| {
        let bare = word.trim_end_matches([',', '.']);
        let company =
            [word, bare].iter().any(|word| organization_word(word) == Some(OrganizationWord::Suffix));
        company
            || trade(bare)
            || matches!(bare, "Administration" | "Airlines" | "Bank" | "Party" | "University")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_company_does_may_be_left_out() {
        for words in ["Motor Co.", "Systems, Inc.", "University", "Oil & Gas"] {
            assert!(may_be_left_out(words), "{words}");
        }
        for words in ["News", "Cloud", "Motor Shop"] {
            assert!(!may_be_left_out(words), "{words}");
        }
    }
}
