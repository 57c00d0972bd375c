use nutgraf_core::EntityKind;

use crate::Partial;
use crate::link::Links;
use crate::stop::StopList;
use crate::topic::TopicTerm;

/// Entities a topic is shown with.
const ENTITIES: usize = 10;

/// Who is typical for which topic.
pub(super) struct Labeller<'a> {
    partial: &'a Partial,
    links: &'a Links,
    // Per topic, per row: the topic's weight in the stories that name it.
    by_topic: Vec<Vec<f64>>,
    // Per row: the stories that name it and have topics.
    all: Vec<f64>,
}

impl<'a> Labeller<'a> {
    pub(super) fn new(partial: &'a Partial, links: &'a Links, weights: &[&[f64]]) -> Labeller<'a> {
        let k = weights.first().map_or(0, |weights| weights.len());
        let mut by_topic = vec![vec![0.0; links.rows.len()]; k];
        let mut all = vec![0.0; links.rows.len()];
        for (story, weights) in weights.iter().enumerate() {
            let mut rows = links.of_story(story).to_vec();
            rows.sort_unstable();
            rows.dedup();
            for row in rows {
                for (topic, &weight) in weights.iter().enumerate() {
                    by_topic[topic][row as usize] += weight;
                    all[row as usize] += weight;
                }
            }
        }
        Labeller { partial, links, by_topic, all }
    }

    /// Names typical for a topic, best first: by the topic's weight in the stories that name them, times its share of
    /// all weight there.
    pub(super) fn entities(&self, topic: usize) -> Vec<String> {
        let fewest = if self.partial.stories.len() < 20 { 1 } else { 2 };
        let of_topic = &self.by_topic[topic];
        let score = |row: usize| of_topic[row] * of_topic[row] / self.all[row];
        let mut rows: Vec<usize> = (0..self.links.rows.len())
            .filter(|&row| {
                let found = &self.links.rows[row];
                of_topic[row] > 0.0
                    && found.stories >= fewest
                    && !matches!(found.kind, EntityKind::Work | EntityKind::Product)
            })
            .collect();
        rows.sort_by(|&a, &b| score(b).total_cmp(&score(a)).then(a.cmp(&b)));
        let stop = StopList::new(true, true);
        let mut names: Vec<String> = Vec::new();
        for row in rows {
            if names.len() >= ENTITIES {
                break;
            }
            let name = self.links.name(row as u32, self.partial);
            if !stop.holds_name(name) && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }
}

/// Two names and three words: `Anna Brandt, Brandt Lines: ferry, harbour, rescue`. No word twice, none that is part of
/// a name shown. A word that belongs to a phrase is shown as the phrase: `prime minister` for `minister`.
pub(super) fn label(terms: &[TopicTerm], phrases: &[String], entities: &[String]) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut shown: Vec<String> = Vec::new();
    for name in entities {
        let words: Vec<String> = words(name).collect();
        if names.len() < 2 && !words.iter().any(|word| shown.iter().any(|known| alike(known, word))) {
            names.push(name);
            shown.extend(words);
        }
    }
    let mut best: Vec<&str> = Vec::new();
    // Half of a name says nothing, whether the name is shown or not.
    let halves: Vec<String> =
        entities.iter().filter(|name| name.contains([' ', '-'])).flat_map(|name| words(name)).collect();
    for term in terms {
        let word = term.term.to_lowercase();
        let half = term.term.starts_with(char::is_uppercase) && halves.contains(&word);
        if best.len() < 3 && !half && !shown.iter().any(|known| alike(known, &word)) {
            let parts = |phrase: &str| words(phrase).collect::<Vec<_>>();
            let phrase = phrases.iter().find(|phrase| {
                let parts = parts(phrase);
                parts.contains(&word)
                    && !parts.iter().any(|part| shown.iter().any(|known| alike(known, part)))
            });
            let chosen = phrase.unwrap_or(&term.term);
            best.push(chosen);
            shown.extend(parts(chosen));
            shown.push(word);
        }
    }
    match (names.is_empty(), best.is_empty()) {
        (true, _) => best.join(", "),
        (false, true) => names.join(", "),
        (false, false) => format!("{}: {}", names.join(", "), best.join(", ")),
    }
}

fn words(name: &str) -> impl Iterator<Item = String> {
    // A term may be the half of a name with a hyphen, or the whole of it.
    let halves = name.split(|c: char| !c.is_alphanumeric());
    let wholes = name.split_whitespace().filter(|word| word.contains('-'));
    halves.chain(wholes).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether two words are one, one the other's plural, or one the other with a short ending (`Cuba`, `Cuban`).
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let ending = long.strip_prefix(short);
    matches!(ending, Some("" | "s" | "es"))
        || ending.is_some_and(|ending| ending.len() <= 2 && short.chars().count() >= 4)
        || matches!((long.strip_suffix("ies"), short.strip_suffix('y')), (Some(a), Some(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &[&str]) -> Vec<TopicTerm> {
        words.iter().map(|&word| TopicTerm { term: word.to_owned(), weight: 1.0 }).collect()
    }

    #[test]
    fn no_word_stands_twice() {
        let entities = ["Anna Brandt".to_owned(), "Brandt Lines".to_owned(), "Port Roc".to_owned()];
        let found = label(
            &terms(&["Brandt", "ferry", "ferries", "harbour", "Harbours", "rescue", "fog"]),
            &[],
            &entities,
        );
        assert_eq!(found, "Anna Brandt, Port Roc: ferry, harbour, rescue");
    }

    #[test]
    fn a_half_of_a_name_is_not_said_again() {
        assert_eq!(
            label(&terms(&["Yu-ting", "ferry"]), &[], &["Chen Yu-ting".to_owned()]),
            "Chen Yu-ting: ferry"
        );
    }

    #[test]
    fn half_of_a_name_that_is_not_shown_is_left_out() {
        let names = ["Anna Brandt", "Otto Lind", "Strait Lines Corp"].map(str::to_owned);
        assert_eq!(
            label(&terms(&["Lines", "ferry", "Strait"]), &[], &names),
            "Anna Brandt, Otto Lind: ferry"
        );
    }

    #[test]
    fn a_word_is_shown_as_its_phrase() {
        let phrases = ["prime minister".to_owned(), "Brandt minister".to_owned()];
        assert_eq!(label(&terms(&["minister", "prime", "vote"]), &phrases, &[]), "prime minister, vote");
        let names = ["Anna Brandt".to_owned()];
        assert_eq!(label(&terms(&["minister"]), &phrases[1..], &names), "Anna Brandt: minister");
    }

    #[test]
    fn labels_without_names_or_words() {
        assert_eq!(label(&terms(&["ferry"]), &[], &[]), "ferry");
        assert_eq!(label(&[], &[], &["Port Roc".to_owned()]), "Port Roc");
        assert_eq!(label(&[], &[], &[]), "");
    }
}
