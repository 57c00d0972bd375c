//! Offices and trades next to a person's name: "chief market analyst", "former US president", "composer".

use nutgraf_tagger::gazetteer::{self, Field};

use super::draft::{Listed, is_listed, listed, lower_in};
use super::nominal::FOLLOWERS;
use super::spaced::Spaced as _;
use super::title::{is_capital, is_land, opening};
use super::title_words::{CHARGES, KIN, PORTFOLIOS, QUALIFIERS, is_some_in};

/// What people do, beside the callings of the gazetteer.
static TRADES: Listed = Listed::new(|| {
    listed(
        "accountant administrator agronomist all-rounder anthropologist arborist archaeologist astronomer \
         astrophysicist bartender baseman bassist beekeeper biochemist biographer blogger boss botanist \
         bricklayer businessman businesswoman busker cardiologist carpenter cartoonist cellist centre-back \
         choreographer cinematographer climatologist co-author co-chair co-chairman co-chairwoman \
         co-creator co-director co-host co-ordinator co-owner co-producer co-writer comedienne commandant \
         comptroller consultant coordinator cornerback cosmologist counsel creator criminologist critic \
         crofter curator cyclist dean defenseman dermatologist dietitian dramatist ecologist electrician \
         environmentalist epidemiologist ethicist expert fielder film-maker flanker fly-half footballer \
         forecaster freshman frontbencher frontman full-back fullback gastroenterologist geneticist \
         geographer geologist glaciologist goaltender gymnast gynaecologist gynecologist halfback host \
         hydrologist illustrator immunologist infielder instructor inventor keeper kicker lecturer \
         librarian linebacker lineman linguist lyricist magnate mathematician mayor-elect mechanic \
         meteorologist microbiologist midwife mogul mountaineer musicologist naturalist neurologist \
         neuroscientist neurosurgeon newsreader nutritionist obstetrician oceanographer officer ombudsman \
         oncologist ophthalmologist organiser organist organizer ornithologist owner paediatrician \
         palaeontologist paleontologist paramedic pathologist patrolman pediatrician pensioner pharmacist \
         pianist placekicker planner playmaker plumber podcaster policeman policewoman politician \
         primatologist programmer psychiatrist psychologist publicist publisher radiologist receiver \
         registrar reliever restaurateur retiree rheumatologist satirist saxophonist scholar screenwriter \
         scriptwriter scrum-half seismologist shopkeeper singer-songwriter skater skier slugger \
         sociologist songwriter sophomore soprano sportscaster statistician stockbroker streamer swimmer \
         tailback tenor theologian therapist toxicologist tycoon undersheriff urologist veterinarian \
         vice-captain vice-chair vice-chairman vice-chancellor violinist virologist vocalist volcanologist \
         warden welder wrestler writer writer-director youtuber zoologist",
    )
});

/// Trades of the gazetteer that stand beside a name.
static CALLED: Listed = Listed::new(|| {
    listed(
        "activist actor actress aide architect artist astronaut author banker biologist chef comedian \
         composer conductor cosmonaut dancer designer dictator dissident drummer engineer entrepreneur \
         farmer filmmaker guitarist historian journalist lobbyist mediator model musician novelist nurse \
         painter philanthropist philosopher physicist pilot playwright poet producer rapper researcher \
         scientist sculptor singer supermodel surgeon teacher warlord",
    )
});

/// Trades of two words, whose second says little alone.
const PAIRS: [[&str; 2]; 32] = [
    ["attorney", "general"],
    ["center", "fielder"],
    ["computer", "scientist"],
    ["court", "reporter"],
    ["defensive", "back"],
    ["defensive", "end"],
    ["defensive", "tackle"],
    ["director", "general"],
    ["dist.", "atty."],
    ["first", "lady"],
    ["football", "player"],
    ["free", "safety"],
    ["general", "counsel"],
    ["guest", "host"],
    ["left", "back"],
    ["left", "fielder"],
    ["left", "tackle"],
    ["left", "winger"],
    ["lt.", "cmdr."],
    ["map", "maker"],
    ["offensive", "tackle"],
    ["poet", "laureate"],
    ["police", "const."],
    ["right", "back"],
    ["right", "fielder"],
    ["right", "tackle"],
    ["right", "winger"],
    ["running", "back"],
    ["second", "baseman"],
    ["strong", "safety"],
    ["tennis", "player"],
    ["tight", "end"],
];

