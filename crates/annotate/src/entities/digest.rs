//! Papers whose names head what they report, in digests of the press: "PRESS DIGEST - Lund ... {THE FELL POST}".

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, part_of, replace};
use super::spaced::Spaced as _;

/// Adds them. The drafts stand in the order of the text, and do so afterwards.
pub(super) fn find(text: &str, drafts: &mut Vec<Draft>) {
    let mut lines = text.lines();
    let title = lines.next().unwrap_or_default();
    let mut words = title.split(|c: char| !c.is_alphabetic());
    let mut has = |names: [&str; 2]| words.any(|own| names.iter().any(|name| own.eq_ignore_ascii_case(name)));
    if !(has(["press", "newspapers"]) && has(["digest", "summary"])) {
        return;
    }
    let found = lines.filter(|line| is_paper(line.trim()));
    let found =
        found.map(|line| Draft::pinned(part_of(text, line.trim()), EntityKind::Organization)).collect();
    replace(drafts, found, |_, _| true);
}

/// Whether a line is the name of a paper in capitals.
fn is_paper(line: &str) -> bool {
    let month = |word: &str| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        gazetteer::calendar(&(first.to_owned() + &rest.to_lowercase())).is_some()
    };
    let capital = |word: &str| {
        !month(word) && word.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’' | '&' | '.'))
    };
    line.len() > 2
        && line.starts_with(char::is_uppercase)
        && line.spaced().count() < 5
        && line.spaced().all(capital)
        && gazetteer::place(line).is_none()
        && gazetteer::whole_place(line).is_none()
}

#[cfg(test)]
mod tests {
    use EntityKind::{Organization as O, Place as L};

    use super::super::draft::after;
    use super::*;

    #[test]
    fn papers_head_what_they_report() {
        let found = |text: &str| after(text, &[("FELL", L)], |words, drafts| find(words.text, drafts));
        let named = |name: &str, kind| (name.to_owned(), kind);
        let body = "\nLUND 1996\nTHE FELL POST\nIt rained.\nUSA\n---\nAL-ODA\nMAY\n";
        assert_eq!(
            found(&format!("Lund press digest - May 3{body}")),
            [named("THE FELL POST", O), named("AL-ODA", O)]
        );
        assert_eq!(found(&format!("PRESS DIGEST: May 3{body}")).len(), 2);
        for title in ["Lund rain - May 3", "Newspapers in Lund close", "Digest of the press"] {
            assert_eq!(found(&format!("{title}{body}")), [named("FELL", L)], "{title}");
        }
    }
}
