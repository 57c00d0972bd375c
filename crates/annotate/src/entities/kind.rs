//! One name, one kind: a tagger that calls a name a person here and a place there is outvoted.

use std::cell::LazyCell;

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, Group, OrganizationWord};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::cue;
use super::draft::{Draft, ends_any, opens_any};
use super::evidence;
use super::games;
use super::ground;
use super::key::{self, Names};
use super::lower;
use super::repeat;
use super::settle::settled;
use super::spaced::Spaced as _;

/// The place of a kind in [`EntityKind::ALL`].
fn index(kind: EntityKind) -> usize {
    kind as usize
}

/// What the mentions and the longer names of an article say of a name's kind.
#[derive(Default)]
struct Votes {
    /// Two for a mention of each kind, three for one with a title; three for one whose neighbours call it so.
    kinds: [u32; 7],
    /// Mentions whose neighbours call them a body's.
    called: u32,
    /// Whether the neighbours of one call it a person's.
    sure: bool,
    /// Persons whose name it ends.
    surname: bool,
    /// Persons whose name it opens.
    opening: bool,
    /// Companies whose other words only say what they are.
    company: bool,
    /// Mentions of well-known bodies, or bodies named again, whose name it ends: "Fell Rovers".
    club: u32,
    /// Mentions that say something, or of which something is said to; and those after "in" and the like.
    speaks: u32,
    lies: u32,
    /// Those of the latter after "in" or "near", where no person is.
    inside: u32,
    /// Whether it is a company's name but for "Corp" or the like.
    stem: bool,
    /// Whether a table or a line-up has it as a club.
    tabled: bool,
}

impl Votes {
    /// "{Ada Lund} left. Lund, 34, did not say why": the surname of a person who is near, though a place is called so.
    fn is_surely_person(&self) -> bool {
        (self.sure || self.speaks > 0) && self.surname && !self.company && self.lies == 0
    }

    /// Whether a brand's or a body's name is a person's here: "Lindt", who speaks, after Ada Lindt.
    fn is_borne(&self, kind: EntityKind, name: &str) -> bool {
        kind == EntityKind::Person
            && self.surname
            && self.called == 0
            && (self.speaks > 0 || self.sure)
            && !name.contains(' ')
            && gazetteer::demonym(name).is_none()
            && gazetteer::group(name).is_none()
    }

    /// Whether a name is a well-known person's, whatever the tagger took it for; of one word, where nothing about it
    /// says otherwise.
    fn is_famous(&self, kind: EntityKind, name: &str) -> bool {
        let several = name.contains(' ');
        let open = match kind {
            EntityKind::Place | EntityKind::Organization | EntityKind::Group => true,
            // A ship may be called as a painter is.
            EntityKind::Product => several,
            _ => false,
        };
        open && gazetteer::person(name) && (several || self.inside == 0 && self.called == 0)
    }

    /// Whether nothing says that a name of one word is a person's, and no person is called so.
    fn is_nobody(&self, name: &str) -> bool {
        !self.surname
            && !self.opening
            && !self.sure
            && self.speaks == 0
            && !name.contains(' ')
            && gazetteer::given(name).is_none()
            && !gazetteer::surname(name)
    }

    /// Whether a place's name is a people's or a faith's, and nothing about it says where it is: "{Uighur} leaders".
    fn is_people(&self, kind: EntityKind, name: &str) -> bool {
        let people = || matches!(gazetteer::group(name), Some(Group::Ethnic | Group::Religious));
        kind == EntityKind::Place && self.lies == 0 && people() && gazetteer::place(name).is_none()
    }

    /// The kind of a name of several words of which the tagger makes two things equally often.
    fn untied(&self, best: EntityKind, name: &str) -> EntityKind {
        use EntityKind::{Organization, Person, Place};
        let as_often = |kind| self.kinds[index(kind)] == self.kinds[index(best)];
        let Some((first, last)) = name.cut_first().zip(name.cut_last()).map(|(a, b)| (a.0, b.1)) else {
            return match best {
                Place if as_often(Organization) && self.called > 0 && self.lies == 0 => Organization,
                Organization if as_often(Place) && self.lies > 0 && gazetteer::known(name).is_none() => Place,
                Person
                    if as_often(Organization)
                        && !self.sure
                        && self.speaks == 0
                        && !gazetteer::surname(name)
                        && gazetteer::given(name).is_none() =>
                {
                    Organization
                }
                Organization if as_often(Person) && self.called == 0 && gazetteer::surname(name) => Person,
                best => best,
            };
        };
        let given = gazetteer::given(first).is_some();
        let center = matches!(last, "Center" | "Centre" | "Hospital");
        let free = !is_settled_body(name) && !key::is_generic(last) && !center;
        match best {
            Person if as_often(Organization) && !given && self.speaks == 0 && !self.sure => Organization,
            Place
                if as_often(Organization)
                    && (self.lies == 0 || key::is_generic(last))
                    && !ground::is_head(last) =>
            {
                Organization
            }
            Organization if as_often(Person) && given && free => Person,
            Organization if as_often(Place) && self.lies > 0 && free => Place,
            best => best,
        }
    }