/// More of what an office or a trade is of, beside [`CHARGES`] and [`PORTFOLIOS`].
static FIELDS: Listed = Listed::new(|| {
    listed(
        "account advertising agency aircraft animal appeals art arts artistic asset athletic athletics \
         automotive backing banking baseball basketball biodiversity bond boxing broadband business \
         campaigns cancer car casting charity chess church circuit city classical clinical club college \
         comedy commercial community company computer conservation consumer corporate corrections costume \
         council county country court creative criminal criminology curriculum customs cybercrime \
         deregulation drug e-commerce economics election electronics emergency engineering enforcement \
         entertainment environmental equity estate faculty fashion features festival film financial floor \
         folk football fund games graduate guerrilla hedge hip-hop history hotel hurricane information \
         insurance jazz keyboard laboratory law legislative libel lung magazine managing map men's \
         meteorology mobile movie museum music news newspaper nightclub non-executive nuclear operating \
         opera parks parking personal personnel petroleum physics political politics pop portfolio portal \
         presidential production program programme project property publishing race racing radical radio \
         rally rap real rebel record recruitment regulatory relief retail reviews rock royal rugby safety \
         sales school schools scientific screen script service sex software soul sporting spree staff \
         studio supply taxi team technical telecom telecoms television tennis terminal test theatre \
         theater training travel trial tropical union university village virus website wide wildlife wine \
         women's workshop",
    )
});

/// Offices that one person has together: "president and general manager".
static JOINED: Listed = Listed::new(|| {
    listed(
        "actor actress author broadcaster ceo cfo chairman chairwoman co-founder co-owner columnist \
         comedian composer coo coordinator creator critic designer director editor executive founder \
         guitarist journalist manager model musician novelist officer owner planner playwright poet \
         presenter president producer publisher rapper researcher singer songwriter vice-chairman \
         vice-president vocalist writer",
    )
});

/// Titles of the gazetteer that say no office or trade beside a name: what one has won, suffered or tries for, whose
/// one is.
static NEVER: Listed = Listed::new(|| {
    listed(
        "billionaire brother candidate champion count father fisherman investor resident sister student \
         suspect victim witness",
    )
});

/// Words that an office or a trade may open with, beside those of the gazetteer's titles.
static HEADS: Listed = Listed::new(|| {
    let lists = [&TRADES, &FIELDS, &CHARGES, &PORTFOLIOS, &QUALIFIERS];
    let pairs = PAIRS.iter().map(|&[first, _]| first);
    lists.into_iter().flat_map(|list| list.words()).chain(pairs).collect()
});

/// Whether an office or a trade may open with a word: a quick look before the thorough one.
fn may_open(word: &str) -> bool {
    lower_in(&HEADS, word) || gazetteer::opens_title(word) || word.contains('-') || word == "Member"
}

/// Whether a word, in any case, is a trade beside those of the gazetteer.
pub(super) fn is_listed_trade(word: &str) -> bool {
    lower_in(&TRADES, word)
}

/// Whether a word may be the last of an office or a trade.
pub(super) fn may_end(word: &str) -> bool {
    gazetteer::title(&[word]).is_some()
        || lower_in(&TRADES, word)
        || PAIRS.iter().any(|[_, second]| word.eq_ignore_ascii_case(second))
}

/// How many words the noun has that opens `words`. Zero when there is none.
fn noun(words: &[&str]) -> usize {
    let pair = |[first, second]: &[&str; 2]| match words {
        [one, two, ..] => one.eq_ignore_ascii_case(first) && two.eq_ignore_ascii_case(second),
        _ => false,
    };
    if PAIRS.iter().any(pair) {
        return 2;
    }
    let Some(&first) = words.first() else { return 0 };
    let trade = || {
        let bare = first.strip_prefix("ex-").unwrap_or(first);
        usize::from(lower_in(&TRADES, bare))
    };
    match gazetteer::title(words) {
        Some(title) if title.words > 1 => title.words,
        Some(_) if lower_in(&NEVER, first) => 0,
        Some(title) => match title.field {
            Field::Person => usize::from(lower_in(&CALLED, first)).max(trade()),
            Field::Honorific | Field::Royal => usize::from(first.eq_ignore_ascii_case("professor")),
            _ => 1,
        },
        None => trade(),
    }
}

/// Whether a word may stand before the noun of an office. `near` is the word before it.
fn modifies(word: &str, near: Option<&str>) -> bool {
    is_some_in(&QUALIFIERS, word)
        || lower_in(&CHARGES, word)
        || lower_in(&FIELDS, word)
        || lower_in(&PORTFOLIOS, word) && !matches!(word, "the" | "The" | "higher" | "works")
        || is_land(word) && near.is_some_and(|near| ["former", "chief", "deputy", "senior"].contains(&near))
}

