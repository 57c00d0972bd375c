use std::fmt::Write;

use super::Network;
use super::xml::{EDGE_ATTRIBUTES, Escaped, NODE_ATTRIBUTES, for_each_of_node, of_edge};

/// Nodes up to which a file has positions: a layout costs the square.
const PLACED: usize = 400;
/// How far apart Gephi draws what is 1 apart.
const APART: f64 = 100.0;
/// Radius of the smallest and the largest node.
const SIZES: (f64, f64) = (6.0, 30.0);

/// A colour a community, as red, green, blue; then from the beginning.
const COLOURS: [(u8, u8, u8); 10] = [
    (47, 111, 159),
    (201, 111, 75),
    (78, 143, 90),
    (158, 92, 158),
    (184, 146, 61),
    (74, 155, 160),
    (176, 78, 98),
    (112, 124, 60),
    (110, 110, 185),
    (125, 120, 112),
];

/// The network as GEXF 1.2.
pub(super) fn write(network: &Network) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" \
         xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd\" version=\"1.2\">\n\
         <meta><creator>nutgraf</creator>",
    );
    let (communities, modularity) = (network.communities, network.modularity);
    let _ =
        write!(out, "<description>{communities} communities, modularity {modularity}</description></meta>");
    out.push_str("\n<graph defaultedgetype=\"undirected\" mode=\"static\">\n<attributes class=\"node\" mode=\"static\">\n");
    for (name, kind) in NODE_ATTRIBUTES {
        let _ = writeln!(out, "<attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>");
    }
    out.push_str("</attributes>\n<attributes class=\"edge\" mode=\"static\">\n");
    for name in EDGE_ATTRIBUTES {
        let _ = writeln!(out, "<attribute id=\"{name}\" title=\"{name}\" type=\"double\"/>");
    }
    let _ = writeln!(out, "</attributes>\n<nodes count=\"{}\">", network.nodes.len());
    let places = if network.nodes.len() <= PLACED { network.layout() } else { vec![] };
    let most = network.nodes.first().map_or(1.0, |node| node.weighted_degree);
    for (at, node) in network.nodes.iter().enumerate() {
        let _ = write!(out, "<node id=\"{}\" label=\"{}\"><attvalues>", node.node, Escaped(&node.name));
        for_each_of_node(node, |name, value| {
            let _ = write!(out, "<attvalue for=\"{name}\" value=\"{value}\"/>");
        });
        let (red, green, blue) = COLOURS[node.community as usize % COLOURS.len()];
        let _ = write!(out, "</attvalues><viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/>");
        if let Some((x, y)) = places.get(at) {
            // Gephi's axis points up.
            let (x, y) = (x * APART, -y * APART);
            let _ = write!(out, "<viz:position x=\"{x:.2}\" y=\"{y:.2}\" z=\"0.0\"/>");
        }
        let size = SIZES.0 + (SIZES.1 - SIZES.0) * (node.weighted_degree / most).sqrt();
        let _ = writeln!(out, "<viz:size value=\"{size:.2}\"/></node>");
    }
    let _ = writeln!(out, "</nodes>\n<edges count=\"{}\">", network.edges.len());
    for (number, edge) in network.edges.iter().enumerate() {
        let (source, target, weight) = (edge.source, edge.target, edge.weight);
        let _ =
            write!(out, "<edge id=\"{number}\" source=\"{source}\" target=\"{target}\" weight=\"{weight}\">");
        let mut known = of_edge(edge).peekable();
        if known.peek().is_some() {
            out.push_str("<attvalues>");
            for (name, value) in known {
                let _ = write!(out, "<attvalue for=\"{name}\" value=\"{value}\"/>");
            }
            out.push_str("</attvalues>");
        }
        out.push_str("</edge>\n");
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    out
}
