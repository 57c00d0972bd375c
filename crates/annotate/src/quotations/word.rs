use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::atom::{AtomKind, Atoms, Lower};

/// How a reporting verb reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Manner {
    /// Words were uttered or written: say, tell, write.
    Speech,
    /// Words were thought: believe, hope.
    Thought,
    /// Somebody or something was spoken of: call, describe, criticize.
    Naming,
}

/// The form of a reporting verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// says
    Present,
    /// said
    Past,
    /// say
    Base,
    /// saying
    Participle,
}

/// What a word can be to someone who looks for speakers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    Verb(Manner, Form),
    /// has, will, did: between a subject and its verb.
    Auxiliary,
    /// is, was, been: before a participle they make it passive.
    Be,
    /// also, then, later, and whatever ends in -ly.
    Adverb,
    /// he, she, they, it, we, I, you.
    Pronoun,
    /// who, which.
    Relative,
    /// the, a, his, some, two.
    Determiner,
    /// of, in, for.
    Preposition,
    /// and, or, but.
    Conjunction,
    /// that, because, when.
    Subordinator,
    /// Monday, yesterday, week, and a month's name.
    Time,
    /// not, n't, never.
    Negation,
    /// Anything else.
    Other,
}

/// Verbs of saying, regular; a doubled last letter is written out after a stroke.
const SPEECH: &str = "add ask reply respond answer explain tweet post note state claim argue insist continue conclude \
    declare announce warn admit acknowledge concede suggest agree observe remark recall joke quip shout yell scream \
    whisper mutter chant boast brag/g complain lament urge demand promise pledge vow predict stress emphasize \
    emphasise report reveal confirm deny comment counter retort interject muse opine caution charge allege assert \
    contend maintain affirm reiterate repeat clarify elaborate exclaim proclaim recount relate testify thunder fume \
    snap/p sigh laugh scoff sneer gush rave blast mention indicate inform advise assure remind instruct signal claim \
    disclose intone implore plead pronounce murmur mumble bellow roar bark growl groan moan gripe grumble protest \
    rebut/t refute threaten echo hint imply intimate advocate propose recommend request inquire enquire wonder \
    question query press lecture preach narrate describe read summarize summarise theorize theorise surmise reason \
    estimate forecast project calculate conjecture speculate stipulate specify attest certify profess swear vent \
    rant tout trumpet crow applaud quote cite reference text email message blog/g chide chime rejoin volunteer venture \
    apologize apologise telegraph point underscore underline highlight highlight posit postulate caution cry";
const SPEECH_IRREGULAR: &str = "say says said saying; tell tells told telling; write writes wrote writing; \
    write writes written writing; go goes went going; put puts put putting; speak speaks spoke speaking; \
    sing sings sang singing; swear swears swore swearing; read reads read reading; hear hears heard hearing; \
    shoot shoots shot shooting; hit hits hit hitting; fire fires fired firing; clap claps clapped clapping; \
    chime chimes chimed chiming; weigh weighs weighed weighing";
const THOUGHT: &str = "believe hope fear worry expect doubt suspect assume realize realise learn decide consider \
    imagine reckon figure conclude guess regret want wish plan/n support prefer discover determine notice concern";
const THOUGHT_IRREGULAR: &str = "think thinks thought thinking; feel feels felt feeling; know knows knew knowing; \
    see sees saw seeing; find finds found finding; show shows showed showing; understand understands understood \
    understanding; hold holds held holding";
const NAMING: &str = "call describe label dub/b accuse criticize criticise praise denounce slam/m condemn blame brand \
    characterize characterise deride mock dismiss decry ridicule attack hail tout welcome reject defend endorse \
    portray refer/r cast compare liken thank congratulate rip/p knock laud lambaste lambast assail chastise rebuke \
    berate scold tease taunt bash hammer bemoan lash discuss address express offer issue deliver release voice \
    declare oppose question challenge demand invoke dispute credit urge vow apologize promise threaten deplore";

const AUXILIARIES: &str = "has have had do does did will would can could may might shall should must";
const BE: &str = "is are was were be been being am get gets got";
const ADVERBS: &str = "also then later now just still once again never ever even often always soon first earlier \
    instead further however meanwhile afterward afterwards ago back too so far long only already yet before \
    thus there here perhaps maybe indeed rather quite out up on down over onstage online aloud";
const PRONOUNS: &str = "he she they it we i you him her them someone everyone nobody";
const DETERMINERS: &str = "the a an his her their its our my your this that these those some another several many most \
    other one two three four five six no every each both few all any";