/// The number of words of the office or the trade that opens `words`. `opens` says that the sentence does, too: its
/// first word has a capital of its own. Zero when there is none.
pub(super) fn calling(words: &[&str], opens: bool) -> usize {
    if !words.first().is_some_and(|first| may_open(first)) {
        return 0;
    }
    // "{Labour} election chief": the party.
    let party = |word: &&str| matches!(*word, "Labour" | "Labor");
    if words.first().is_some_and(party) && words.get(1).is_some_and(|next| !is_capital(next)) {
        return 0;
    }
    let mut longest = opening(words);
    if longest == 1 && lower_in(&NEVER, words[0]) {
        longest = 0;
    }
    let mut at = 0;
    while at < 6 && at < words.len() {
        let length = noun(&words[at..]);
        // "Fell {energy analyst}", but "Fell Energy {analyst}".
        let alike = || {
            let capital = is_capital(words[at + length - 1]);
            words[..at].iter().enumerate().all(|(n, word)| {
                let opens = opens && !party(word);
                is_capital(word) == capital
                    || is_some_in(&QUALIFIERS, word)
                    || is_land(word)
                    || n == 0 && opens
            })
        };
        let kin = || at == 0 && length == 1 && is_listed(&KIN, words[0]) && !lower_in(&TRADES, words[0]);
        if length > 0 && alike() && !kin() {
            longest = longest.max(at + length);
        }
        let near = at.checked_sub(1).map(|n| words[n]);
        let any = || {
            near.is_some_and(|near| ["chief", "deputy", "senior"].contains(&near))
                && words[at].bytes().all(|byte| byte.is_ascii_lowercase())
                && !words[at].ends_with("ed")
                && !matches!(words[at], "an" | "and" | "by" | "of" | "the")
                // "the police chief told mayor Ada Quill"
                && !is_listed(&FOLLOWERS, words[at])
                && noun(&words[at + 1..]) > 0
        };
        if !modifies(words[at], near) && !any() {
            break;
        }
        at += 1;
    }
    longest
}

/// The number of words of what opens `words` and of what one person is besides: "chairman and chief executive".
pub(super) fn callings(words: &[&str], opens: bool) -> usize {
    let mut length = calling(words, opens);
    while length > 0 && matches!(words.get(length), Some(&("and" | "&"))) {
        let next = calling(&words[length + 1..], false);
        let pair = || is_joined(words[length - 1]) && is_joined(words[length + next]);
        if next == 0 || !pair() {
            break;
        }
        length += 1 + next;
    }
    length
}

fn is_joined(word: &str) -> bool {
    lower_in(&JOINED, word)
}

/// The word of one of several: "producers" are each a "producer".
pub(super) fn single(word: &str) -> Option<&str> {
    let one = word.strip_suffix('s')?;
    let trade = lower_in(&TRADES, one)
        || gazetteer::title(&[one]).is_some_and(|title| match title.field {
            Field::Honorific | Field::Royal => false,
            Field::Person => lower_in(&CALLED, one),
            _ => !lower_in(&NEVER, one),
        });
    trade.then_some(one)
}

/// Whether a title is no office but a trade: several may have it, and one may be called by it or not.
pub(super) fn is_trade(title: &str) -> bool {
    let noun = title.spaced().next_back().unwrap_or(title);
    gazetteer::title(&[noun]).is_none_or(|title| matches!(title.field, Field::Person | Field::Sport))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_read_with_what_it_is_of() {
        for (text, expected) in [
            ("chief market analyst", 3),
            ("chief US economist", 3),
            ("former US president", 3),
            ("former general counsel", 3),
            ("deputy enforcement director", 3),
            ("public safety director", 3),
            ("Transportation Secretary", 2),
            ("Transportation secretary", 0),
            ("Labour election chief", 0),
            ("Dist. Atty. Quill", 2),
            ("wide receiver", 2),
            ("composer", 1),
            ("father", 0),
            ("partner", 0),
            ("champion", 0),
            ("minister father", 1),
            ("Fell Energy analyst", 0),
        ] {
            assert_eq!(calling(&text.spaced().collect::<Vec<_>>(), false), expected, "{text}");
        }
        assert_eq!(calling(&["Meteorology", "professor"], true), 2);
        assert_eq!(calling(&["Labour", "chief"], true), 0);
    }

    #[test]
    fn two_offices_of_one_person_are_one_title() {
        let read = |text: &str| callings(&text.spaced().collect::<Vec<_>>(), false);
        assert_eq!(read("President and General Manager"), 4);
        assert_eq!(read("chairman and chief executive of"), 4);
        assert_eq!(read("prime minister and foreign secretary"), 2);
        assert_eq!(single("producers"), Some("producer"));
        assert_eq!((single("Quills"), single("victims")), (None, None));
    }
}
