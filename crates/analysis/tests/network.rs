//! The network of a corpus: worked out by hand, written for other programs, and the same on any number of threads.
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod pages;

use nutgraf_analysis::{Corpus, Network, NetworkOptions, PairScope};
use nutgraf_core::{EntityKind, Page};
use pages::page;

fn small() -> Corpus {
    Corpus::collect(vec![
        page("a", None, &["{p Anna Brandt} met {p Otto Mohn}.", "{p Anna Brandt} left {l Port Roc}."]),
        page(
            "b",
            None,
            &["{p Anna Brandt} and {p Otto Mohn} and {l Port Roc}.", "{o Brandt Lines} paid {p Lena Lund}."],
        ),
    ])
}

fn edges(network: &Network) -> Vec<(&str, &str, f64)> {
    let ends =
        network.edges.iter().map(|edge| (edge.source_name.as_str(), edge.target_name.as_str(), edge.weight));
    ends.collect()
}

#[test]
fn units_that_name_both_are_the_weight() {
    let network = small().network(&NetworkOptions::default());
    let expected = [
        ("Anna Brandt", "Otto Mohn", 2.0),
        ("Anna Brandt", "Port Roc", 2.0),
        ("Otto Mohn", "Port Roc", 1.0),
        ("Lena Lund", "Brandt Lines", 1.0),
    ];
    assert_eq!(edges(&network), expected);
    let anna = &network.nodes[0];
    assert_eq!((anna.name.as_str(), anna.stories, anna.degree), ("Anna Brandt", 2, 2));
    assert_eq!((anna.community, anna.component, anna.kind), (0, 0, Some(EntityKind::Person)));
    assert_eq!((network.components, network.communities, network.sources), (2, 2, None));
    // Six units of weight in all; five inside the first group (degrees of 10), one in the other (2).
    let expected = 5.0 / 6.0 - (10.0 / 12.0_f64).powi(2) + 1.0 / 6.0 - (2.0 / 12.0_f64).powi(2);
    assert!((network.modularity - expected).abs() < 1e-12);
}

#[test]
fn options_leave_out_links_and_nodes() {
    let with = |options: NetworkOptions| small().network(&options);
    let often = with(NetworkOptions { min_together: 2, ..NetworkOptions::default() });
    assert_eq!(edges(&often).len(), 2);
    let people = with(NetworkOptions { kinds: vec![EntityKind::Person], ..NetworkOptions::default() });
    assert_eq!(edges(&people), [("Anna Brandt", "Otto Mohn", 2.0)]);
    // Counts of units stay those of all kinds.
    let pairs = small().pairs(PairScope::Paragraph);
    let pair = pairs.iter().find(|pair| pair.b == "Otto Mohn").unwrap();
    assert_eq!(people.edges[0].log_likelihood, Some(pair.log_likelihood));
    let two = with(NetworkOptions { nodes: Some(2), ..NetworkOptions::default() });
    assert_eq!(edges(&two), [("Anna Brandt", "Otto Mohn", 2.0)]);
    let sure = with(NetworkOptions { max_p: 0.05, ..NetworkOptions::default() });
    assert_eq!(edges(&sure), [("Lena Lund", "Brandt Lines", 1.0)]);
    let none = with(NetworkOptions { min_together: 9, ..NetworkOptions::default() });
    assert_eq!((none.nodes.len(), none.edges.len(), none.modularity.to_bits()), (0, 0, 0));
    assert!(none.to_gexf().contains("<nodes count=\"0\">") && none.to_graphml().ends_with("</graphml>\n"));
}

#[test]
fn names_are_written_as_xml_can_hold_them() {
    let network = Network::of_edges([("R&D \"<Lab>\"\u{1}", "Ötzi", 1.5)], &NetworkOptions::default());
    let name = "R&amp;D &quot;&lt;Lab&gt;&quot;\u{fffd}";
    assert!(network.to_graphml().contains(&format!("<data key=\"name\">{name}</data>")));
    assert!(network.to_gexf().contains(&format!("label=\"{name}\"")));
    assert!(network.to_gexf().contains("weight=\"1.5\""));
}

#[test]
fn edges_given_twice_add_up_and_bad_ones_are_left_out() {
    let given = [("b", "a", 1.0), ("a", "b", 2.0), ("a", "a", 5.0), ("a", "c", f64::NAN), ("c", "a", -1.0)];
    let network = Network::of_edges(given, &NetworkOptions::default());
    assert_eq!(edges(&network), [("b", "a", 3.0)]);
    assert_eq!(network.nodes.len(), 2);
}

/// Pages of many people in circles of eight, with some who know all.
fn crowd() -> Vec<Page> {
    let name =
        |number: usize| format!("{{p Ada {}{}}}", ["Bar", "Cor", "Den", "Fal", "Gul"][number % 5], number);
    let page = |at: usize| {
        let circle = at % 30;
        let first = name(circle * 8 + at * 7 % 8);
        let second = name(circle * 8 + at * 5 % 8);
        let third = name((at * at + 3 * at) % 240);
        let text = [format!("{first} met {second}."), format!("{second} met {third} and {}.", name(at % 3))];
        page(&format!("{at:04}"), None, &[&text[0], &text[1]])
    };
    (0..600).map(page).collect()
}

#[test]
fn threads_and_batches_change_no_network() {
    let options = NetworkOptions { sources: Some(100), seed: 3, ..NetworkOptions::default() };
    let everything = |corpus: &Corpus| {
        let exact = corpus.network(&NetworkOptions::default());
        let sampled = corpus.network(&options);
        (format!("{exact:?}"), format!("{sampled:?}"), exact.to_graphml(), exact.to_gexf())
    };
    let expected = everything(&Corpus::collect(crowd()));
    assert!(expected.0.contains("Ada Bar"));
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| everything(&Corpus::collect(crowd())));
        assert!(found == expected, "{threads} threads");
    }
    for size in [1, 50, 599] {
        let parts = crowd();
        let merged = parts.chunks(size).map(|part| Corpus::collect(part.to_vec())).reduce(Corpus::merge);
        assert!(everything(&merged.unwrap()) == expected, "parts of {size}");
    }
}
