//! One name, one kind: a tagger that calls a name a person here and a place there is outvoted.

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer::{self, Known, OrganizationWord};
use rustc_hash::FxHashMap;

use super::draft::{Draft, Listed, is_listed, listed};
use super::key;

/// More words that make a name of several words a body's when they end it: no place and no person is called so.
static COMPANIES: Listed = Listed::new(|| {
    listed(
        "Alliance Brigade Coalition Company Confederation Corporation Directorate Enterprises Holdings \
     Industries League Lines Logistics Marine Motors Pharmaceuticals Rovers Secretariat Shipping Shipyard \
     Software Studios Symphony Systems Technologies Ventures Wanderers",
    )
});

/// Words that make a name of several words an event's when they end it.
static EVENTS: Listed = Listed::new(|| {
    listed(
        "Awards Biennale Championship Championships Cup Festival Olympics Open Oscars Paralympics Playoffs Trophy",
    )
});

/// Words that do so when they open it before "of" or "for".
static OPENING: Listed = Listed::new(|| {
    listed("Association Bureau Department Federation Institute League Ministry Office Society University")
});

fn index(kind: EntityKind) -> usize {
    EntityKind::ALL.iter().position(|&other| other == kind).unwrap_or(0)
}

/// What the mentions and the longer names of an article say of a name's kind.
#[derive(Default)]
struct Votes {
    /// Two for a mention of each kind, three for one with a title.
    kinds: [u32; 7],
    /// Persons whose name it ends.
    surname: bool,
    /// Persons whose name it opens.
    opening: bool,
    /// Companies whose other words only say what they are.
    company: bool,
    /// Whether it is a company's name but for "Corp" or the like.
    stem: bool,
}

impl Votes {
    /// The kind that speaks for most; `own` among equals. Longer names overrule single mentions, but not those of
    /// places, which lend their names to persons and companies.
    fn kind(&self, own: EntityKind) -> EntityKind {
        let best =
            EntityKind::ALL.into_iter().rev().max_by_key(|&kind| self.kinds[index(kind)]).unwrap_or(own);
        let best = if self.kinds[index(best)] > self.kinds[index(own)] { best } else { own };
        let few = self.kinds[index(best)] < 5;
        match best {
            EntityKind::Place if self.surname && !self.company && self.kinds[index(best)] < 3 => {
                EntityKind::Person
            }
            EntityKind::Place | EntityKind::Group => best,
            EntityKind::Person if self.company && !self.surname && !self.opening && few => {
                EntityKind::Organization
            }
            EntityKind::Person => best,
            _ if self.surname && !self.company && few => EntityKind::Person,
            _ if self.opening && !self.company && few => EntityKind::Person,
            _ => best,
        }
    }
}

/// Gives every name of the article the kind that most of its mentions have. A longer name counts for its parts: the
/// surname of a person, the first word of a company.
pub(super) fn vote(text: &str, drafts: &mut [Draft]) {
    let mut votes: FxHashMap<String, Votes> = FxHashMap::default();
    let mut names: Vec<Option<String>> = Vec::with_capacity(drafts.len());
    for draft in drafts.iter() {
        if draft.dropped || draft.same_as.is_some() || is_vessel(text, draft) {
            names.push(None);
            continue;
        }
        let words = key::words(draft.span.slice(text));
        if let [first, .., last] = &words[..] {
            if draft.kind == EntityKind::Person {
                votes.entry(last.clone()).or_default().surname = true;
                votes.entry(first.clone()).or_default().opening = true;
            } else if draft.kind == EntityKind::Organization {
                let suffix = draft.span.slice(text).rsplit(' ').next().and_then(gazetteer::organization_word);
                if suffix == Some(OrganizationWord::Suffix) && words.len() > 2 {
                    votes.entry(words[..words.len() - 1].join(" ")).or_default().stem = true;
                }
                let mut printed = draft.span.slice(text).split_whitespace();
                if printed.next().is_some_and(key::is_telling) && printed.all(key::is_generic) {
                    votes.entry(first.clone()).or_default().company = true;
                }
            }
        }
        let name = words.join(" ");
        let weight = 2 + u32::from(!draft.titles.is_empty());
        votes.entry(name.clone()).or_default().kinds[index(draft.kind)] += weight;
        names.push(Some(name));
    }
    for (draft, name) in drafts.iter_mut().zip(names) {
        let Some(votes) = name.and_then(|name| votes.get(&name)) else { continue };
        let printed = draft.span.slice(text);
        let kind = if votes.stem && draft.kind == EntityKind::Place {
            EntityKind::Organization
        } else if gazetteer::place(printed).is_some() {
            draft.kind
        } else {
            votes.kind(draft.kind)
        };
        draft.kind = settled(printed, kind);
    }
    // What the bracket says is of its owner's kind.
    for n in 0..drafts.len() {
        if let Some(owner) = drafts[n].same_as {
            drafts[n].kind = drafts[owner].kind;
        }
    }
}

