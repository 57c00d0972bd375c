//! Names of authors out of what pages give for them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Words in front of the names, in small letters.
const OPENERS: &[&str] = &[
    "by",
    "by:",
    "von",
    "von:",
    "par",
    "par:",
    "por",
    "por:",
    "di",
    "av",
    "af",
    "door",
    "text:",
    "text",
    "texte:",
    "author:",
    "author",
    "authors:",
    "autor:",
    "autor",
    "autora:",
    "auteur:",
    "autore:",
    "written",
    "words",
    "story",
    "reported",
    "reporting",
    "posted",
    "published",
    "a",
    "cura",
    "post",
    "review",
    "opinion",
    "analysis",
    "oleh",
    "od",
    "tekst:",
    "foto:",
    "yazan:",
    "автор:",
    "автор",
    "автори:",
    "guest",
    "contributed",
    "article",
    "redaktion:",
    "medically",
    "reviewed",
    "submitted",
];

/// Words of a journalist's work, of newsrooms and of agencies: a piece that has one is no person.
static TRADE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "reporter editor writer correspondent columnist contributor journalist producer staff editorial team \
     desk newsroom redaktion redaction rédaction redacción redazione redactie redaksi agency agencies \
     agenturen news press reuters afp dpa ap apa ansa efe pti upi ani ians tass xinhua bloomberg times \
     post daily tribune herald gazette magazine media network online admin administrator guest anonymous \
     webmaster chief director freelance freelancer photographer wire service services editors reporters \
     writers contributors correspondents professor analyst manager founder officer specialist redakteur \
     redakteurin korrespondent korrespondentin autorin journaliste periodista redactor redactora \
     giornalista podcast blog website company inc llc gmbh ltd foundation institute university \
     association department office council society group center centre agence agencia agenzia agentur \
     presse presse-agentur zeitung journal radio tv television channel author authors posts articles \
     profile view all more follow updated published read min minutes ago share email facebook twitter \
     linkedin instagram subscribe the our your we is at marketing content communications support health \
     research publishing solutions redaktør redaktor redakcja redakce toimitus редакция редакція redakcia \
     ritstjórn haber merkezi cookie cookies shop sponsored politics business sports sport entertainment \
     technology science opinion world home contact about privacy \
     comments bio stand written signing strategy consultant certified scientist nurse dietitian mehr thema"
        .split_whitespace()
        .collect()
});

/// Small words that stand in names.
const PARTICLES: &[&str] = &[
    "de", "da", "del", "della", "der", "den", "van", "von", "bin", "al", "la", "le", "dos", "das", "do",
    "di", "du", "el", "y", "e", "ten", "ter", "zu", "af", "av", "ibn", "bint", "vom", "zum", "st", "mc",
];

/// Degrees, licences and the like behind a name, without their stops; not a name's.
const DEGREES: &[&str] = &[
    "MD", "PhD", "PHD", "RN", "RD", "RDN", "LD", "MS", "MPH", "MBA", "MA", "BA", "BSc", "MSc", "JD", "CFP",
    "CPA", "CEPF", "DDS", "DVM", "DO", "CFA", "LCSW", "RYT", "E-RYT", "FACLM", "FAND", "FACP", "MRCGP",
    "EdD", "PsyD", "PharmD", "Esq",
];

/// What stands between two persons.
const BETWEEN: &[&str] = &[
    " / ", "/", " | ", "|", ";", "•", "·", " and ", " und ", " et ", " y ", " og ", " och ", " en ", " & ",
    " AND ", " with ", " avec ", " mit ", ", ", ",", "、", "，", " – ", " — ", " - ", "\n", "[", ": ", " e ",
    " i ", " и ", " та ", " ve ", " ja ", " + ",
];

/// What stands behind a person and before a place, a paper, a section of the site.
const BEHIND: &[&str] = &[
    " for ",
    " in ",
    " via ",
    " at ",
    " from ",
    " aus ",
    " à ",
    " on behalf of ",
    " (",
    " The ",
    " Associated Press",
];

/// What others than the authors did; who follows is none.
const OTHERS: &[&str] = &[
    "reviewed by",
    "peer reviewed by",
    "medically reviewed by",
    "clinically reviewed by",
    "checked by",
    "fact checked by",
    "fact-checked by",
    "edited by",
    "photos by",
    "photographs by",
    "photography by",
    "illustrations by",
];

/// Whether a text ends with what others than the authors did.
pub(crate) fn is_of_another(text: &str) -> bool {
    let lower = text.to_lowercase();
    OTHERS.iter().any(|others| lower.ends_with(others))
}

