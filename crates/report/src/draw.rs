//! Charts as inline SVG. Colours are classes of the style sheet, so that they follow light and dark.

use std::fmt::Write;

use minijinja::HtmlEscape;

use crate::overview::Share;

/// One horizontal bar, as wide as `value` is of `most`.
pub(crate) fn bar(value: f64, most: f64) -> String {
    let width = if most > 0.0 { (100.0 * value / most).clamp(0.0, 100.0) } else { 0.0 };
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"fill\" width=\"{width:.1}\" height=\"10\"/></svg>"
    )
}

/// A stretch of days, from `start` to `end`, of a period of `whole` days.
pub(crate) fn period(start: f64, end: f64, whole: f64) -> String {
    let place = |day: f64| if whole > 0.0 { (100.0 * day / whole).clamp(0.0, 100.0) } else { 0.0 };
    // One day of a long period must still be seen.
    let width = (place(end) - place(start)).max(0.8);
    let from = place(start).min(100.0 - width);
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"fill\" x=\"{from:.1}\" width=\"{width:.1}\" height=\"10\"/></svg>"
    )
}

/// One bar cut into the shares of what was read.
pub(crate) fn shares(shares: &[Share]) -> String {
    let mut svg = String::from(
        "<svg class=\"shares\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"What was read, by kind of text\">",
    );
    let mut at = 0.0;
    for share in shares {
        let _ = write!(
            svg,
            "<rect class=\"{}\" x=\"{at:.2}\" width=\"{:.2}\" height=\"10\"><title>{}: {:.1} %</title></rect>",
            share.class,
            share.percent,
            HtmlEscape(share.name),
            share.percent
        );
        at += share.percent;
    }
    svg.push_str("</svg>");
    svg
}

/// A column of a timeline: what it stands for, its value, and where it links to.
pub(crate) struct Step {
    pub(crate) label: String,
    pub(crate) value: u64,
    pub(crate) link: Option<String>,
}

/// A bar chart over time.
pub(crate) fn steps(steps: &[Step]) -> String {
    let most = steps.iter().map(|step| step.value).max().unwrap_or(0).max(1) as f64;
    let count = steps.len().max(1);
    let mut svg = format!(
        "<svg class=\"steps\" viewBox=\"0 0 {} 100\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Stories over time\">",
        count * 10
    );
    for (index, step) in steps.iter().enumerate().filter(|(_, step)| step.value > 0) {
        let height = 96.0 * step.value as f64 / most;
        let rect = format!(
            "<rect class=\"fill\" x=\"{}\" y=\"{:.1}\" width=\"8\" height=\"{height:.1}\"><title>{}: {}</title></rect>",
            index * 10 + 1,
            100.0 - height,
            HtmlEscape(&step.label),
            step.value
        );
        let _ = match &step.link {
            Some(link) => write!(svg, "<a href=\"#{link}\">{rect}</a>"),
            None => write!(svg, "{rect}"),
        };
    }
    svg.push_str("</svg>");
    svg
}

/// Columns of counts over time, small; those of a burst stand out, on a band.
pub(crate) fn strip(steps: &[(u64, bool)]) -> String {
    let most = steps.iter().map(|step| step.0).max().unwrap_or(0).max(1) as f64;
    let mut svg = format!(
        "<svg class=\"strip\" viewBox=\"0 0 {} 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        10 * steps.len().max(1)
    );
    let mut at = 0;
    for same in steps.chunk_by(|a, b| a.1 == b.1) {
        if same[0].1 {
            let (x, width) = (10 * at, 10 * same.len());
            let _ = write!(svg, "<rect class=\"band\" x=\"{x}\" width=\"{width}\" height=\"40\"/>");
        }
        at += same.len();
    }
    for (index, &(value, burst)) in steps.iter().enumerate().filter(|(_, step)| step.0 > 0) {
        let height = 4.0 + 34.0 * value as f64 / most;
        let class = if burst { "fill" } else { "rest" };
        let (x, y) = (index * 10 + 1, 40.0 - height);
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y:.1}\" width=\"8\" height=\"{height:.1}\"/>"
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A matrix of counts: `cells[row][column]`, the darker the more. Each cell has a link or none.
pub(crate) fn matrix(names: &[String], cells: &[Vec<(u64, Option<String>)>]) -> String {
    const CELL: usize = 26;
    const LEFT: usize = 190;
    const TOP: usize = 150;
    let most = cells.iter().flatten().map(|cell| cell.0).max().unwrap_or(0).max(1) as f64;
    let side = names.len() * CELL;
    let mut svg = format!(
        "<svg class=\"matrix\" viewBox=\"0 0 {} {}\" width=\"{}\" role=\"img\" aria-label=\"Who is written about with whom\">",
        LEFT + side + 60,
        TOP + side + 4,
        LEFT + side + 60,
    );
    for (index, name) in names.iter().enumerate() {
        let middle = index * CELL + CELL / 2;
        let name = HtmlEscape(&short(name, 26)).to_string();
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{name}</text>\
             <text transform=\"translate({},{}) rotate(-50)\">{name}</text>",
            LEFT - 8,
            TOP + middle + 4,
            LEFT + middle + 2,
            TOP - 8
        );
    }
    for (row, line) in cells.iter().enumerate() {
        for (column, (value, link)) in line.iter().enumerate() {
            let (x, y) = (LEFT + column * CELL, TOP + row * CELL);
            if *value == 0 || row == column {
                let class = if row == column { "self" } else { "none" };
                let _ =
                    write!(svg, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"24\" height=\"24\"/>");
                continue;
            }
            let shade = 0.2 + 0.8 * *value as f64 / most;
            let class = if shade > 0.6 { "strong" } else { "weak" };
            let cell = format!(
                "<rect class=\"fill\" x=\"{x}\" y=\"{y}\" width=\"24\" height=\"24\" fill-opacity=\"{shade:.2}\"><title>{} – {}: {value}</title></rect>\
                 <text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{value}</text>",
                HtmlEscape(&names[row]),
                HtmlEscape(&names[column]),
                x + 12,
                y + 16
            );
            let _ = match link {
                Some(link) => write!(svg, "<a href=\"#{link}\">{cell}</a>"),
                None => write!(svg, "{cell}"),
            };
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The first `limit` characters, with an ellipsis when something is cut.
fn short(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(limit - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_escaped() {
        let step = Step { label: "<b>".to_owned(), value: 1, link: None };
        assert!(steps(&[step]).contains("&lt;b&gt;"));
        let names = vec!["A & <i>".to_owned()];
        assert!(!matrix(&names, &[vec![(0, None)]]).contains("<i>"));
    }

    #[test]
    fn a_bar_never_leaves_its_frame() {
        assert!(bar(5.0, 0.0).contains("width=\"0.0\""));
        assert!(bar(9.0, 3.0).contains("width=\"100.0\""));
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        assert_eq!(short("Größenwahnsinn", 6), "Größe…");
        assert_eq!(short("Ada", 6), "Ada");
    }
}
