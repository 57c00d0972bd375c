//! The two lists of words that say little of what a story is about. Both are part of the documented behaviour: a
//! table that leaves them out says so, and every option has a way to keep them.

use crate::strings::Strings;

/// Function words of English, the particles of names, and the parts that tokens of contractions leave behind.
pub(crate) const FUNCTION_WORDS: &str = "\
a about above according across actually after afterwards again against ago ahead ain't all almost alone along already also \
although always am amid among amongst an and another any anybody anyhow anymore anyone anything anyway anywhere apart are \
aren't around as aside at away b back be became because become becomes becoming been before beforehand behind being below \
beside besides best better between beyond both but by c ca came can can't cannot come comes coming could couldn't d de del der despite \
did didn't do does doesn't doing don don't done down due during e each either else elsewhere enough especially etc even ever \
every everybody everyone everything everywhere except f far few fewer first five following for former formerly forward four \
from full further furthermore g gave get gets getting give given gives giving go goes going gone good got gotten great h had \
hadn't half hardly has hasn't have haven't having he he'd he'll he's hence her here here's hers herself high him himself his \
how however hundred i i'd i'll i'm i've if in indeed inside instead into is isn't it it'd it'll it's its itself j just k keep \
keeps kept know known knows l la large largely last lately later latter least less let let's like likely little ll long longer \
look looking looks lot lots low m made mainly make makes making many may maybe me mean means meanwhile might mine more \
moreover most mostly much must mustn't my myself n n't near nearly need needed needs neither never nevertheless new next nine \
no nobody none nonetheless nor not nothing now nowhere o of off often oh ok okay old on once one ones only onto or other others \
otherwise ought our ours ourselves out outside over own p part particularly past per perhaps please plus possible possibly \
previously probably put puts putting q quite r rather re really recent recently regarding remain remains right s same saw say \
see seeing seem seemed seems seen set seven several shall shan't she she'd she'll she's should shouldn't show showed shown \
shows side sides similar simply since six small so some somebody somehow someone something sometimes somewhat somewhere soon still such t \
take taken takes taking ten than that that'll that's the their theirs them themselves then there there's thereby therefore \
these they they'd they'll they're they've thing things think third this those though thought thousand three through throughout \
thus till to today together tomorrow tonight too took top toward towards tried tries trying turn turned two u under unless unlike \
until unto up upon us use used uses using usually v van various very via von w want wanted wants was wasn't way ways we we'd we'll \
we're we've well went were weren't what what's whatever when whenever where whereas whereby wherever whether which whichever \
while who who'd who'll who's whoever whole whom whose why will with within without won't word worth would wouldn't x y yes \
yesterday yet you you'd you'll you're you've your yours yourself yourselves z 'd 'll 'm 're 's 've";

/// What stands in any news story: reporting verbs, calendar words, courtesy titles, measures, agencies, words of the
/// page, what is left of HTML.
pub(crate) const BOILERPLATE: &str = "\
added adding adds afp amp announced announcement ap apos april asked asks august billion bn called calling calls click comment comments \
continue continued copyright correspondent day days december declined described dpa dr each eight email expected february file \
found friday gt having held hour hours include included includes including jan january july june latest listen lt made making march \
media million minute minutes mln mm monday month monthly months morning mr mrs ms nbsp night noted november number october official \
officials people percent percentage photo photograph picture pictures pm quot quoted read reported reportedly reporter reporters \
reporting reports reuters said sat saturday saying says sept september spokesman spokesperson spokeswoman statement story sunday \
telephone tell telling tells thursday time times told trillion tuesday updated upi video watch wed wednesday week weekend weeks \
wrote year yearly years yesterday";

/// Agencies with names of several words, in lower case.
const AGENCIES: [&str; 5] = [
    "agence france presse",
    "agence france-presse",
    "associated press",
    "press association",
    "united press international",
];

/// A list as a sorted table to ask.
#[derive(Debug)]
pub(crate) struct StopList(Vec<&'static str>);

impl StopList {
    /// The chosen lists together.
    pub(crate) fn new(function_words: bool, boilerplate: bool) -> StopList {
        let function_words = function_words.then_some(FUNCTION_WORDS);
        let boilerplate = boilerplate.then_some(BOILERPLATE);
        let mut words: Vec<&str> =
            function_words.into_iter().chain(boilerplate).flat_map(str::split_ascii_whitespace).collect();
        words.sort_unstable();
        words.dedup();
        StopList(words)
    }

    /// Whether a lower-cased word stands on it.
    pub(crate) fn holds(&self, term: &str) -> bool {
        self.0.binary_search(&term).is_ok()
    }

    /// Of terms in order, whether each is free of it.
    pub(crate) fn free(&self, terms: &Strings) -> Vec<bool> {
        let mut free = vec![true; terms.len()];
        for term in self.0.iter().filter_map(|word| terms.find_sorted(word)) {
            free[term as usize] = false;
        }
        free
    }

    /// Whether a name says as little: all its words stand on the list, or it is an agency's.
    pub(crate) fn holds_name(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let name = name.strip_prefix("the ").unwrap_or(&name);
        AGENCIES.contains(&name) || name.split(' ').all(|word| self.holds(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_that_it_holds_are_not_free() {
        let list = StopList::new(true, true);
        let mut terms = Strings::default();
        let all = ["a", "ferry", "said", "saidd", "the", "yesterday"];
        all.iter().for_each(|term| _ = terms.push(term));
        assert_eq!(list.free(&terms), all.map(|term| !list.holds(term)));
        assert!(list.free(&Strings::default()).is_empty());
    }

    #[test]
    fn lists_are_chosen_apart() {
        assert!(StopList::new(true, false).holds("the") && !StopList::new(true, false).holds("said"));
        assert!(StopList::new(false, true).holds("said") && !StopList::new(false, true).holds("the"));
    }

    #[test]
    fn names_of_agencies_and_of_list_words() {
        let list = StopList::new(true, true);
        assert!(
            list.holds_name("The Associated Press")
                && list.holds_name("Reuters")
                && list.holds_name("Sunday")
        );
        assert!(!list.holds_name("Sunday League"));
    }
}
