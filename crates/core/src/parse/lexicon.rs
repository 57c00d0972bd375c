//! Closed word lists of news pages, looked up by the hash of the lower-cased word.

/// FNV-1a (Fowler, Noll, Vo, 1991), one byte at a time; zero is kept free for "no word".
pub(crate) const SEED: u32 = 0x811C_9DC5;

pub(crate) const PRIME: u32 = 0x0100_0193;

/// One step of the word hash.
pub(crate) const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte.to_ascii_lowercase() as u32).wrapping_mul(PRIME)
}

/// The hash of a whole word.
pub(crate) const fn hash(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash = SEED;
    let mut at = 0;
    while at < bytes.len() {
        hash = step(hash, bytes[at]);
        at += 1;
    }
    hash
}

/// A set of words as an open-addressing table, built at compile time.
pub(crate) struct WordSet {
    pub(crate) slots: [u32; 512],
}

impl WordSet {
    /// The words of a text, with blanks between them.
    pub(crate) const fn new(words: &str) -> WordSet {
        let bytes = words.as_bytes();
        let mut slots = [0; 512];
        let mut from = 0;
        while from < bytes.len() {
            let mut hash = SEED;
            let mut end = from;
            while end < bytes.len() && bytes[end] != b' ' {
                hash = step(hash, bytes[end]);
                end += 1;
            }
            let mut at = hash as usize % 512;
            while end > from && slots[at] != 0 {
                at = (at + 1) % 512;
            }
            if end > from {
                slots[at] = hash;
            }
            from = end + 1;
        }
        WordSet { slots }
    }

    /// Whether the set holds the word of this hash.
    pub(crate) fn has(&self, hash: u32) -> bool {
        let mut at = hash as usize % 512;
        while self.slots[at] != 0 {
            if self.slots[at] == hash {
                return true;
            }
            at = (at + 1) % 512;
        }
        false
    }

    /// Whether the set holds the word, whatever its case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.has(hash(word))
    }
}

/// Words that running English text is full of and labels are not.
pub(crate) static STOP_WORDS: WordSet = WordSet::new(
    "a about after all also an and are as at be because been before but by can could did do for from had \
     has have he her his i if in into is it its more not of on or our out over said she so some than that \
     the their them there they this to up was we were what when which while who will with would you your",
);

/// Function words that open sentences and seldom stand capitalised inside one.
pub(crate) static OPENERS: WordSet = WordSet::new(
    "a about according after all although amid among an and another as at because before but by despite \
     during each earlier even every following for four from he her here his how i if in instead it its \
     last many more most my no nearly not now of on once one only our over she since so some that the \
     their there these they this those three through to today two under until we what when where which \
     while who why with within without you your",
);

/// Words after which no sentence ends.
pub(crate) static LEANING: WordSet = WordSet::new(
    "a after against amid among an and are as at be before between but by can could during for former \
     from had has have her his if in into is its like may might more most must my near no nor of off on \
     or our over per should since than that the their these this those through to toward towards under \
     until upon via was were when where which while who whose will with within without would your said \
     says mr mrs ms dr sir president minister senator rep gov gen st late new vs v",
);

/// Verbs that a finite clause has, and what they grow together with.
pub(crate) static FINITE: WordSet = WordSet::new(
    "is are was were has have had will would can could may might must should says said do does did am isn't \
     isn’t aren't won't can't don't don’t doesn't doesn’t didn't didn’t wasn't it's it’s he's he’s she's she’s \
     they're they’re i'm we're there's that's been be being",
);

/// Words that no sentence or standfirst ends with.
pub(crate) static NEVER_LAST: WordSet = WordSet::new(
    "a an and as at but by for former from her his in into its nor of or our than the their to via was \
     were with your between during against among amid whose my per until upon mr mrs ms dr sir",
);

/// Agencies, as one-word tags.
pub(crate) static AGENCIES: WordSet = WordSet::new(
    "aap afp ani ansa ap bloomberg cna dpa efe epa ians interfax kyodo lusa nyt pti reuters rtr tass tt \
     upi xinhua yonhap bernama antara apa belga cp mti ntb pap ritzau vna unb app sda keystone-sda getty \
     gettyimages",
);

/// Agencies, news services and picture houses of several words.
pub(crate) const AGENCY_NAMES: &[&str] = &[
    "agence france-presse",
    "ap photo",
    "associated press",
    "bloomberg news",
    "canadian press",
    "central news agency",
    "deutsche presse-agentur",
    "getty images",
    "new york times news service",
    "news agency",
    "news service",
    "pa media",
    "pa wire",
    "press association",
    "press trust of india",
    "reuters",
    "the associated press",
    "the canadian press",
    "thomson reuters",
    "tribune content agency",
    "tribune news service",
    "washington post",
    "the guardian",
    "the new york times",
    "afp",
    "staff writer",
    "staff reporter",
    "staff and agencies",
    "wire services",
];

