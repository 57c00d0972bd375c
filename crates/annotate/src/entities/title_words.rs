//! Words of titles, and small words of persons' names.

use super::draft::{Listed, is_listed, listed, lower_in};
use super::spaced::Spaced as _;

/// Words that qualify a title and belong to it.
pub(super) static QUALIFIERS: Listed = Listed::new(|| {
    listed(
        "acting assistant associate caretaker chief co deputy designate elect emeritus executive first former \
     global group honorary incoming incumbent interim joint junior late lead outgoing permanent principal \
     senior shadow special then vice",
    )
});

/// What a minister, a chief or a director has charge of, printed before the title's noun.
pub(super) static CHARGES: Listed = Listed::new(|| {
    listed(
        "affairs agriculture air army budget cabinet campaign climate commerce communications culture \
         defence defense development economic economy education energy environment finance fire fisheries \
         force foreign health home house housing intelligence interior international justice labor labour \
         majority marketing medical military minority monetary naval navy operations opposition party \
         police policy press security sports technology trade transport",
    )
});

/// More of what an office may be of, after "of" or "for": "Minister of Foreign Affairs".
pub(super) static PORTFOLIOS: Listed = Listed::new(|| {
    listed(
        "administration affairs aviation children communications digital digitalization digitalisation \
         disaster ecology employment families family fisheries food forestry forests heritage higher \
         human immigration industrial industries industry infrastructure innovation investment islands \
         land lands legal local mines mining natural oceans parliamentary pensions planning ports power \
         public railways regional religious reform research resources rights rivers roads rural science \
         sciences shipping social sport state the tourism trade transportation treasury urban veterans \
         war water welfare women works youth",
    )
});

/// Titles that in small letters are plain words.
pub(super) static KIN: Listed = Listed::new(|| {
    listed("baron brother count dame deputy doctor father guru host lady lord miss owner partner sister sir")
});

/// Forms of address that open no name of a place or a body.
static ADDRESSES: Listed = Listed::new(|| {
    listed(
        "Mr Mr. Mrs Mrs. Ms Ms. Mx Mx. Dr Dr. Sir Dame Princess Countess Duchess Baroness Sheikh Sgt. Lt. Gen. \
         Col. Capt. Maj. Rev. Sen. Rep. Gov. Prof.",
    )
});

/// Places on the field, printed before a player's name.
pub(super) static POSITIONS: Listed = Listed::new(|| {
    listed("CB CBs DE DEs DL DT DTs LB LBs LHP MLB OL OT PF PG QB QBs RB RBs RHP SG SF TE TEs WR WRs")
});

/// Whether a word is a form of address: what stands after it is a person's name and nothing else's.
pub(super) fn is_address(word: &str) -> bool {
    is_listed(&ADDRESSES, word)
}

/// Whether a word in small letters belongs to the surname after it.
pub(super) fn is_particle(word: &str) -> bool {
    [
        "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn",
        "la", "le", "ten", "van", "von",
    ]
    .contains(&word)
        || word.starts_with("al-")
        || word.starts_with("d'")
        || word.starts_with("d’")
}

/// Whether a word, in lower case and without "ex-" or "then-", is in a list of words.
pub(super) fn is_some_in(list: &Listed, mut word: &str) -> bool {
    let former = |word: &str| {
        ["ex-", "then-"].iter().find_map(|former| {
            let (head, _) = word.split_at_checked(former.len())?;
            head.eq_ignore_ascii_case(former).then_some(former.len())
        })
    };
    while let Some(length) = former(word) {
        word = &word[length..];
    }
    lower_in(list, word)
}

/// Whether a name is nothing but what an office may be of: "State", "Public Prosecutions".
pub(super) fn is_charge(name: &str) -> bool {
    name.spaced().all(|word| {
        matches!(word, "and" | "&" | "Marketing" | "Prosecutions" | "Sales" | "Staff")
            || lower_in(&CHARGES, word)
            || lower_in(&PORTFOLIOS, word)
    })
}
