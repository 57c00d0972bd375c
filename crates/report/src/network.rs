//! The network of names as a drawing: names in the colour of their community, links as wide as they are strong.

use std::fmt::Write;

use minijinja::HtmlEscape;
use nutgraf_analysis::{EdgeRow, Network, NodeRow};

/// The colours of communities, and what the drawing needs beside them. It stands in the drawing itself, so that a
/// notebook shows it as the report does; text has the colour of what is around it, light or dark.
const STYLE: &str = "\
.nutgraf-network{display:block;width:100%;height:auto;font:12px system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}\
.nutgraf-network.key{display:inline-block;width:.75rem;height:.75rem;margin-right:.45rem;vertical-align:baseline}\
.nutgraf-network text{fill:currentColor;text-anchor:middle;paint-order:stroke;stroke:var(--card,Canvas);stroke-width:3px;stroke-linejoin:round}\
.nutgraf-network line{stroke:currentColor;stroke-opacity:.22;stroke-linecap:round}\
.nutgraf-network line.strong{stroke-opacity:.45}\
.nutgraf-network circle{stroke:var(--card,Canvas);stroke-width:1.5px}\
.nutgraf-network .c0{fill:#3d82b8}.nutgraf-network .c1{fill:#cf7043}.nutgraf-network .c2{fill:#4f9a5d}\
.nutgraf-network .c3{fill:#a766a6}.nutgraf-network .c4{fill:#b8923d}.nutgraf-network .c5{fill:#3f9ea3}\
.nutgraf-network .c6{fill:#c4566c}.nutgraf-network .c7{fill:#7d8c42}.nutgraf-network .c8{fill:#7a79c4}\
.nutgraf-network .c9{fill:#8d877c}";
const COLOURS: u32 = 10;

/// Width of the drawing that the layout is stretched to; boxes that are pushed apart may make it wider.
const WIDTH: f64 = 1000.0;
/// Radius of the least and of the most linked.
const RADII: (f64, f64) = (4.0, 17.0);
/// From a circle to the line of its name.
const DROP: f64 = 12.0;
/// Height of a line of text, and room to each side of a box.
const LINE: f64 = 14.0;
const ROOM: f64 = 3.0;
/// Rounds of pushing boxes apart.
const ROUNDS: usize = 400;
/// Characters of a name; what is longer is cut at a word.
const NAME: usize = 30;

/// A circle with its name below it.
struct Shape<'a> {
    node: &'a NodeRow,
    label: String,
    radius: f64,
    x: f64,
    y: f64,
    // Half the width, and what lies above and below the middle of the circle.
    side: f64,
    above: f64,
    below: f64,
}

/// Draws the strongest nodes of a network, at most `most`, as SVG with a style of its own. `target` says where a link
/// of the network leads to, if anywhere (an anchor of the page).
pub fn draw_network(network: &Network, most: usize, target: impl Fn(&EdgeRow) -> Option<String>) -> String {
    let network = &network.strongest(most);
    let mut shapes = shapes(network);
    part(&mut shapes);
    let left = shapes.iter().map(|shape| shape.x - shape.side).fold(f64::INFINITY, f64::min);
    let right = shapes.iter().map(|shape| shape.x + shape.side).fold(f64::NEG_INFINITY, f64::max);
    let top = shapes.iter().map(|shape| shape.y - shape.above).fold(f64::INFINITY, f64::min);
    let bottom = shapes.iter().map(|shape| shape.y + shape.below).fold(f64::NEG_INFINITY, f64::max);
    if shapes.is_empty() {
        return String::new();
    }
    let mut svg = format!(
        "<svg class=\"nutgraf-network\" viewBox=\"{:.0} {:.0} {:.0} {:.0}\" role=\"img\" \
         aria-label=\"Network of {} names and {} links\"><style>{STYLE}</style>",
        left - 8.0,
        top - 8.0,
        right - left + 16.0,
        bottom - top + 16.0,
        network.nodes.len(),
        network.edges.len(),
    );
    let heaviest = network.edges.iter().map(|edge| edge.weight).fold(0.0, f64::max);
    for edge in &network.edges {
        let (a, b) = (&shapes[edge.source as usize], &shapes[edge.target as usize]);
        let share = if heaviest > 0.0 { (edge.weight / heaviest).sqrt() } else { 0.0 };
        let line = format!(
            "<line{} x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke-width=\"{:.1}\"><title>{} – {}: {}</title></line>",
            if share > 0.6 { " class=\"strong\"" } else { "" },
            a.x,
            a.y,
            b.x,
            b.y,
            0.8 + 6.0 * share,
            HtmlEscape(&a.node.name),
            HtmlEscape(&b.node.name),
            edge.weight,
        );
        let _ = match target(edge) {
            Some(anchor) => write!(svg, "<a href=\"#{}\">{line}</a>", HtmlEscape(&anchor)),
            None => write!(svg, "{line}"),
        };
    }
    for shape in &shapes {
        let _ = write!(
            svg,
            "<circle class=\"c{}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"><title>{}: {} links</title></circle>",
            shape.node.community % COLOURS,
            shape.x,
            shape.y,
            shape.radius,
            HtmlEscape(&shape.node.name),
            shape.node.degree,
        );
    }
    // All names stand above all lines and circles.
    for shape in &shapes {
        let (x, y) = (shape.x, shape.y + shape.radius + DROP);
        let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", HtmlEscape(&shape.label));
    }
    svg.push_str("</svg>");
    svg
}