const PREPOSITIONS: &str = "of in for at from with by on to about into over under against between among during \
    after before near around through throughout without within outside inside toward towards upon behind beyond \
    despite unlike per via since until amid alongside regarding concerning like";
const SUBORDINATORS: &str = "because when while although though if whether whereas unless how why what where as \
    that after before since until once than";
const TIMES: &str = "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow january \
    february april june july august september october november december jan feb mar apr aug sept oct nov dec \
    morning afternoon evening night week month year day recently weekend noon midnight";

static SORTS: LazyLock<FxHashMap<Lower, Sort>> = LazyLock::new(|| {
    let mut sorts = FxHashMap::default();
    // What comes first stays: a word is an auxiliary before it is a verb, and speech before thought.
    let mut list = |words: &str, sort: Sort| {
        for word in words.split_ascii_whitespace() {
            sorts.entry(Lower::of(word)).or_insert(sort);
        }
    };
    list(AUXILIARIES, Sort::Auxiliary);
    list(BE, Sort::Be);
    list("not never neither nor", Sort::Negation);
    list("who which whom", Sort::Relative);
    list("and or but", Sort::Conjunction);
    list("that", Sort::Subordinator);
    list(PRONOUNS, Sort::Pronoun);
    list(DETERMINERS, Sort::Determiner);
    list(PREPOSITIONS, Sort::Preposition);
    list(SUBORDINATORS, Sort::Subordinator);
    list(ADVERBS, Sort::Adverb);
    list(TIMES, Sort::Time);
    for (manner, regular, irregular) in [
        (Manner::Speech, SPEECH, SPEECH_IRREGULAR),
        (Manner::Thought, THOUGHT, THOUGHT_IRREGULAR),
        (Manner::Naming, NAMING, ""),
    ] {
        for verb in irregular.split(';').filter(|verb| !verb.trim().is_empty()) {
            let forms = [Form::Base, Form::Present, Form::Past, Form::Participle];
            for (word, form) in verb.split_ascii_whitespace().zip(forms) {
                sorts.entry(Lower::of(word)).or_insert(Sort::Verb(manner, form));
            }
        }
        for verb in regular.split_ascii_whitespace() {
            for (word, form) in conjugate(verb) {
                sorts.entry(Lower::of(&word)).or_insert(Sort::Verb(manner, form));
            }
        }
    }
    sorts
});

/// The forms of a regular verb; `dub/b` doubles its last letter.
fn conjugate(verb: &str) -> [(String, Form); 4] {
    let (base, double) = verb.split_once('/').unwrap_or((verb, ""));
    let consonant_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let present = match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => {
            format!("{base}es")
        }
        None if base.ends_with("cho") => format!("{base}es"),
        None => format!("{base}s"),
    };
    let past = match (consonant_y, base.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (_, Some(stem)) => format!("{stem}ed"),
        _ => format!("{base}{double}ed"),
    };
    let participle = match base.strip_suffix('e') {
        Some(stem) => format!("{stem}ing"),
        None => format!("{base}{double}ing"),
    };
    [
        (base.to_owned(), Form::Base),
        (present, Form::Present),
        (past, Form::Past),
        (participle, Form::Participle),
    ]
}

/// The sort of every atom.
pub(super) fn sorts(atoms: &Atoms) -> Vec<Sort> {
    let table = &*SORTS;
    let sort = |atom: &crate::atom::Atom| {
        if atom.kind != AtomKind::Word {
            return Sort::Other;
        }
        let lower = atoms.lower(atom);
        match table.get(&lower) {
            Some(&sort) => sort,
            None if lower.ends(4, *b"ly") => Sort::Adverb,
            None => Sort::Other,
        }
    };
    atoms.list.iter().map(sort).collect()
}

#[cfg(test)]
mod tests {
    use nutgraf_core::Span;

    use super::*;

    #[test]
    fn verbs_have_all_their_forms() {
        assert_eq!(SORTS.get(&Lower::of("")), None, "a word too long to be found");
        let text = "says told replied vowing dubbed echoes believes agreed denied bragging";
        let found = sorts(&Atoms::of(text, Span::of(text)));
        use Form::{Participle, Past, Present};
        use Manner::{Naming, Speech, Thought};
        let wanted = [
            (Speech, Present),
            (Speech, Past),
            (Speech, Past),
            (Speech, Participle),
            (Naming, Past),
            (Speech, Present),
            (Thought, Present),
            (Speech, Past),
            (Speech, Past),
            (Speech, Participle),
        ];
        for (found, (manner, form)) in found.into_iter().zip(wanted) {
            assert_eq!(found, Sort::Verb(manner, form));
        }
    }
}
