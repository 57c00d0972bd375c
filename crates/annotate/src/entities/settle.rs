//! What the lists say of a name's kind, whatever the article makes of it.

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer::{self, Known, OrganizationWord};

use super::brand;
use super::draft::{Listed, ends_any, find, is_listed, kind_of, listed, opens_any};
use super::key;
use super::nature::STORMS;
use super::spaced::Spaced as _;

/// Words that, besides those of [`key::is_body`], make a name of several words a body's when they end it: no place and
/// no person is called so.
static COMPANIES: Listed = Listed::new(|| {
    listed(
        "Alliance Brigade Coalition Company Confederation Corporation Directorate Enterprises Holdings \
     Industries League Lines Logistics Marine Motors Pharmaceuticals Secretariat Securities Shipping Shipyard \
     Software Studios Symphony Systems Technologies Ventures",
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

/// What stands before a ship's name in print.
pub(super) static SHIP_PREFIXES: Listed =
    Listed::new(|| listed("BRP F/V HMAS HMCS HMNZS HMS INS JMSDF KRI M/V MV RFA RMS ROKS USCGC USNS USS"));

/// "INS Fell", "MV Ada Quill"
fn is_ship(name: &str) -> bool {
    name.cut_first()
        .is_some_and(|(first, own)| is_listed(&SHIP_PREFIXES, first) && own.starts_with(char::is_uppercase))
}

/// A kind against which the word lists have nothing to say; `sure` says that a person's title or age was printed.
pub(super) fn settled(name: &str, kind: EntityKind, sure: bool) -> EntityKind {
    // A union of countries is a body.
    let country = gazetteer::country(name).is_some_and(|country| country != "European Union");
    let company = || {
        name.contains(' ')
            && name.split_whitespace().last().and_then(gazetteer::organization_word)
                == Some(OrganizationWord::Suffix)
    };
    let known =
        if country { None } else { known(name).or_else(|| is_model(name).then_some(EntityKind::Product)) };
    match kind {
        // The lists hold the party by these names as well.
        _ if matches!(name, "Tories" | "Tory") => EntityKind::Group,
        EntityKind::Place | EntityKind::Organization
            if matches!(name, "Santa" | "Santa Claus" | "Father Christmas") =>
        {
            EntityKind::Person
        }
        _ if is_site(name) => EntityKind::Organization,
        EntityKind::Place if known.is_none() && brand::is_coined(name) => EntityKind::Organization,
        EntityKind::Organization | EntityKind::Person | EntityKind::Product | EntityKind::Work
            if !sure && gazetteer::venue(name) == Some(name) =>
        {
            EntityKind::Place
        }
        EntityKind::Place | EntityKind::Person if is_corporation(name) => EntityKind::Organization,
        EntityKind::Place | EntityKind::Person | EntityKind::Organization if is_ship(name) => {
            EntityKind::Product
        }
        EntityKind::Place | EntityKind::Person | EntityKind::Organization
            if known.is_none() && is_event(name, kind) =>
        {
            EntityKind::Event
        }
        EntityKind::Place | EntityKind::Person | EntityKind::Product
            if !country && known.is_none() && is_body(name) =>
        {
            EntityKind::Organization
        }
        // "Typhoon" alone is an aircraft.
        EntityKind::Event if is_event(name, kind) => kind,
        EntityKind::Event | EntityKind::Work if known.is_none() && is_car(name) => EntityKind::Product,
        EntityKind::Organization if country => EntityKind::Place,
        EntityKind::Organization | EntityKind::Place | EntityKind::Person
            if gazetteer::demonym(name).is_some() && gazetteer::place(name).is_none() =>
        {
            EntityKind::Group
        }
        // "John Lewis" is a shop and many a man: he has a title or an age.
        EntityKind::Person if sure && is_borne(name) => kind,
        // Nobody is called Krakatoa.
        EntityKind::Person if is_region(name) => EntityKind::Place,
        EntityKind::Person if company() => EntityKind::Organization,
        EntityKind::Group if is_region(name) && gazetteer::demonym(name).is_none() => EntityKind::Place,
        // "Sixers" play for a club.
        EntityKind::Group if gazetteer::demonym(name).is_some() || gazetteer::group(name).is_some() => kind,
        kind => known.unwrap_or(kind),
    }
}

/// What stands before "Games" in an event's name, besides its city.
static CONTESTS: Listed = Listed::new(|| {
    listed(
        "Asian Commonwealth Deaflympic Invictus Islamic Mediterranean National Olympic Paralympic Special \
         Summer Winter Youth",
    )
});

/// "Lund Winter Olympics", "Hurricane Ada", "Operation Quill", "Lund Games" where a place would be.
fn is_event(name: &str, kind: EntityKind) -> bool {
    let games = || {
        name.strip_suffix(" Games").is_some_and(|rest| {
            kind == EntityKind::Place || rest.spaced().any(|word| is_listed(&CONTESTS, word))
        })
    };
    name.cut_last().is_some_and(|(_, last)| is_listed(&EVENTS, last))
        || games()
        || name.starts_with("Operation ")
        || STORMS.iter().any(|storm| name.strip_prefix(storm).is_some_and(|own| !own.contains(' ')))
}

/// "Quill.com"
fn is_site(name: &str) -> bool {
    ends_any(name, &[".com", ".net", ".org", ".co.uk"])
}

/// "Southcorp"
fn is_corporation(name: &str) -> bool {
    name.strip_suffix("corp").is_some_and(|own| own.ends_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether a name's own words say that it is a body's: "University of Fell", "Port of Fell Authority".
fn is_body(name: &str) -> bool {
    let Some((first, rest)) = name.cut_first() else { return false };
    // "Lund Lines of Fell": what it is of does not say what it is.
    let own = find(name, " of ").map_or(name, |at| &name[..at]);
    let last = own.spaced().next_back().unwrap_or(own);
    own.contains(' ') && (key::is_body(last) || is_listed(&COMPANIES, last))
        || name.contains('&')
        || matches!(first, "Café" | "Cafe" | "Restaurant" | "Brasserie")
        || is_listed(&OPENING, first) && opens_any(rest, &["of ", "for "])
}

/// Whether a name is a region's, a province's or a mountain's, and no person's.
fn is_region(name: &str) -> bool {
    matches!(gazetteer::place(name), Some(gazetteer::Place::Part | gazetteer::Place::Region))
        && !gazetteer::surname(name)
        && gazetteer::given(name).is_none()
        && gazetteer::known(name).is_none()
}

/// Whether a name is one that persons bear, given name and surname.
pub(super) fn is_borne(name: &str) -> bool {
    name.cut_first()
        .is_some_and(|(first, last)| gazetteer::given(first).is_some() && gazetteer::surname(last))
}

/// "iPod Nano", "Windows XP Embedded": a well-known product and which one, without a word of bodies; its maker may
/// stand before it.
fn is_model(name: &str) -> bool {
    let made = |(maker, product): (&str, &str)| {
        gazetteer::known(maker) == Some(Known::Organization)
            && (known(product) == Some(EntityKind::Product) || is_model(product))
    };
    if name.cut_first().is_some_and(made) {
        return true;
    }
    let mut cuts = name.match_indices(' ').map(|(at, _)| name.split_at(at));
    cuts.any(|(product, rest)| {
        let is_own = |word: &str| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !key::is_generic(word)
        };
        known(product) == Some(EntityKind::Product) && rest.split_whitespace().all(is_own)
    })
}

/// Who makes cars.
static MAKERS: Listed = Listed::new(|| {
    listed(
        "Audi BMW Buick Cadillac Chevrolet Chrysler Citroen Citroën Daihatsu Datsun Dodge Ferrari Fiat Ford Honda \
         Hyundai Jaguar Kia Lamborghini Lexus Mazda Mercedes Mercedes-Benz Mitsubishi Nissan Opel Peugeot Pontiac \
         Porsche Renault Rover Saab Skoda Subaru Suzuki Tesla Toyota Vauxhall Volkswagen Volvo",
    )
});

/// What has a maker's name, or one like it, and was not built by it.
static GIVEN: Listed = Listed::new(|| {
    listed(
        "Award Challenge City Classic County Derby Field Grand Invitational Marathon Masters Park Prize Race Rally \
         Regatta Scandal Series Show Stadium Supercup Tour Tournament",
    )
});

/// "Ford Fusion", "Mazda 3"
fn is_car(name: &str) -> bool {
    let built = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !is_listed(&GIVEN, word)
            && !is_listed(&EVENTS, word)
            && gazetteer::organization_word(word).is_none()
    };
    name.cut_first().is_some_and(|(maker, model)| {
        is_listed(&MAKERS, maker) && model.spaced().count() <= 2 && model.spaced().all(built)
    })
}

/// The kind of a well-known name that no person or place bears.
fn known(name: &str) -> Option<EntityKind> {
    let kind = kind_of(gazetteer::known(name)?);
    let elsewhere =
        || gazetteer::surname(name) || gazetteer::given(name).is_some() || gazetteer::place(name).is_some();
    (name.contains(' ') || !elsewhere()).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_products_and_airlines_are_none() {
        use EntityKind::{Event, Group, Organization, Person, Place, Product, Work};
        for (name, kind, expected) in [
            ("iPod Nano", Organization, Product),
            ("Windows XP Embedded", Organization, Product),
            ("iPhone 3GS", Person, Product),
            ("iPhone Users Association", Organization, Organization),
            ("iPad of Fell", Place, Place),
            ("Fell Airline", Product, Organization),
            ("John Lewis", Person, Organization),
            ("Krakatoa", Person, Place),
            ("Karnataka", Person, Place),
            ("Karnataka", Group, Place),
            ("Georgia", Person, Person),
            ("Fell A&B", Place, Organization),
            ("Fell Games", Place, Event),
            ("Fell Games", Organization, Organization),
            ("Fell Winter Games", Organization, Event),
            ("Tropical Storm Ada", Organization, Event),
            ("Typhoon Ada", Event, Event),
            ("MV Fell", Organization, Product),
            ("INS Ada Quill", Person, Product),
            ("INS officers", Organization, Organization),
            ("Sixers", Group, Organization),
            ("FellPig", Place, Organization),
            ("Apple iPod", Place, Product),
            ("Anfield", Organization, Place),
            ("Anfield Bank", Organization, Organization),
            ("LaGrange", Place, Place),
            ("Tories", Group, Group),
            ("Ford Fusion", Event, Product),
            ("Mazda 3", Work, Product),
            ("Ford Masters", Event, Event),
            ("Volvo Ocean Race", Event, Event),
            ("Dodge City", Work, Work),
            ("Ford Quill", Person, Person),
        ] {
            assert_eq!(settled(name, kind, false), expected, "{name}");
        }
    }
}
