//! Who is written about with whom.

use minijinja::Value;
use nutgraf_analysis::{Corpus, EdgeRow, EntityRow, Network, NetworkOptions, PairRow, PairScope};
use nutgraf_core::EntityKind;
use serde::Serialize;

use crate::draw;
use crate::evidence::{Evidence, Unit, both};
use crate::network::{draw_network, network_key};

/// Names in the matrix at most.
const SIDE: usize = 14;
/// The most written about, of whom the matrix shows those with company.
const CANDIDATES: usize = 2 * SIDE;
/// Pairs in the table at most.
const PAIRS: usize = 20;
/// Names drawn in the network at most.
const DRAWN: usize = 40;
/// Names in the table of the network.
const CENTRAL: usize = 12;
/// Names in the largest component that make a drawing of links of two paragraphs or more.
const ENOUGH: usize = 12;
/// A network of fewer names is none.
const FEWEST: usize = 4;
/// Where two names must stand to count as together.
const SCOPE: PairScope = PairScope::Paragraph;

#[derive(Serialize)]
pub(crate) struct Together {
    matrix: Value,
    rows: Vec<Row>,
    network: Option<Value>,
    nodes: usize,
    drawn: usize,
    communities: u32,
    modularity: String,
    sampling: String,
    least: &'static str,
    central: Vec<Central>,
}

/// A name in the middle of the network.
#[derive(Serialize)]
struct Central {
    key: Value,
    name: String,
    degree: u64,
    weight: String,
    pagerank: String,
    betweenness: String,
    clustering: String,
}

#[derive(Serialize)]
struct Row {
    a: String,
    b: String,
    together: u64,
    a_count: u64,
    b_count: u64,
    pmi: String,
    log_likelihood: String,
    anchor: String,
}

fn is_actor(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Organization)
}

/// People and organisations that stand in one paragraph; none when the corpus has no such pair.
pub(crate) fn pairs(
    corpus: &Corpus,
    entities: &[EntityRow],
    evidence: &mut Evidence<'_>,
) -> Option<Together> {
    let pairs: Vec<PairRow> = corpus
        .pairs(SCOPE)
        .into_iter()
        .filter(|pair| is_actor(pair.a_kind) && is_actor(pair.b_kind))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let rows = pairs.iter().filter(|pair| pair.together > 1).take(PAIRS);
    let rows = rows.map(|pair| Row {
        a: pair.a.clone(),
        b: pair.b.clone(),
        together: pair.together,
        a_count: pair.a_count,
        b_count: pair.b_count,
        pmi: format!("{:.2}", pair.pmi),
        log_likelihood: format!("{:.1}", pair.log_likelihood),
        anchor: anchor(corpus, entities, pair, evidence),
    });
    let rows = rows.collect();
    let matrix = Value::from_safe_string(matrix(corpus, entities, &pairs, evidence));
    let (network, least) = network(corpus);
    let strongest = network.strongest(DRAWN);
    let target = |edge: &EdgeRow| {
        let end = |node: u32| strongest.nodes.get(node as usize)?.entity;
        let (a, b) = (end(edge.source)?, end(edge.target)?);
        evidence.anchor(&key(a.min(b), a.max(b)))
    };
    let drawing = draw_network(&network, DRAWN, target);
    let central = network.nodes.iter().take(CENTRAL).map(|node| Central {
        key: Value::from_safe_string(network_key(node.community)),
        name: node.name.clone(),
        degree: node.degree,
        weight: format!("{:.0}", node.weighted_degree),
        pagerank: format!("{:.1}", 100.0 * node.pagerank),
        betweenness: format!("{:.1}", 100.0 * node.betweenness),
        clustering: format!("{:.0}", 100.0 * node.clustering),
    });
    Some(Together {
        matrix,
        rows,
        network: (network.nodes.len() >= FEWEST).then(|| Value::from_safe_string(drawing)),
        nodes: network.nodes.len(),
        drawn: strongest.nodes.len(),
        communities: network.communities,
        modularity: format!("{:.2}", network.modularity),
        sampling: match network.sources {
            None => "exact".to_owned(),
            Some(sources) => format!("sampled from {sources} names"),
        },
        least,
        central: central.collect(),
    })
}

/// The network of actors: by two paragraphs or more where that leaves enough that hangs together, else by one.
fn network(corpus: &Corpus) -> (Network, &'static str) {
    let kinds = vec![EntityKind::Person, EntityKind::Organization];
    let options = NetworkOptions { scope: SCOPE, kinds, min_together: 2, ..NetworkOptions::default() };
    let often = corpus.network(&options);
    if often.nodes.iter().filter(|node| node.component == 0).count() >= ENOUGH {
        return (often, "two or more");
    }
    (corpus.network(&NetworkOptions { min_together: 1, ..options }), "one or more")
}

fn key(a: u32, b: u32) -> String {
    format!("pair {a} {b}")
}

fn anchor(corpus: &Corpus, entities: &[EntityRow], pair: &PairRow, evidence: &mut Evidence<'_>) -> String {
    let key = key(pair.a_index, pair.b_index);
    if let Some(anchor) = evidence.anchor(&key) {
        return anchor;
    }
    let found = corpus.together(pair.a_index, pair.b_index, SCOPE, evidence.limit());
    let rows = [&entities[pair.a_index as usize], &entities[pair.b_index as usize]];
    let found = both(corpus, rows, &found);
    evidence.add(key, format!("{} and {}", pair.a, pair.b), Unit::Paragraphs, pair.together, &found)
}

fn matrix(corpus: &Corpus, entities: &[EntityRow], pairs: &[PairRow], evidence: &mut Evidence<'_>) -> String {
    let actors = entities.iter().enumerate().filter(|(_, row)| is_actor(row.kind));
    let known: Vec<(u32, &str)> =
        actors.take(CANDIDATES).map(|(index, row)| (index as u32, row.name.as_str())).collect();
    let is_known = |index: u32| known.iter().any(|&(place, _)| place == index);
    // A name without company among the others would be an empty row.
    let with_company = known.iter().filter(|&&(index, _)| {
        pairs.iter().any(|pair| {
            (pair.a_index == index && is_known(pair.b_index))
                || (pair.b_index == index && is_known(pair.a_index))
        })
    });
    let (places, names): (Vec<u32>, Vec<String>) =
        with_company.take(SIDE).map(|&(index, name)| (index, name.to_owned())).unzip();
    let mut cells = vec![vec![(0, None); places.len()]; places.len()];
    for pair in pairs {
        let place = |index| places.iter().position(|&place| place == index);
        if let (Some(a), Some(b)) = (place(pair.a_index), place(pair.b_index)) {
            let cell = (pair.together, Some(anchor(corpus, entities, pair, evidence)));
            cells[a][b].clone_from(&cell);
            cells[b][a] = cell;
        }
    }
    draw::matrix(&names, &cells)
}
