use std::fmt;

use nutgraf_core::EntityKind;

use super::{EdgeRow, NodeRow};

/// What files tell of a node besides its name: attributes and their types.
pub(super) const NODE_ATTRIBUTES: [(&str, &str); 9] = [
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

/// What files tell of an edge besides its weight: numbers.
pub(super) const EDGE_ATTRIBUTES: [&str; 4] = ["pmi", "npmi", "log_likelihood", "p_value"];

/// Calls `each` with every attribute of a node and its value.
pub(super) fn for_each_of_node(node: &NodeRow, mut each: impl FnMut(&str, &dyn fmt::Display)) {
    let values: [&dyn fmt::Display; 9] = [
        &node.kind.map_or("", EntityKind::name),
        &node.stories,
        &node.degree,
        &node.weighted_degree,
        &node.pagerank,
        &node.betweenness,
        &node.clustering,
        &node.community,
        &node.component,
    ];
    NODE_ATTRIBUTES.iter().zip(values).for_each(|((name, _), value)| each(name, value));
}

/// The attributes of an edge that are known, with their values.
pub(super) fn of_edge(edge: &EdgeRow) -> impl Iterator<Item = (&'static str, f64)> {
    let values = [edge.pmi, edge.npmi, edge.log_likelihood, edge.p_value];
    EDGE_ATTRIBUTES.into_iter().zip(values).filter_map(|(name, value)| Some((name, value?)))
}

/// A text as XML 1.0 may hold it, in an element or an attribute: marks as references, white space kept as it is, and
/// characters that XML has no way to write replaced.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                // An attribute would turn them into spaces.
                '\t' => formatter.write_str("&#9;")?,
                '\n' => formatter.write_str("&#10;")?,
                '\r' => formatter.write_str("&#13;")?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => formatter.write_str("\u{fffd}")?,
                c => fmt::Write::write_char(formatter, c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn marks_are_references_and_what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            Escaped("A & B <\"c\">\n\u{0}é").to_string(),
            "A &amp; B &lt;&quot;c&quot;&gt;&#10;\u{fffd}é"
        );
    }
}