    /// The kind that speaks for most; `own` among equals. Longer names overrule single mentions, but not those of
    /// places, which lend their names to persons and companies.
    fn kind(&self, own: EntityKind, name: &str) -> EntityKind {
        let known = is_settled_body(name);
        let best =
            EntityKind::ALL.into_iter().rev().max_by_key(|&kind| self.kinds[index(kind)]).unwrap_or(own);
        let best = if self.kinds[index(best)] > self.kinds[index(own)] { best } else { own };
        // As often a person as a place: what one does with it tells.
        let tied = self.kinds[index(EntityKind::Place)] == self.kinds[index(EntityKind::Person)];
        let best = match best {
            EntityKind::Person if tied && self.lies > self.speaks => EntityKind::Place,
            EntityKind::Place if tied && self.speaks > self.lies => EntityKind::Person,
            best => best,
        };
        let best = self.untied(best, name);
        let few = self.kinds[index(best)] < 5;
        match best {
            EntityKind::Place if self.surname && !self.company && self.kinds[index(best)] < 3 => {
                EntityKind::Person
            }
            EntityKind::Place
                if self.surname && !self.company && (self.lies == 0 || self.speaks > self.lies) =>
            {
                EntityKind::Person
            }
            EntityKind::Place if self.is_surely_person() => EntityKind::Person,
            // "Dylan", of Dylan Quill.
            EntityKind::Place
                if self.opening
                    && !self.company
                    && self.lies == 0
                    && self.kinds[index(best)] < 3
                    && gazetteer::given(name).is_some() =>
            {
                EntityKind::Person
            }
            EntityKind::Place | EntityKind::Group => best,
            EntityKind::Organization if self.surname && self.called == 0 && !self.company && !known => {
                EntityKind::Person
            }
            EntityKind::Person if self.club > 1 && !self.surname && !self.opening && self.speaks == 0 => {
                EntityKind::Organization
            }
            EntityKind::Person if self.company && !self.surname && !self.opening && few => {
                EntityKind::Organization
            }
            // "drinks firm Fell Lund": what nobody is called.
            EntityKind::Person
                if self.called > 0
                    && !self.sure
                    && !self.surname
                    && !self.opening
                    && name.spaced().next().is_some_and(|first| gazetteer::given(first).is_none()) =>
            {
                EntityKind::Organization
            }
            // "a lorry near Salgaa": what nobody is called, and where one is.
            EntityKind::Person if self.inside > 0 && self.is_nobody(name) => EntityKind::Place,
            EntityKind::Person => best,
            _ if self.surname && !self.company && few && self.called == 0 => EntityKind::Person,
            _ if self.opening && !self.company && few && self.called == 0 => EntityKind::Person,
            _ => best,
        }
    }
}

/// A name of the article, as printed, with what it says of others.
struct Printed {
    /// Where the votes for it stand, and those for its first and last word when it has several.
    name: usize,
    ends: Option<(usize, usize)>,
    /// Those for a surname of several words: "de la Quill".
    family: Option<usize>,
    /// Those for it but for its last word, when that only says that it is a company.
    stem: Option<usize>,
    /// Whether its other words only say what company its first word is.
    company: bool,
    place: bool,
    /// What the lists make of each kind, once asked.
    settled: [Option<EntityKind>; 7],
}

