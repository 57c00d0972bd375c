//! More pages to learn from: the story of one publisher among the furniture of others, so that neither tells the other.

use super::train::{Labelled, mix};
use crate::{Layout, Role};

/// Lines above and below the running text that may belong to the story.
const ABOVE: usize = 8;
const BELOW: usize = 6;
/// One head or foot in so many stands there in part only.
const CUT: usize = 4;

type Line<'p> = (&'p str, &'p Vec<String>);

/// A page in three: what stands above its story, the story, what stands below.
struct Parts<'p> {
    page: &'p Labelled,
    head: Vec<Line<'p>>,
    story: Vec<Line<'p>>,
    foot: Vec<Line<'p>>,
}

/// Whether a line is the story's own; those of which any role is right are not.
fn is_own(roles: &[String]) -> bool {
    let is_furniture = |name: &str| Role::ALL.iter().any(|role| role.name() == name && role.is_furniture());
    roles.first().is_some_and(|role| role != "teaser" && !is_furniture(role))
}

fn is_paragraph(roles: &[String]) -> bool {
    roles.first().is_some_and(|role| role.ends_with("paragraph"))
}

impl<'p> Parts<'p> {
    fn of(page: &'p Labelled) -> Option<Parts<'p>> {
        page.manner.as_ref()?;
        let lines: Vec<Line<'p>> = page
            .layout
            .lines
            .iter()
            .zip(&page.roles)
            .map(|(line, roles)| (line.span.slice(&page.layout.text), roles))
            .collect();
        let opens =
            |line: &Line<'_>| is_paragraph(line.1) || line.1.first().is_some_and(|role| role == "headline");
        let first = lines.iter().position(opens)?;
        let last = lines.iter().rposition(|line| is_paragraph(line.1))? + 1;
        let from = lines.iter().position(|line| is_own(line.1))?.max(first.saturating_sub(ABOVE));
        let to = (lines.iter().rposition(|line| is_own(line.1))? + 1).min(last + BELOW);
        let part =
            |range: std::ops::Range<usize>| lines.get(range).map(<[Line<'p>]>::to_vec).unwrap_or_default();
        Some(Parts { page, head: part(0..from), story: part(from..to), foot: part(to..lines.len()) })
    }

    fn has_furniture(&self) -> bool {
        !self.head.is_empty() || !self.foot.is_empty()
    }
}

/// Every story among the furniture of pages of other publishers that were taken in the same manner; other furniture
/// each round.
pub(crate) fn recombined(pages: &[Labelled], round: usize) -> Vec<Labelled> {
    let parts: Vec<Parts<'_>> = pages.iter().filter_map(Parts::of).collect();
    let recombine = |(at, own): (usize, &Parts<'_>)| {
        let frames: Vec<&Parts<'_>> = parts
            .iter()
            .filter(|other| other.page.publisher != own.page.publisher)
            .filter(|other| other.page.manner == own.page.manner && other.has_furniture())
            .collect();
        let mut draws = (0_u64..).map(|draw| mix(mix((at as u64) << 32 | round as u64) ^ draw));
        let mut draw =
            move |range: usize| draws.next().map_or(0, |drawn| (drawn >> 20) as usize % range.max(1));
        let above = *frames.get(draw(frames.len()))?;
        let below = if draw(2) == 0 { above } else { *frames.get(draw(frames.len()))? };
        let skipped = if draw(CUT) == 0 { draw(above.head.len() + 1) } else { 0 };
        let kept = if draw(CUT) == 0 { draw(below.foot.len() + 1) } else { below.foot.len() };
        let lines = || above.head.iter().skip(skipped).chain(&own.story).chain(below.foot.iter().take(kept));
        let text: Vec<&str> = lines().map(|line| line.0).collect();
        Some(Labelled {
            publisher: own.page.publisher.clone(),
            manner: None,
            layout: Layout::plain(own.page.layout.id.clone(), text.join("\n")),
            roles: lines().map(|line| line.1.clone()).collect(),
        })
    };
    parts.iter().enumerate().filter_map(recombine).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(publisher: &str, manner: &str, lines: &[(&str, &str)]) -> Labelled {
        let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
        Labelled {
            publisher: publisher.to_owned(),
            manner: Some(manner.to_owned()),
            layout: Layout::plain(publisher, text.join("\n")),
            roles: lines.iter().map(|(_, role)| vec![(*role).to_owned()]).collect(),
        }
    }

    #[test]
    fn a_story_stands_among_the_furniture_of_others() {
        let ledger = [
            ("Home", "nav"),
            ("Ferry sinks", "headline"),
            ("The ferry sank.", "paragraph"),
            ("Subscribe", "promo"),
            ("Nobody died.", "paragraph"),
            ("Lighthouse sold", "teaser"),
        ];
        let pages = [
            page("ledger", "lines", &ledger),
            page(
                "times",
                "lines",
                &[("Menu", "nav"), ("It rained.", "paragraph"), ("© The Times", "copyright")],
            ),
            page("post", "p", &[("Sign in", "nav"), ("It snowed.", "paragraph")]),
        ];
        for round in 0..8 {
            let made = recombined(&pages, round);
            assert_eq!(made.len(), 2, "the third has no other of its manner");
            let lines: Vec<&str> = made[0].layout.text.lines().collect();
            let story = ["Ferry sinks", "The ferry sank.", "Subscribe", "Nobody died."];
            assert!(lines.windows(4).any(|part| part == story), "{lines:?}");
            assert!(lines.iter().all(|line| story.contains(line) || ["Menu", "© The Times"].contains(line)));
            assert_eq!(made[0].roles.len(), lines.len());
            assert_eq!(recombined(&pages, round)[1].layout.text, made[1].layout.text);
        }
    }
}