/// A ship has the kind the tagger gave it whatever its city is: "the Taipei" and "Taipei" do not vote together.
fn is_vessel(text: &str, draft: &Draft) -> bool {
    let before = &text[..draft.span.start()];
    draft.kind == EntityKind::Product && (before.ends_with("the ") || before.ends_with("The "))
}

/// A kind against which the word lists have nothing to say.
fn settled(name: &str, kind: EntityKind) -> EntityKind {
    // A union of countries is a body.
    let country = gazetteer::country(name).is_some_and(|country| country != "European Union");
    let company = || {
        name.contains(' ')
            && name.split_whitespace().last().and_then(gazetteer::organization_word)
                == Some(OrganizationWord::Suffix)
    };
    let known = if country { None } else { known(name) };
    match kind {
        EntityKind::Place | EntityKind::Person | EntityKind::Organization
            if known.is_none() && is_event(name) =>
        {
            EntityKind::Event
        }
        EntityKind::Place | EntityKind::Person if !country && known.is_none() && is_body(name) => {
            EntityKind::Organization
        }
        EntityKind::Organization if country => EntityKind::Place,
        EntityKind::Organization | EntityKind::Place | EntityKind::Person
            if gazetteer::demonym(name).is_some() && gazetteer::place(name).is_none() =>
        {
            EntityKind::Group
        }
        EntityKind::Person if company() => EntityKind::Organization,
        EntityKind::Group => kind,
        kind => known.unwrap_or(kind),
    }
}

/// "Lund Winter Olympics"
fn is_event(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(_, last)| is_listed(&EVENTS, last))
}

/// Whether a name's own words say that it is a body's: "University of Fell", "Port of Fell Authority".
fn is_body(name: &str) -> bool {
    let Some((first, rest)) = name.split_once(' ') else { return false };
    // "Lund Lines of Fell": what it is of does not say what it is.
    let own = name.split(" of ").next().unwrap_or(name);
    let last = own.rsplit(' ').next().unwrap_or(own);
    own.contains(' ') && (key::is_body(last) || is_listed(&COMPANIES, last))
        || matches!(first, "Café" | "Cafe" | "Restaurant" | "Brasserie")
        || is_listed(&OPENING, first) && ["of ", "for "].iter().any(|word| rest.starts_with(word))
}

/// The kind of a well-known name that no person or place bears.
fn known(name: &str) -> Option<EntityKind> {
    let kind = match gazetteer::known(name)? {
        Known::Organization => EntityKind::Organization,
        Known::Product => EntityKind::Product,
        Known::Work => EntityKind::Work,
        Known::Event => EntityKind::Event,
    };
    let elsewhere =
        || gazetteer::surname(name) || gazetteer::given(name).is_some() || gazetteer::place(name).is_some();
    (name.contains(' ') || !elsewhere()).then_some(kind)
}