/// The persons that a text names; several are split. Organisations, agencies and words of the trade are left out.
pub(crate) fn names(text: &str) -> Vec<String> {
    let text = super::clean(text);
    if text.len() > 400 || text.contains("://") || text.starts_with("www.") {
        return Vec::new();
    }
    let text = text.replace(['\u{201c}', '\u{201d}', '"'], " ");
    let lower = text.to_ascii_lowercase();
    let others = OTHERS
        .iter()
        .filter_map(|others| lower.find(others).filter(|&at| !lower[..at].ends_with(char::is_alphanumeric)));
    let text = without_openers(&text[..others.min().unwrap_or(text.len())]).to_owned();
    let mut pieces = vec![text.as_str()];
    for between in BETWEEN {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(between)).collect();
    }
    let mut found = Vec::new();
    for piece in pieces {
        if let Some(name) = person(piece)
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

/// The names of a line that begins as a byline does.
pub(crate) fn printed(line: &str) -> Vec<String> {
    const HEADS: &[&str] = &[
        "by",
        "von",
        "par",
        "por",
        "di",
        "av",
        "af",
        "door",
        "written",
        "words",
        "text:",
        "text",
        "author:",
        "autor:",
        "auteur:",
        "автор:",
        "reported",
        "posted",
        "story",
        "oleh",
    ];
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = line.split(|c: char| c.is_whitespace()).next().unwrap_or_default().to_lowercase();
    if line.len() > 160 || !HEADS.contains(&head.as_str()) {
        return Vec::new();
    }
    // A date behind the names is not theirs.
    let end = line.find(|c: char| c.is_ascii_digit()).unwrap_or(line.len());
    let is_dated = end < line.len();
    let line = &line[..end];
    let line = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let cut = line
        .rsplit_once([',', '|', '·', '•', '-', '–', ' '])
        .filter(|(_, word)| is_dated && super::date::is_month(word));
    let found = names(cut.map_or(line, |(line, _)| line));
    let is_full = found.iter().all(|name| name.contains(' ') || !name.is_ascii());
    if found.len() > 6 || !is_full { Vec::new() } else { found }
}

/// The persons between the marks, or behind "by", of a line that also has a date (`Dec. 19, 2025 · Ada Quill`,
/// `Dec. 19, 2025 by Ada Quill in Garden`).
pub(crate) fn beside_date<'l>(line: &'l str) -> Vec<String> {
    let pieces = line.split(['·', '•', '|', '–', '—']);
    let alone = |piece: &'l str| {
        let piece = piece.split_once(" by ").map_or(piece, |(_, behind)| behind);
        let behind = BEHIND.iter().filter_map(|behind| piece.find(behind)).min();
        piece[..behind.unwrap_or(piece.len())].trim()
    };
    pieces.map(alone).filter(|piece| is_plain_name(piece)).map(str::to_owned).collect()
}

/// `Ada Quill` of `Quill, Ada`, as catalogues write a name.
pub(crate) fn turned(name: &str) -> Option<String> {
    let (last, first) = name.split_once(',').map(|(last, first)| (last.trim(), first.trim()))?;
    let large = last.split(' ').filter(|word| !PARTICLES.contains(word)).count();
    let is_name = large == 1 && !first.is_empty() && !first.contains(',') && first.split(' ').count() <= 3;
    is_name.then(|| format!("{first} {last}"))
}

/// Whether a line is nothing but a name of two or three words, small ones such as "de" apart.
pub(crate) fn is_plain_name(line: &str) -> bool {
    let is_letters = line.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '’' | '\''));
    let large = line.split(' ').filter(|word| !PARTICLES.contains(word)).count();
    (2..=3).contains(&large)
        && line.len() <= 40
        && is_letters
        && line.split(' ').all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
        && line.starts_with(char::is_uppercase)
        && line.contains(char::is_lowercase)
        && person(line).as_deref() == Some(line)
}

fn without_openers(text: &str) -> &str {
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    // `ByAda Quill`: markup lost its blank.
    if let Some(glued) = rest.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase))
        && glued.contains(char::is_lowercase)
    {
        rest = glued;
    }
    for _ in 0..4 {
        let (head, tail) = match rest.split_once([' ', ':']) {
            Some(pair) => pair,
            None => break,
        };
        let lower = head.to_lowercase();
        let has_colon = rest.as_bytes().get(head.len()) == Some(&b':');
        // `Di Ann Lee` may be a name: a capital of a short word in front of two words is no opener, save those of
        // bylines.
        let is_opener =
            OPENERS.contains(&lower.as_str()) || has_colon && OPENERS.contains(&format!("{lower}:").as_str());
        if !is_opener {
            break;
        }
        rest = tail.trim_start_matches(|c: char| c.is_whitespace() || c == ':' || c == '-');
    }
    rest
}