/// A circle in the colour of a community, for a line of text.
pub(crate) fn network_key(community: u32) -> String {
    let colour = community % COLOURS;
    format!(
        "<svg class=\"nutgraf-network key\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><circle class=\"c{colour}\" cx=\"6\" cy=\"6\" r=\"6\"/></svg>"
    )
}

/// Circles where the layout has them, stretched to the width of the drawing.
fn shapes(network: &Network) -> Vec<Shape<'_>> {
    let places = network.layout();
    let width = places.iter().map(|place| place.0).fold(0.0, f64::max);
    // A few names far apart would look lost.
    let scale = if width > 0.0 { (WIDTH / width).min(190.0) } else { 1.0 };
    let strongest = network.nodes.first().map_or(1.0, |node| node.weighted_degree);
    let shapes = network.nodes.iter().zip(places).map(|(node, (x, y))| {
        let radius = RADII.0 + (RADII.1 - RADII.0) * (node.weighted_degree / strongest).sqrt();
        let label = short(&node.name);
        Shape {
            node,
            radius,
            x: x * scale,
            y: y * scale,
            side: (text_width(&label) / 2.0).max(radius) + ROOM,
            above: radius + ROOM,
            below: radius + LINE + ROOM,
            label,
        }
    });
    shapes.collect()
}

/// Pushes overlapping boxes apart, along the way that is shorter, till none overlap.
fn part(shapes: &mut [Shape<'_>]) {
    for _ in 0..ROUNDS {
        let mut moved = false;
        for one in 0..shapes.len() {
            for other in one + 1..shapes.len() {
                let (a, b) = (&shapes[one], &shapes[other]);
                let across = a.side + b.side - (a.x - b.x).abs();
                let (middle_a, middle_b) = (a.y + (a.below - a.above) / 2.0, b.y + (b.below - b.above) / 2.0);
                let along = (a.above + a.below + b.above + b.below) / 2.0 - (middle_a - middle_b).abs();
                if across <= 0.05 || along <= 0.05 {
                    continue;
                }
                moved = true;
                if along <= across {
                    let step = (along / 2.0 + 0.1) * if middle_a <= middle_b { 1.0 } else { -1.0 };
                    shapes[one].y -= step;
                    shapes[other].y += step;
                } else {
                    let step = (across / 2.0 + 0.1) * if a.x <= b.x { 1.0 } else { -1.0 };
                    shapes[one].x -= step;
                    shapes[other].x += step;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// Width of a text of 12 px in a sans-serif face, from above.
fn text_width(text: &str) -> f64 {
    let width = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '’' | '|' => 3.4,
        'f' | 'r' | 't' | ' ' | '-' | '(' | ')' => 4.8,
        'm' | 'w' | 'M' | 'W' | '…' => 11.0,
        c if c.is_ascii_lowercase() || c.is_ascii_digit() => 7.0,
        c if c.is_ascii() => 8.6,
        // Letters with marks are as wide as without; other scripts may be square.
        c if c < '\u{250}' => 8.6,
        _ => 12.5,
    };
    text.chars().map(width).sum()
}

/// A name that fits, cut between words where it does not.
fn short(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    let mut cut = String::new();
    for word in name.split(' ') {
        if !cut.is_empty() && cut.chars().count() + word.chars().count() + 2 > NAME {
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    let mut cut: String = cut.chars().take(NAME - 1).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use nutgraf_analysis::NetworkOptions;

    use super::*;

    fn crowd() -> Network {
        let name = |at: usize| format!("Person {at} of a Rather Long Name");
        let edges = (0..40).flat_map(|at| {
            [(name(at), name((at * 7 + 3) % 40), 1.0 + (at % 4) as f64), (name(at), name(at / 8 * 8), 2.0)]
        });
        Network::of_edges(edges, &NetworkOptions::default())
    }

    #[test]
    fn no_two_names_or_circles_overlap() {
        let network = crowd();
        let mut shapes = shapes(&network);
        part(&mut shapes);
        assert_eq!(shapes.len(), 40);
        for (at, a) in shapes.iter().enumerate() {
            for b in &shapes[at + 1..] {
                let across = (a.x - b.x).abs() >= a.side + b.side - 0.2;
                let along = a.y + a.below <= b.y - b.above + 0.2 || b.y + b.below <= a.y - a.above + 0.2;
                assert!(across || along, "{} {}", a.label, b.label);
            }
        }
    }

    #[test]
    fn a_drawing_is_escaped_and_the_same_each_time() {
        let edges = [("A & <b>", "c\"d", 1.0)];
        let network = Network::of_edges(edges, &NetworkOptions::default());
        let svg = draw_network(&network, 40, |_| Some("x\"".to_owned()));
        assert!(svg.contains("A &amp; &lt;b&gt;") && !svg.contains("<b>") && !svg.contains("#x\"\""));
        assert_eq!(svg, draw_network(&network, 40, |_| Some("x\"".to_owned())));
        assert_eq!(draw_network(&Network::default(), 40, |_| None), "");
        let few = draw_network(&crowd(), 10, |_| None);
        assert!(few.matches("<circle").count() <= 10 && few.matches("<circle").count() > 5);
    }

    #[test]
    fn long_names_are_cut_between_words() {
        assert_eq!(short("International Union of Harbour Pilots"), "International Union of…");
        assert_eq!(short("Donaudampfschifffahrtsgesellschaftskapitän"), "Donaudampfschifffahrtsgesells…");
        assert_eq!(short("Anna Brandt"), "Anna Brandt");
    }
}