impl Printed {
    fn new<'n>(
        name: &str,
        words: &'n [String],
        votes: &mut Vec<Votes>,
        numbers: &mut FxHashMap<&'n [String], usize>,
    ) -> Self {
        let mut number = |words: &'n [String]| {
            *numbers.entry(words).or_insert_with(|| {
                votes.push(Votes::default());
                votes.len() - 1
            })
        };
        let mut printed = Printed {
            name: number(words),
            ends: None,
            family: None,
            stem: None,
            company: false,
            place: gazetteer::place(name).is_some(),
            settled: [None; 7],
        };
        if words.len() > 1 {
            let (most, last) = words.split_at(words.len() - 1);
            printed.ends = Some((number(&words[..1]), number(last)));
            let family = repeat::surname(name).map(|at| name[at..].split_whitespace().count());
            printed.family = family
                .filter(|&count| count > 1 && count < words.len())
                .map(|count| number(&words[words.len() - count..]));
            let suffix = name.spaced().next_back().and_then(gazetteer::organization_word);
            let suffixed = suffix == Some(OrganizationWord::Suffix) || name.ends_with(" International");
            if suffixed && words.len() > 2 {
                printed.stem = Some(number(most));
            }
            let mut each = name.split_whitespace();
            printed.company = each.next().is_some_and(key::is_telling) && each.all(key::is_generic);
        }
        printed
    }
}

/// Gives every name of the article the kind that most of its mentions have. A longer name counts for its parts: the
/// surname of a person, the first word of a company.
pub(super) fn vote<'a>(text: &'a str, drafts: &mut [Draft], names: &mut Names<'a>) {
    let named: Vec<Option<usize>> = drafts
        .iter()
        .map(|draft| {
            let votes = !draft.dropped && draft.same_as.is_none() && !is_vessel(text, draft);
            votes.then(|| names.number(draft.span.slice(text)))
        })
        .collect();
    let names = &*names;
    let cricket = LazyCell::new(|| games::are_of_cricket(text));
    let games = LazyCell::new(|| games::are_told(text) || *cricket);
    let mut votes: Vec<Votes> = Vec::new();
    let mut numbers: FxHashMap<&[String], usize> =
        FxHashMap::with_capacity_and_hasher(2 * names.len(), FxBuildHasher);
    let mut known: Vec<Option<Printed>> = Vec::new();
    let mut teams: Vec<&str> = Vec::new();
    known.resize_with(names.len(), || None);
    for (draft, &number) in drafts.iter().zip(&named) {
        let Some(number) = number else { continue };
        let name = draft.span.slice(text);
        let printed = known[number]
            .get_or_insert_with(|| Printed::new(name, names.words(number), &mut votes, &mut numbers));
        if let Some((first, last)) = printed.ends {
            if draft.kind == EntityKind::Person {
                votes[last].surname = true;
                votes[first].opening = true;
                if let Some(family) = printed.family {
                    votes[family].surname = true;
                }
            } else if draft.kind == EntityKind::Organization {
                if let Some(stem) = printed.stem {
                    votes[stem].stem = true;
                }
                votes[first].company |= printed.company;
                if gazetteer::team(name) {
                    teams.push(name);
                }
                if name.spaced().next_back().is_some_and(key::is_telling) {
                    votes[last].club += 1 + u32::from(gazetteer::known(name).is_some());
                }
            }
        }
        votes[printed.name].tabled |= draft.pinned && draft.kind == EntityKind::Organization;
        votes[printed.name].speaks += u32::from(speaks(text, draft.span));
        votes[printed.name].lies += u32::from(is_amid(text, draft.span));
        votes[printed.name].inside += u32::from(is_inside(text, draft.span));
        votes[printed.name].kinds[index(draft.kind)] += 2 + u32::from(!draft.titles.is_empty());
        if let Some(kind) = cue::cue(text, draft, || *games) {
            votes[printed.name].kinds[index(kind)] += 3;
            votes[printed.name].called += u32::from(kind == EntityKind::Organization);
            votes[printed.name].sure |= kind == EntityKind::Person;
        }
    }
    for (draft, number) in drafts.iter_mut().zip(named) {
        let Some(printed) = number.filter(|_| !draft.pinned).and_then(|number| known[number].as_mut()) else {
            continue;
        };
        let name = draft.span.slice(text);
        let votes = &votes[printed.name];
        let bodily = match draft.kind {
            EntityKind::Place => true,
            EntityKind::Person => votes.speaks == 0 && !votes.surname && draft.titles.is_empty(),
            _ => false,
        };
        let kind = if votes.stem && bodily {
            EntityKind::Organization
        } else if printed.place && !votes.is_surely_person()
            || is_addressed(text, draft)
            || draft.kind == EntityKind::Place && votes.tabled && is_amid(text, draft.span)
        {
            draft.kind
        } else {
            votes.kind(draft.kind, name)
        };
        draft.kind = if votes.is_borne(kind, name) {
            kind
        } else if votes.is_famous(kind, name) && !is_of_land(text, draft.span) {
            EntityKind::Person
        } else if votes.is_people(kind, name) && !is_of_land(text, draft.span) && !*games {
            EntityKind::Group
        } else {
            *printed.settled[index(kind)].get_or_insert_with(|| settled(name, kind, votes.sure))
        };
        // In a report of games a city is its club, but for where one lies: "{Luton} are top" where Luton Town is named,
        // or where "{Luton} striker" says so.
        let club = || {
            let club = gazetteer::club_of(name);
            club.is_some_and(|club| teams.contains(&club))
                || votes.called > 0 && (club.is_some() || !cue::is_national(name))
        };
        // "{Kent} made 312", in a report of cricket.
        let county = || games::is_county(name) && votes.speaks == 0 && !votes.surname && *cricket;
        let sided = match draft.kind {
            EntityKind::Place => !is_located(text, draft.span) && (club() && *games || county()),
            EntityKind::Person => county(),
            _ => false,
        };
        if sided {
            draft.kind = EntityKind::Organization;
        }
    }
    // What the bracket says is of its owner's kind.
    for n in 0..drafts.len() {
        if let Some(owner) = drafts[n].same_as {
            drafts[n].kind = drafts[owner].kind;
        }
    }
}