/// The person that a piece names.
fn person(piece: &str) -> Option<String> {
    let piece = piece.split(['<', '@', '(', '|']).next().unwrap_or_default();
    let behind = BEHIND.iter().filter_map(|behind| piece.find(behind)).min();
    let piece = &piece[..behind.unwrap_or(piece.len())];
    let piece = piece.trim_matches(|c: char| {
        c.is_whitespace() || !c.is_alphanumeric() && !matches!(c, '.' | '’' | '\'' | ')' | '（')
    });
    let piece = without_openers(piece);
    let piece = piece
        .strip_suffix('.')
        .filter(|rest| rest.len() > 4 && !rest.ends_with("Jr") && !rest.ends_with("Sr"))
        .unwrap_or(piece);
    let mut words: Vec<&str> = piece.split_whitespace().collect();
    let is_degree = |word: &&str| DEGREES.contains(&word.replace(['.', '®'], "").as_str());
    while words.len() > 2 && words.last().is_some_and(is_degree) {
        words.pop();
    }
    let joined = words.join(" ");
    let piece = joined.as_str();
    if words.iter().all(|word| OPENERS.contains(&word.to_lowercase().as_str())) {
        return None;
    }
    let is_wide = piece.chars().any(|c| c >= '\u{2e80}');
    if piece.is_empty() || piece.len() > 60 || words.len() > 6 || piece.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let is_trade = |word: &&str| {
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        TRADE.contains(lower.as_str())
    };
    if words.iter().any(is_trade) || piece.contains(".com") || piece.contains(".de") || piece.contains(".org")
    {
        return None;
    }
    if is_wide {
        // Names of East Asia: a few characters, without the words of a newsroom.
        let length = piece.chars().filter(|c| !c.is_whitespace()).count();
        let is_office = ["新聞", "新闻", "通信", "编辑", "編集", "記者", "取材班", "社", "部"]
            .iter()
            .any(|word| piece.contains(word) && length > 3);
        return ((2..=8).contains(&length) && !is_office).then(|| piece.to_owned());
    }
    let is_name_word = |word: &&str| {
        word.chars().next().is_some_and(|c| {
            c.is_uppercase() || c == '\'' || c == '’' || c == '(' || c.is_alphabetic() && !c.is_lowercase()
        }) || PARTICLES.contains(word)
            || word.starts_with("al-")
            || word.starts_with("d'")
            || word.starts_with("d’")
    };
    let has_case = piece.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if words.len() == 1 {
        // A single word is a login or a first name; only the latter is one.
        let first = words[0];
        let is_name = first.chars().count() > 2
            && first.starts_with(char::is_uppercase)
            && first.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
        return (is_name || !has_case).then(|| piece.to_owned());
    }
    let lower = !piece.contains(char::is_uppercase) && has_case;
    if lower && words.len() <= 3 {
        return Some(words.iter().map(|word| capitalised(word)).collect::<Vec<_>>().join(" "));
    }
    if !words.iter().all(is_name_word) {
        return None;
    }
    let shouted = !piece.contains(char::is_lowercase) && words.iter().any(|word| word.chars().count() > 3);
    Some(if shouted {
        words.iter().map(|word| capitalised(&word.to_lowercase())).collect::<Vec<_>>().join(" ")
    } else {
        words.join(" ")
    })
}

fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut inside = false;
    for c in word.chars() {
        if inside {
            out.push(c);
        } else {
            out.extend(c.to_uppercase());
        }
        inside = c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_only_and_each_by_itself() {
        let cases: [(&str, &[&str]); 26] = [
            ("By Ada Quill and Tom de Vries", &["Ada Quill", "Tom de Vries"]),
            ("ADA QUILL, Senior Reporter", &["Ada Quill"]),
            ("Von Jana Öz, Berlin Redaktion", &["Jana Öz"]),
            ("Ada Quill | Port Elsa Times", &["Ada Quill"]),
            ("Reuters", &[]),
            ("Associated Press", &[]),
            ("https://www.example.org/ada", &[]),
            ("Written by: Ada O'Quill-Berg (Photos)", &["Ada O'Quill-Berg"]),
            ("Staff", &[]),
            ("ada quill", &["Ada Quill"]),
            ("admin", &[]),
            ("山田 太郎", &["山田 太郎"]),
            ("ByAda Quill", &["Ada Quill"]),
            ("Byron Quill", &["Byron Quill"]),
            ("Ada Quill M.P.H., R.D.", &["Ada Quill"]),
            ("Ada Quill M.D. FACLM", &["Ada Quill"]),
            ("Lune Gazette staff reporter in Port Elsa", &[]),
            ("By AdaMakes in Workshop Woodworking", &[]),
            ("Ada Quill in Port Elsa and Tom Brandt in Lune", &["Ada Quill", "Tom Brandt"]),
            ("Center for Boat Evaluation and Research", &[]),
            ("Ada O'quill The Associated Press", &["Ada O'quill"]),
            ("Medically reviewed by Tom Brandt", &[]),
            ("Photos by Tom Brandt and Ada Quill", &[]),
            ("Von Ada Quill, Hafenfunk Stand: 3. Mai", &["Ada Quill"]),
            ("Ada Quill: Opinion", &["Ada Quill"]),
            ("Written by Ada Quill Peer reviewed by Dr Tom Brandt", &["Ada Quill"]),
        ];
        for (text, expected) in cases {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn names_beside_dates_and_of_catalogues() {
        assert_eq!(beside_date("Dec. 19, 2025 · Ada Quill"), ["Ada Quill"]);
        assert_eq!(beside_date("Dec. 19, 2025 by Ada Quill in Garden"), ["Ada Quill"]);
        assert!(beside_date("Passed by Parliament in 2019").is_empty());
        assert_eq!(turned("Quill, Ada Maria").as_deref(), Some("Ada Maria Quill"));
        assert_eq!(turned("de Vries, Tom").as_deref(), Some("Tom de Vries"));
        assert_eq!(turned("Ada Quill, Tom Brandt"), None);
    }
}