/// A word of each of those names, and of the hyphenated tags as a line's words are counted: without the hyphen.
pub(crate) static AGENCY_MARKS: WordSet = WordSet::new(
    "agencies agency bloomberg deutsche francepresse guardian images keystonesda media photo post press \
     reporter reuters service services times wire writer afp",
);

/// The first words of those names, and the word before an agency that helped.
pub(crate) static AGENCY_HEADS: WordSet = WordSet::new(
    "agence ap associated bloomberg canadian central deutsche getty new news pa press reuters the thomson \
     tribune washington afp staff wire with",
);

/// Words that open a picture's credit.
pub(crate) static CREDIT_HEADS: WordSet = WordSet::new(
    "photo photos photograph photographs photography photographer image images picture pictures pic \
     illustration illustrations credit graphic graphics courtesy video screenshot screengrab source foto \
     art collage handout",
);

/// Words that name a journalist's work.
pub(crate) static WRITER_TITLES: WordSet = WordSet::new(
    "reporter reporters writer writers editor editors correspondent correspondents columnist contributor \
     contributors critic journalist staff bureau analyst contributing freelance freelancer producer \
     author fellow intern commentator",
);

/// Words that speak to the reader of a site, not of news.
pub(crate) static PROMO_WORDS: WordSet = WordSet::new(
    "account advertise advertisement advertisers affiliate app browser click comments commission consent \
     cookie cookies copyright download email e-mail facebook faq follow homepage inbox instagram \
     javascript linkedin log login logged newsletter newsletters notifications opt password permission \
     podcast privacy register registered reserved rights rss share shop sign sitemap sponsored subscribe \
     subscriber subscribers subscription subscriptions terms trademark trending twitter unsubscribe \
     website websites whatsapp youtube",
);

/// Words that open the questions of an explainer.
pub(crate) static OPEN_QUESTIONS: WordSet =
    WordSet::new("what when where which who whose why how is are does can will");

/// Words that ask for more than yes or no.
pub(crate) static ASKING: WordSet = WordSet::new("what when where which who whose why how");

/// Words with which someone speaks of themselves.
pub(crate) static FIRST_PERSON: WordSet =
    WordSet::new("i i'm i’m i've i’ve i'd i’d i'll i’ll my we we're we’re we've we’ve our");

/// What people in pictures do, in the present.
pub(crate) static SEEN: WordSet = WordSet::new(
    "arrive arrives attend attends board boards carries carry celebrate celebrates chat chats cheer cheers \
     clean cleans dance dances embrace embraces gather gathers gesture gestures greet greets hold holds \
     hug hugs huddle huddles inspect inspects kick kicks kneels lay lays leave leaves listen listens march \
     marches perform performs photographed pictured places plays pose poses pray prays react reacts rest \
     rests ride rides runs shake shakes sit sits smile smiles speak speaks stand stands stroll strolls swim \
     swims talks unload unloads walk walks watch watches wave waves",
);

/// Words of an organisation's name at its end or head.
pub(crate) static NEWSROOMS: WordSet = WordSet::new(
    "agencies agency associated bbc bureau cnn daily desk gazette guardian herald journal magazine mail \
     media network news newspaper npr pbs post press radio report review service services staff star sun \
     telegraph times today tribune tv wire wires com online images foundation university institute",
);

/// Labels that look like a dateline or a kicker and are neither place nor topic.
pub(crate) const LOOKALIKES: &[&str] = &[
    "READ MORE",
    "READ ALSO",
    "ALSO READ",
    "READ",
    "SEE ALSO",
    "MORE",
    "WATCH",
    "WATCH LIVE",
    "LISTEN",
    "LIVE",
    "EXCLUSIVE",
    "BREAKING",
    "BREAKING NEWS",
    "UPDATE",
    "UPDATED",
    "UPDATES",
    "ANALYSIS",
    "OPINION",
    "EDITORIAL",
    "COMMENT",
    "RELATED",
    "PHOTOS",
    "PHOTO",
    "VIDEO",
    "GALLERY",
    "PICTURES",
    "NOTE",
    "CORRECTION",
    "CLARIFICATION",
    "FACTBOX",
    "EXPLAINER",
    "TIMELINE",
    "INTERVIEW",
    "REVIEW",
    "QUIZ",
    "POLL",
    "PODCAST",
    "SPONSORED",
    "ADVERTISEMENT",
    "MORE ON THIS",
    "DON'T MISS",
    "DON’T MISS",
    "MUST READ",
    "TRENDING",
    "SUBSCRIBE",
    "SIGN UP",
    "JOIN",
    "FOLLOW",
    "TIP",
    "WARNING",
    "SPOILER",
    "FILE",
    "FILE PHOTO",
    "Q",
    "A",
    "PS",
    "P.S.",
    "BUY NOW",
    "SHOP",
    "CLICK HERE",
    "MORE STORIES",
    "MORE NEWS",
    "TOP STORIES",
    "LATEST",
    "JUST IN",
    "FAQ",
    "TL;DR",
    "CREDIT",
    "SOURCE",
];