/// Whether a name is a well-known body's, and no nickname of a club.
fn is_settled_body(name: &str) -> bool {
    gazetteer::known(name).is_some() && !gazetteer::team(name)
}

/// "Mr Fell", whatever the Fell company is.
fn is_addressed(text: &str, draft: &Draft) -> bool {
    draft.kind == EntityKind::Person
        && evidence::is_mister(&text[..draft.span.start()], draft.span.slice(text))
}

/// "Fell said", "said Fell"
fn speaks(text: &str, name: Span) -> bool {
    let (before, after) = (&text[..name.start()], &text[name.end()..]);
    ends_any(before, &["said ", "says "])
        || opens_any(after, &[" said", " says", " told ", " added", " recalled", " thinks", " who "])
}

/// "in Fell"
fn lies(text: &str, name: Span) -> bool {
    is_inside(text, name) || ends_any(&text[..name.start()], &[" to ", " from ", " at "])
}

/// "Fell, North Dakota", and no row of names.
fn is_of_land(text: &str, name: Span) -> bool {
    let Some(rest) = text[name.end()..].strip_prefix(", ") else { return false };
    let land = &rest[..rest.find([',', '.', ';', '\n', ')']).unwrap_or(rest.len())];
    gazetteer::place(land).is_some()
        || gazetteer::whole_place(land).is_some()
        || lower::is_state(&land.to_lowercase())
}

/// "in Fell", where no person is, but "faith in Fell".
fn is_inside(text: &str, name: Span) -> bool {
    let before = &text[..name.start()];
    let believed = [
        "belief in ",
        "believe in ",
        "believed in ",
        "believes in ",
        "confidence in ",
        "faith in ",
        "interest in ",
        "interested in ",
        "trust in ",
    ];
    ends_any(before, &[" in ", " near ", "In ", "Near "]) && !ends_any(before, &believed)
}

/// "in Fell", "the people of Fell"
fn is_amid(text: &str, name: Span) -> bool {
    let before = &text[..name.start()];
    let around = [
        " across ",
        " around ",
        " outside ",
        " through ",
        "city of ",
        "people of ",
        "residents of ",
        "streets of ",
        "town of ",
    ];
    lies(text, name) || ends_any(before, &around)
}

/// The same, and "Fell, Norway".
fn is_located(text: &str, name: Span) -> bool {
    is_amid(text, name)
        || text[name.end()..].strip_prefix(", ").is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// A ship has the kind the tagger gave it whatever its city is: "the Taipei" and "Taipei" do not vote together.
fn is_vessel(text: &str, draft: &Draft) -> bool {
    let before = &text[..draft.span.start()];
    draft.kind == EntityKind::Product && (before.ends_with("the ") || before.ends_with("The "))
}

#[cfg(test)]
mod tests;
