//! Lines that say who meets whom: "{Fell} v {Lund Town}", "{Fell} (Quill 5-4) at {LUND}, 10:05".

use nutgraf_core::Span;

use super::draft::part_of;
use super::spaced::Spaced as _;
use super::wire;

/// The names of a line with "v": "Fell v Lund Town", "Fell/Oda v Lund (1945)".
pub(super) fn versus(line: &str) -> Option<Vec<Span>> {
    let (home, away) = [" v ", " vs ", " vs. "].iter().find_map(|versus| line.split_once(versus))?;
    home.split('/').chain(bare(away).split('/')).map(|side| team(line, side)).collect()
}

/// The names of a line of a schedule: "Fell at LUND", "Fell (Quill 5-4) at Lund Town (Voss 6-2), 10:05".
pub(super) fn visit(line: &str) -> Option<Vec<Span>> {
    let (guest, host) = line.split_once(" at ")?;
    [guest, host].into_iter().map(|side| team(line, bare(side))).collect()
}

/// Whether a text announces a schedule in its first lines.
pub(super) fn are_announced(text: &str) -> bool {
    text.lines().take(4).any(|line| line.contains("chedule") || line.contains("SCHEDULE"))
}

/// A side without what is told of it.
fn bare(side: &str) -> &str {
    side.split(['(', ',']).next().unwrap_or(side).trim_end().trim_end_matches('.')
}

/// A side of up to three words, each as of a team's name.
fn team(line: &str, side: &str) -> Option<Span> {
    let plain = side.spaced().count() < 4 && side.spaced().all(wire::is_name_word) && side.len() > 2;
    plain.then(|| part_of(line, side))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str, read: fn(&str) -> Option<Vec<Span>>) -> Vec<&str> {
        read(line).unwrap_or_default().into_iter().map(|span| span.slice(line)).collect()
    }

    #[test]
    fn two_teams_meet() {
        assert_eq!(names("Oda/Holm v Quill (1945)", versus), ["Oda", "Holm", "Quill"]);
        assert_eq!(names("It is Fell v Lund", versus), [""; 0]);
        assert_eq!(names("Fell (Quill 5-4) at PORT LUND (Voss 6-2), 10:05", visit), ["Fell", "PORT LUND"]);
        assert_eq!(names("Fell at LUND", visit), ["Fell", "LUND"]);
        assert_eq!(names("It was at Lund", visit), [""; 0]);
        assert_eq!(names("Fell at the Lund Town ground", visit), [""; 0]);
    }

    #[test]
    fn a_schedule_is_announced() {
        assert!(
            are_announced("NBA - SCHEDULE\nFell at Lund") && are_announced("1\n2\n3\nSchedule of games:")
        );
        assert!(!are_announced("NBA - RESULTS\n2\n3\n4\nSchedule of games:"));
    }
}
