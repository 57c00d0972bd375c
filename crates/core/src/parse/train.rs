//! Learns the table: the page grammar's weights and the cut of glued teasers.
//!
//! A fixed order of pages, so that the same pages give the same bytes.

use std::collections::BTreeSet;

use super::crf::{self, Example, Settings};
use super::decode::{ANY, Allowed, FREE, LARGEST, REGIONS, STORY_ONLY, TEASER, label};
use super::feature::{Facts, Features};
use super::model::{BUCKETS, LANES, Table};
use super::place::places;
use super::recombine::recombined;
use super::unit::Units;
use super::{glued, judge};
use crate::{Layout, Role};

/// A page with the roles that are right for each of its lines.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Whose it is: a feature counts only when two publishers have it.
    pub publisher: String,
    /// How its lines were taken from the page: its story is learnt among the furniture of other pages taken so, too.
    /// `None` keeps it from that.
    pub manner: Option<String>,
    /// The page.
    pub layout: Layout,
    /// For each line of the layout the names of the roles that are right, the best first; empty where any is.
    pub roles: Vec<Vec<String>>,
}

/// A glued teaser line with the byte at which its story begins; none when all of it is story.
#[derive(Clone, Debug)]
pub struct Glued {
    /// The line.
    pub text: String,
    /// Where its story begins, in bytes; `None` when it has no standfirst.
    pub body: Option<usize>,
    /// How many lines it counts for.
    pub weight: f32,
}

/// Chosen by cross-validation over publishers: half of the features hidden each round keep the words of one publisher
/// from deciding.
const SETTINGS: Settings = Settings { rounds: 8, rate: 0.02, penalty: 0.0, dropout: 128, cost: 2.0 };

/// Learns a table from pages and glued lines, and the case of words from running text.
pub fn train(pages: &[Labelled], lines: &[Glued], news: &[String]) -> Table {
    let (owners, mut examples): (Vec<&str>, Vec<Example>) =
        pages.iter().filter_map(|page| Some((page.publisher.as_str(), example(page)?))).unzip();
    let keep = seen_often(&owners, &examples);
    for round in 0..SETTINGS.rounds {
        let made = recombined(pages, round);
        let seen_once = |example| Example { round: Some(round), ..example };
        examples.extend(made.iter().filter_map(example).map(seen_once));
    }
    let weights = crf::learn(&examples, &keep, SETTINGS, order);
    let mut table = quantised(&weights.rows);
    table.glue = glued::learn(lines, news);
    table
}

/// A number that looks drawn: SplitMix64 (Steele, Lea, Flood, 2014) with one of its two products.
pub(super) fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}

/// A fixed shuffle of `0..count` for each round.
pub(super) fn order(count: usize, round: usize) -> Vec<usize> {
    let key = |at: usize| mix(at as u64 + ((round as u64) << 32));
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&at| (key(at), at));
    order
}

fn example(page: &Labelled) -> Option<Example> {
    let units = Units::of(&page.layout, true);
    let facts: Vec<Facts> = units.units.iter().map(Facts::of).collect();
    let features =
        Features::of(&units.units, &facts, &places(&facts), page.layout.is_article, |feature| feature);
    let roles: Vec<&[String]> = units
        .units
        .iter()
        .map(|unit| page.roles.get(units.lines[unit.lines.start].at).map_or(&[][..], Vec::as_slice))
        .collect();
    let is_core = |roles: &&[String]| {
        roles.first().and_then(|name| label_of(name)).is_some_and(|label| STORY_ONLY >> label & 1 == 1)
    };
    let start = roles.iter().position(is_core).unwrap_or(roles.len());
    let end = roles.iter().rposition(is_core).unwrap_or(0);
    let mut allowed: Vec<Allowed> =
        roles.iter().enumerate().map(|(at, names)| allowed_of(names, at, start, end)).collect();
    let free: Vec<Allowed> = (0..facts.len()).map(|at| judge::allowed(&facts, at)).collect();
    // A right role that the forms bar cannot be learnt: any other will do there.
    for at in 0..allowed.len() {
        let open: Allowed = std::array::from_fn(|region| allowed[at][region] & free[at][region]);
        let region = allowed[at].map(|mask| if mask == 0 { 0 } else { u32::MAX });
        let all: Allowed = std::array::from_fn(|at_region| free[at][at_region] & region[at_region]);
        allowed[at] = if open == [0; REGIONS] { all } else { open };
    }
    (!allowed.is_empty()).then_some(Example { features, right: allowed, free, round: None })
}

fn label_of(name: &str) -> Option<usize> {
    match name {
        "teaser" => Some(TEASER),
        "dateline-paragraph" => Some(label(Role::Paragraph)),
        _ => Role::ALL.iter().position(|role| role.name() == name),
    }
}

fn allowed_of(names: &[String], at: usize, first: usize, last: usize) -> Allowed {
    let mut mask = names.iter().filter_map(|name| label_of(name)).fold(0, |mask, label| mask | 1 << label);
    if mask == 0 {
        mask = ANY;
    }
    let region = if at < first {
        0
    } else if at > last {
        2
    } else {
        1
    };
    let mut allowed = [0; REGIONS];
    let free = mask & FREE[region];
    allowed[region] = if free == 0 { FREE[region] } else { free };
    allowed
}

/// Which features two publishers or more have.
fn seen_often(owners: &[&str], examples: &[Example]) -> Vec<bool> {
    let mut seen: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); BUCKETS];
    for (owner, example) in owners.iter().zip(examples) {
        for at in 0..example.right.len() {
            for &feature in example.features.unit(at) {
                let owners = &mut seen[usize::from(feature)];
                if owners.len() < 2 {
                    owners.insert(owner);
                }
            }
        }
    }
    seen.into_iter().map(|owners| owners.len() >= 2).collect()
}

/// The weights, scaled into a byte each; those of the grammar into two.
fn quantised(weights: &[[f64; LANES]]) -> Table {
    let mut sizes: Vec<f64> = weights[..BUCKETS]
        .iter()
        .flatten()
        .map(|weight| weight.abs())
        .filter(|&weight| weight > 0.0)
        .collect();
    sizes.sort_unstable_by(f64::total_cmp);
    // The few largest weights are cut to 127, so that the others keep their shades.
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    let scaled = |weight: f64| (weight * 127.0 / largest).round();
    let bytes: Vec<[i8; LANES]> = weights[..BUCKETS]
        .iter()
        .map(|row| row.map(|weight| scaled(weight).clamp(-127.0, 127.0) as i8))
        .collect();
    let mut table = Table::from_rows(&bytes);
    for (out, weight) in table.grammar.weights().zip(weights[BUCKETS..].iter().flatten()) {
        *out = scaled(*weight).clamp(-f64::from(LARGEST), f64::from(LARGEST)) as i16;
    }
    table.grammar.settle();
    table
}
