//! Glued teaser lines made of running text: a sentence without its stop before the head of a story, as a page's cards
//! have them.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use nutgraf_core::Glued;
use serde::Deserialize;

/// Labels for a kicker's place; its words are not learnt.
const KICKERS: [&str; 2] = ["TOPIC: ", "NEWS, TOPIC: "];
/// Bytes of a story's head in a card.
const HEAD: usize = 600;
/// Words of a standfirst.
const DEK: std::ops::RangeInclusive<usize> = 5..=60;
/// Of lines without a kicker, one in so many has no standfirst either.
const BARE: usize = 8;
/// Lines made of one document of news.
const LINES: usize = 4;

/// A text as its file has it; its labels are not read.
#[derive(Deserialize)]
struct Text {
    text: String,
}

/// Documents of news, a sentence a line.
pub(crate) fn news(path: &Path) -> Result<Vec<String>, String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = BufReader::new(GzDecoder::new(file)).lines().enumerate();
    lines
        .map(|(number, line)| {
            let line = line.map_err(|error| format!("{}: {error}", path.display()))?;
            let text: Text = serde_json::from_str(&line)
                .map_err(|error| format!("{}, line {}: {error}", path.display(), number + 1))?;
            Ok(text.text)
        })
        .collect()
}

/// Draws by a counter (SplitMix64; Steele, Lea, Flood, 2014).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % limit.max(1) as u64) as usize
    }

    /// A glued line of a standfirst and a story; none where the standfirst is too short or too long.
    fn line(&mut self, dek: &str, story: &str, weight: f32) -> Option<Glued> {
        let dek = without_stop(dek)?;
        let kicker = if self.below(2) == 0 { KICKERS[self.below(2)] } else { "" };
        let story = cut_short(story);
        if !DEK.contains(&dek.split(' ').count()) {
            return None;
        }
        if kicker.is_empty() && self.below(BARE) == 0 {
            return Some(Glued { text: format!("{kicker}{story}"), body: None, weight });
        }
        let text = format!("{kicker}{dek} {story}");
        Some(Glued { body: Some(text.len() - story.len()), text, weight })
    }
}

/// Lines made of documents whose sentences stand a line each.
pub(crate) fn of_news(documents: &[String]) -> Vec<Glued> {
    let mut draw = Draw(5);
    let mut made = Vec::new();
    for document in documents {
        let sentences: Vec<&str> = document.lines().filter(|line| line.len() > 25).collect();
        if sentences.len() < 3 {
            continue;
        }
        for number in 0..LINES {
            let story = if number % 2 == 0 { 0 } else { draw.below(sentences.len()) };
            let dek = draw.below(sentences.len());
            if story == dek {
                continue;
            }
            let two = draw.below(4) == 0 && dek + 1 < sentences.len() && dek + 1 != story;
            let text: Vec<&str> =
                (story..sentences.len()).filter(|&at| at != dek).map(|at| sentences[at]).collect();
            let dek = sentences[dek..=dek + usize::from(two)].join(" ");
            made.extend(draw.line(&dek, &text.join(" "), 1.0));
        }
    }
    made
}

/// Lines made of a page's story and of the titles on it; each line of the page with the role that is right.
pub(crate) fn of_page(lines: &[(&str, &str)]) -> Vec<Glued> {
    let is_text = |&(role, text): &(&str, &str)| {
        role.contains("paragraph") && text.len() > 100 && text.ends_with(['.', '”', '"'])
    };
    let is_title = |&(role, text): &(&str, &str)| {
        matches!(role, "dek" | "headline" | "teaser" | "subhead")
            && text.len() > 25
            && text.split(' ').count() >= 4
    };
    let paragraphs: Vec<&str> = lines.iter().copied().filter(is_text).map(|(_, text)| text).collect();
    let count = paragraphs.len();
    let mut made = Vec::new();
    if count < 4 {
        return made;
    }
    let mut draw = Draw(lines.len() as u64);
    let head = |from: usize| paragraphs[from..].iter().take(3).copied().collect::<Vec<_>>().join(" ");
    let sentences = |at: usize, most: usize| {
        paragraphs[at].split_inclusive(". ").take(most).collect::<String>().trim_end().to_owned()
    };
    for number in 0..(count * 2).min(60) {
        let story = if number % 3 == 0 { 0 } else { number % count };
        let dek = (number * 7 + 3) % count;
        if story != dek {
            let most = 1 + draw.below(2);
            made.extend(draw.line(&sentences(dek, most), &head(story), 1.0));
        }
    }
    // Items of lists: their heads have no stop either.
    let opens = |pair: &[(&str, &str)]| pair[0].0 == "subhead" && pair[1].0 == "paragraph";
    let items = (0..lines.len() - 1).filter(|&at| opens(&lines[at..at + 2])).take(12);
    for (number, at) in items.enumerate() {
        let text = lines[at..].iter().take(3).map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
        let is_numbered = text.starts_with(|c: char| c.is_ascii_digit());
        let text = if is_numbered || number % 2 == 0 { text } else { format!("{number}. {text}") };
        made.extend(draw.line(&sentences((number * 7 + 3) % count, 1), &text, 0.5));
    }
    for (number, (_, title)) in lines.iter().copied().filter(is_title).take(20).enumerate() {
        made.extend(draw.line(title, &head(if number % 2 == 0 { 0 } else { number % count }), 0.5));
    }
    made
}

/// A standfirst as a card prints it: its last stop left out, before a closing quotation mark too; none when it breaks
/// off or asks.
fn without_stop(dek: &str) -> Option<String> {
    let dek = dek.trim_end();
    // After a question mark no stop is missing: such a place teaches nothing.
    if dek.ends_with("...") || dek.ends_with(['?', '!']) {
        return None;
    }
    let quote = ['”', '"', '’'].into_iter().find(|&quote| dek.ends_with(quote));
    let inner = quote.map_or(dek, |quote| dek.strip_suffix(quote).unwrap_or(dek));
    Some(match inner.strip_suffix('.') {
        Some(inner) => format!("{inner}{}", quote.map(String::from).unwrap_or_default()),
        None => dek.to_owned(),
    })
}

/// The head of a story, cut at a word.
fn cut_short(text: &str) -> &str {
    let limit = if text.len() <= HEAD { text.len() * 9 / 10 } else { HEAD };
    text[..text.floor_char_boundary(limit)].rsplit_once(' ').map_or(text, |(head, _)| head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_no_stop_before_its_story() {
        let story =
            "The ferry sank at noon on Monday near the old pier. Nobody died in the harbour that day.";
        let made = Draw(1).line("The mayor says the line will sail again.", story, 1.0).unwrap();
        let at = made.body.unwrap();
        assert!(made.text[..at].ends_with("sail again ") && made.text[at..].starts_with("The ferry sank"));
        assert_eq!(without_stop("He said “no.”").as_deref(), Some("He said “no”"));
    }
}
