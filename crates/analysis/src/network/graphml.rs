use std::fmt::Write;

use super::Network;
use super::xml::{EDGE_ATTRIBUTES, Escaped, NODE_ATTRIBUTES, for_each_of_node, of_edge};

/// The network as GraphML. Numbers are written so that they are read back bit for bit.
pub(super) fn write(network: &Network) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    for (name, kind) in [("name", "string")].into_iter().chain(NODE_ATTRIBUTES) {
        let _ = writeln!(out, "<key id=\"{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
    for name in ["weight"].into_iter().chain(EDGE_ATTRIBUTES) {
        let _ = writeln!(out, "<key id=\"{name}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"double\"/>");
    }
    out.push_str("<key id=\"modularity\" for=\"graph\" attr.name=\"modularity\" attr.type=\"double\"/>\n");
    let _ = writeln!(out, "<graph id=\"network\" edgedefault=\"undirected\">");
    let _ = writeln!(out, "<data key=\"modularity\">{}</data>", network.modularity);
    for node in &network.nodes {
        let _ = write!(out, "<node id=\"n{}\"><data key=\"name\">{}</data>", node.node, Escaped(&node.name));
        for_each_of_node(node, |name, value| {
            let _ = write!(out, "<data key=\"{name}\">{value}</data>");
        });
        out.push_str("</node>\n");
    }
    for (number, edge) in network.edges.iter().enumerate() {
        let _ =
            write!(out, "<edge id=\"e{number}\" source=\"n{}\" target=\"n{}\">", edge.source, edge.target);
        for (name, value) in [("weight", edge.weight)].into_iter().chain(of_edge(edge)) {
            let _ = write!(out, "<data key=\"{name}\">{value}</data>");
        }
        out.push_str("</edge>\n");
    }
    out.push_str("</graph>\n</graphml>\n");
    out
}
