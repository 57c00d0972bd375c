//! Names in a row are of one kind: "{Quill}, {Holm}, {Fell} and {Oda}" are four players, whatever Fell is elsewhere.

use nutgraf_core::EntityKind;
use nutgraf_tagger::gazetteer;

use super::draft::{Draft, ends_any};
use super::key;
use super::spaced::Spaced as _;

/// Names in a row before the others say what one is: persons and bodies, places.
const LEAST: [usize; 2] = [4, 5];

/// Gives the single words among names in a row the kind of three quarters of them. Drafts are in order.
pub(super) fn level(text: &str, drafts: &mut [Draft]) {
    let held: Vec<usize> =
        (0..drafts.len()).filter(|&n| !drafts[n].dropped && drafts[n].same_as.is_none()).collect();
    let mut lying = false;
    for (n, pair) in held.windows(2).enumerate() {
        let [first, second] = [pair[0], pair[1]].map(|n| &drafts[n]);
        lying &= first.kind == EntityKind::Place;
        lying |= first.kind == EntityKind::Place && text[..first.span.start()].ends_with(" in ");
        let gap = text.get(first.span.end()..second.span.start()).unwrap_or_default();
        // "in {Fell}, {Oda Quay} and {Lund}"
        let third = held.get(n + 2).map(|&next| drafts[next].span.start());
        let goes_on = third.and_then(|third| text.get(second.span.end()..third));
        lying &= gap == " and " || gap == ", " && goes_on.is_some_and(|gap| matches!(gap, ", " | " and "));
        if lying && is_nobody(text, second) {
            drafts[pair[1]].kind = EntityKind::Place;
        }
    }
    let mut first = 0;
    for next in 1..=held.len() {
        let joined = held.get(next).is_some_and(|&n| {
            text.get(drafts[held[next - 1]].span.end()..drafts[n].span.start()).is_some_and(is_link)
        });
        if !joined {
            if next - first >= LEAST[0] {
                level_row(text, drafts, &held[first..next]);
            }
            first = next;
        }
    }
}

/// Whether a name that was taken for a person's is none that persons have.
fn is_nobody(text: &str, draft: &Draft) -> bool {
    let name = draft.span.slice(text);
    draft.kind == EntityKind::Person
        && draft.titles.is_empty()
        && name.spaced().next().is_some_and(|word| gazetteer::given(word).is_none())
        && name.spaced().next_back().is_some_and(|word| !gazetteer::surname(word))
}

fn level_row(text: &str, drafts: &mut [Draft], row: &[usize]) {
    use EntityKind::{Organization, Person, Place};
    let kinds: Vec<EntityKind> = row.iter().map(|&n| drafts[n].kind).collect();
    let of = |kind| kinds.iter().filter(|&&other| other == kind).count();
    let most = |kind| of(kind) * 4 >= row.len() * 3;
    // In a long line-up three fifths are enough; then only places are persons, as bands may stand among singers.
    let line_up = row.len() > 6 && of(Person) * 5 >= row.len() * 3;
    let Some(kind) =
        [Person, Organization, Place].into_iter().find(|&kind| most(kind)).or(line_up.then_some(Person))
    else {
        return;
    };
    let first = drafts[row[0]].span.start();
    let lies = ends_any(&text[..first], &[" between ", " from ", " in ", " near ", " to "]);
    if kind == Place && row.len() < LEAST[1] && !lies {
        return;
    }
    // "Fell College, Oda": where the college is.
    let mut body = false;
    for &n in row {
        let name = drafts[n].span.slice(text);
        let lies = ends_any(&text[..drafts[n].span.start()], &[" at ", " from ", " in ", " near ", " of "]);
        let home = drafts[n].kind == Place && (lies || body);
        body = name.contains(' ') && name.spaced().next_back().is_some_and(key::is_generic);
        let other = matches!(drafts[n].kind, Person | Organization | Place) && drafts[n].kind != kind;
        let settled = home
            || name.has_any(b" .")
            || !drafts[n].titles.is_empty()
            || gazetteer::place(name).is_some()
            || gazetteer::known(name).is_some()
            || kind != Person && drafts[n].kind == Person && gazetteer::surname(name);
        if other && !settled && (most(kind) || drafts[n].kind == Place) {
            drafts[n].kind = kind;
        }
    }
}

/// Whether what is between two names makes a row of them: a comma, a semicolon or an "and", with a bracket before it.
fn is_link(gap: &str) -> bool {
    let gap = match gap.strip_prefix(" (").and_then(|rest| rest.split_once(')')) {
        Some((inside, rest)) if inside.len() < 40 => rest,
        _ => gap,
    };
    matches!(gap, ", " | "; " | " and " | ", and " | " & ")
}

#[cfg(test)]
mod tests {
    use nutgraf_core::Span;

    use super::*;

    fn leveled(text: &str, kinds: &[EntityKind]) -> Vec<EntityKind> {
        let mut drafts: Vec<Draft> = Vec::new();
        for word in
            text.split([' ', ',', ';', '(', ')', '.']).filter(|word| word.starts_with(char::is_uppercase))
        {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            drafts.push(Draft::new(Span::at(at, at + word.len()), kinds[drafts.len()]));
        }
        level(text, &mut drafts);
        drafts.iter().map(|draft| draft.kind).collect()
    }

    #[test]
    fn most_names_of_a_row_say_what_the_others_are() {
        use EntityKind::{Organization as O, Person as P, Place as L};
        assert_eq!(leveled("with Quill, Holm; Fell (captain), Oda", &[P, P, L, P]), [P; 4]);
        assert_eq!(leveled("with Quill, Holm and Fell", &[P, P, L]), [P, P, L]);
        assert_eq!(leveled("with Quill, Holm, Norway and Oda", &[P, P, L, P]), [P, P, L, P]);
        let line_up = "with Quill, Holm, Odanor, Fellex, Lundex, Quillan, Holmex and Fell";
        assert_eq!(leveled(line_up, &[P, P, P, P, P, L, O, L]), [P, P, P, P, P, P, O, P]);
        assert_eq!(leveled("shops in Fellex, Lundex, Quillex and Holmex", &[L, L, P, L]), [L; 4]);
        assert_eq!(leveled("with Fellex, Lundex, Quillex and Holmex", &[L, L, P, L]), [L, L, P, L]);
        assert_eq!(leveled("then in Fell and Odanor", &[L, P]), [L, L]);
        assert_eq!(leveled("then in Fell and Johnson", &[L, P]), [L, P]);
        assert_eq!(leveled("then in Fellby, Odanor and Lundex", &[L, P, P]), [L; 3]);
        assert_eq!(leveled("then in Fellby, Odanor said", &[L, P]), [L, P]);
        assert_eq!(leveled("then in Fellby, Johnson and Lundex", &[L, P, P]), [L, P, P]);
        assert_eq!(leveled("then at Fellby, Odanor and Lundex", &[L, P, P]), [L, P, P]);
        assert_eq!(leveled("met in Fell, Quill, Holm and Oda", &[L, P, P, P]), [L, P, P, P]);
        assert_eq!(leveled("with Quill, Holm, who saw Fell, Oda", &[P, P, L, P]), [P, P, L, P]);
        assert_eq!(leveled("at Quillex, Holmia, Fellex and Johnson", &[O, O, L, P]), [O, O, L, P]);
        assert_eq!(leveled("at Quillex, Holmia, Fellex, Odanor and Johnson", &[O, O, L, O, O]), [O; 5]);
    }
}
