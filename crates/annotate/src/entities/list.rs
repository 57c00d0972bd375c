//! "and" between names, and inside one: "{Foxes} and {Bears}", "{Centre for Clay and Clean Water}".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, OrganizationWord};
use rustc_hash::FxHashSet;

use super::draft::Draft;
use super::key;

const AND: &str = " and ";

/// Cuts two names that the tagger took for one, and joins the halves of one that it cut. The drafts stand in the order
/// of the text, and do so afterwards.
pub(super) fn mend(text: &str, drafts: &mut Vec<Draft>) {
    let joined = |draft: &Draft| draft.kind != EntityKind::Work && draft.span.slice(text).contains(AND);
    if drafts.iter().any(joined) {
        let alone: FxHashSet<&str> = drafts.iter().map(|draft| draft.span.slice(text)).collect();
        let mut kept = Vec::with_capacity(drafts.len() + 1);
        for mut draft in std::mem::take(drafts) {
            if let Some(at) = seam(draft.span.slice(text), draft.kind, &alone) {
                let (start, end) = (draft.span.start(), draft.span.end());
                draft.span = Span::at(start, start + at);
                let second = Draft::new(Span::at(start + at + AND.len(), end), draft.kind);
                kept.push(draft);
                kept.push(second);
            } else {
                kept.push(draft);
            }
        }
        *drafts = kept;
    }
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in std::mem::take(drafts) {
        match kept.last_mut() {
            Some(last) if is_half(text, last, &draft) => last.span = last.span.hull(draft.span),
            _ => kept.push(draft),
        }
    }
    *drafts = kept;
}

/// Where a name is two: each half is named alone elsewhere or well known, or the first ends as a body's name does and
/// one word is left. The place of the "and".
fn seam(name: &str, kind: EntityKind, alone: &FxHashSet<&str>) -> Option<usize> {
    let at = name.find(AND).filter(|_| kind == EntityKind::Organization)?;
    let (first, second) = (&name[..at], &name[at + AND.len()..]);
    let is_known = |name: &str| alone.contains(name) || gazetteer::known(name).is_some();
    let single = !second.contains(' ') && key::is_telling(second);
    let ended = first.contains(' ')
        && !first.contains(" of ")
        && !first.contains(" for ")
        && first.rsplit(' ').next().is_some_and(key::is_body);
    let two = (is_known(first) || !first.contains(' ')) && is_known(second)
        || is_known(first) && !second.contains(' ') && !first.contains(' ');
    (single && (two || ended) && gazetteer::known(name).is_none()).then_some(at)
}

/// Whether `next` is the rest of what `last` is for: "{Centre for Clay} and {Clean Water}".
fn is_half(text: &str, last: &Draft, next: &Draft) -> bool {
    let name = last.span.slice(text);
    let Some((head, _)) = name.split_once(" for ").or_else(|| name.split_once(" on ")) else { return false };
    let opens =
        head.split(' ').any(|word| gazetteer::organization_word(word) == Some(OrganizationWord::Head));
    let rest = next.span.slice(text);
    let plain =
        !rest.split(' ').any(key::is_generic) && !rest.contains(AND) && gazetteer::known(rest).is_none();
    last.kind == EntityKind::Organization
        && next.kind == EntityKind::Organization
        && opens
        && plain
        && rest.contains(' ')
        && text.get(last.span.end()..next.span.start()) == Some(AND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_and_joins_or_parts() {
        use EntityKind::Organization as O;
        for (text, names, expected) in [
            (
                "the Foxes and Bears met; then Foxes",
                vec!["Foxes and Bears", "Foxes"],
                vec!["Foxes", "Bears", "Foxes"],
            ),
            (
                "the Fell Tennis Federation and Korbos met",
                vec!["Fell Tennis Federation and Korbos"],
                vec!["Fell Tennis Federation", "Korbos"],
            ),
            (
                "the Fell Board of Ports and Locks met",
                vec!["Fell Board of Ports and Locks"],
                vec!["Fell Board of Ports and Locks"],
            ),
            ("the Lathes and Otters met", vec!["Lathes and Otters"], vec!["Lathes and Otters"]),
            (
                "the Centre for Clay and Clean Water met",
                vec!["Centre for Clay", "Clean Water"],
                vec!["Centre for Clay and Clean Water"],
            ),
            (
                "the Centre for Clay and Fell Bank met",
                vec!["Centre for Clay", "Fell Bank"],
                vec!["Centre for Clay", "Fell Bank"],
            ),
        ] {
            let mut from = 0;
            let mut drafts: Vec<Draft> = names
                .iter()
                .map(|name| {
                    let at = from + text[from..].find(name).unwrap();
                    from = at + name.len();
                    Draft::new(Span::at(at, from), O)
                })
                .collect();
            mend(text, &mut drafts);
            let found: Vec<&str> = drafts.iter().map(|draft| draft.span.slice(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
