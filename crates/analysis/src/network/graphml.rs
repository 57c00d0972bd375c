use std::fmt::Write;

use nutgraf_core::EntityKind;

use super::Network;
use super::xml::Escaped;

const NODE_KEYS: [(&str, &str); 10] = [
    ("name", "string"),
    ("kind", "string"),
    ("stories", "long"),
    ("degree", "long"),
    ("weighted_degree", "double"),
    ("pagerank", "double"),
    ("betweenness", "double"),
    ("clustering", "double"),
    ("community", "long"),
    ("component", "long"),
];
const EDGE_KEYS: [&str; 5] = ["weight", "pmi", "npmi", "log_likelihood", "p_value"];

/// The network as GraphML. Numbers are written so that they are read back bit for bit.
pub(super) fn write(network: &Network) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    for (name, kind) in NODE_KEYS {
        let _ = writeln!(out, "<key id=\"{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
    for name in EDGE_KEYS {
        let _ = writeln!(out, "<key id=\"{name}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"double\"/>");
    }
    out.push_str("<key id=\"modularity\" for=\"graph\" attr.name=\"modularity\" attr.type=\"double\"/>\n");
    let _ = writeln!(out, "<graph id=\"network\" edgedefault=\"undirected\">");
    let _ = writeln!(out, "<data key=\"modularity\">{}</data>", network.modularity);
    for node in &network.nodes {
        let kind = node.kind.map_or("", EntityKind::name);
        let values: [&dyn std::fmt::Display; 10] = [
            &Escaped(&node.name),
            &kind,
            &node.stories,
            &node.degree,
            &node.weighted_degree,
            &node.pagerank,
            &node.betweenness,
            &node.clustering,
            &node.community,
            &node.component,
        ];
        let _ = write!(out, "<node id=\"n{}\">", node.node);
        for ((name, _), value) in NODE_KEYS.iter().zip(values) {
            let _ = write!(out, "<data key=\"{name}\">{value}</data>");
        }
        out.push_str("</node>\n");
    }
    for (number, edge) in network.edges.iter().enumerate() {
        let _ =
            write!(out, "<edge id=\"e{number}\" source=\"n{}\" target=\"n{}\">", edge.source, edge.target);
        let values = [Some(edge.weight), edge.pmi, edge.npmi, edge.log_likelihood, edge.p_value];
        for (name, value) in EDGE_KEYS.iter().zip(values) {
            if let Some(value) = value {
                let _ = write!(out, "<data key=\"{name}\">{value}</data>");
            }
        }
        out.push_str("</edge>\n");
    }
    out.push_str("</graph>\n</graphml>\n");
    out
}