/// Cities that stand alone in datelines (AP and AFP house rules list their like).
pub(crate) static CITIES: WordSet = WordSet::new(
    "abuja accra algiers amman amsterdam ankara athens atlanta auckland baghdad baku bangkok barcelona \
     beijing beirut belfast belgrade berlin bogota boston brasilia bratislava brussels bucharest budapest \
     busan cairo canberra caracas chennai chicago cleveland colombo copenhagen dakar dallas damascus \
     delhi denver detroit dhaka doha dubai dublin edinburgh frankfurt gaza geneva hanoi harare havana \
     helsinki honolulu houston islamabad istanbul jakarta jerusalem johannesburg kabul kampala karachi \
     kathmandu khartoum kigali kolkata kyiv kiev lagos lahore lima lisbon ljubljana london luanda lusaka \
     luxembourg macau madrid malabo manila maputo melbourne miami milan milwaukee minneapolis minsk \
     mogadishu monaco montevideo montreal moscow mumbai munich nairobi nicosia oslo ottawa paris perth \
     philadelphia phoenix pittsburgh prague pretoria pyongyang quito ramallah riga riyadh rome santiago \
     sarajevo seattle seoul shanghai singapore sofia stockholm strasbourg sydney taipei tallinn tashkent \
     tbilisi tehran tirana tokyo toronto tripoli tunis vienna vilnius warsaw washington wellington yangon \
     yerevan zagreb zurich kaohsiung taichung tainan hsinchu keelung manchester glasgow cardiff \
     birmingham hamburg marseille lyon naples",
);

/// Cities of two or three words that stand alone in datelines.
pub(crate) const LONG_CITIES: &[&str] = &[
    "new york",
    "new delhi",
    "los angeles",
    "san francisco",
    "hong kong",
    "kuala lumpur",
    "buenos aires",
    "mexico city",
    "addis ababa",
    "abu dhabi",
    "tel aviv",
    "cape town",
    "rio de janeiro",
    "sao paulo",
    "phnom penh",
    "port-au-prince",
    "ho chi minh city",
    "panama city",
    "san diego",
    "san antonio",
    "salt lake city",
    "new orleans",
    "las vegas",
    "st. louis",
    "st. petersburg",
    "united nations",
    "vatican city",
    "the hague",
    "guatemala city",
    "san salvador",
    "new taipei",
];

/// English months and their short forms, with their number.
pub(crate) fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').as_bytes();
    let at = month_of(word)?;
    let name: &str = NAMES[at];
    let is = word.len() == 3
        || word.len() == 4 && at == 8 && word[3].eq_ignore_ascii_case(&b't')
        || name.as_bytes().eq_ignore_ascii_case(word);
    is.then_some(at as u32 + 1)
}

/// The number, from zero, of the month that a word has the first three letters of.
fn month_of(word: &[u8]) -> Option<usize> {
    Some(match &head(word)? {
        b"jan" => 0,
        b"feb" => 1,
        b"mar" => 2,
        b"apr" => 3,
        b"may" => 4,
        b"jun" => 5,
        b"jul" => 6,
        b"aug" => 7,
        b"sep" => 8,
        b"oct" => 9,
        b"nov" => 10,
        b"dec" => 11,
        _ => return None,
    })
}

/// Whether a text begins as the name of a month does.
pub(crate) fn opens_month(text: &[u8]) -> bool {
    month_of(text).is_some()
}

/// The first three letters, small.
fn head(word: &[u8]) -> Option<[u8; 3]> {
    word.first_chunk::<3>().map(|head| head.map(|byte| byte.to_ascii_lowercase()))
}

/// Whether a word is a day of the week or its short form.
pub(crate) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).as_bytes();
    let name: &str = match head(word).as_ref() {
        Some(b"mon") => "monday",
        Some(b"tue") => "tuesday",
        Some(b"wed") => "wednesday",
        Some(b"thu") => "thursday",
        Some(b"fri") => "friday",
        Some(b"sat") => "saturday",
        Some(b"sun") => "sunday",
        _ => return false,
    };
    (word.len() <= 5 || word.len() == name.len())
        && name.as_bytes().get(..word.len()).is_some_and(|name| name.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        assert!(AGENCIES.contains("REUTERS") && AGENCIES.contains("dpa"));
        assert!(!AGENCIES.contains("ferry"));
    }

    #[test]
    fn months_in_full_and_short() {
        assert_eq!(month("Sept."), Some(9));
        assert_eq!(month("december"), Some(12));
        assert_eq!(month("Marching"), None);
        assert!(is_weekday("Thurs,") && !is_weekday("Sundry"));
    }
}
