use nutgraf_core::Span;

use crate::atom::{AtomKind, Atoms};

/// What stands between two quotation marks, in atoms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stretch {
    /// The opening mark.
    pub(super) open: usize,
    /// The first atom inside.
    pub(super) start: usize,
    /// One past the last atom inside.
    pub(super) end: usize,
    /// One past the closing mark; equal to `end` when the paragraph ends with the quotation open.
    pub(super) after: usize,
    /// Whether a closing mark ends it.
    pub(super) closed: bool,
    /// Words and numbers inside.
    pub(super) words: usize,
}

impl Stretch {
    /// The bytes inside the marks.
    pub(super) fn span(&self, atoms: &Atoms) -> Span {
        atoms.span(self.start..self.end)
    }
}

/// What a mark may do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    Either,
}

fn double(atoms: &Atoms, atom: usize) -> Option<Mark> {
    match atoms.word(atom) {
        "\"" | "”" | "″" | "＂" => Some(Mark::Either),
        "“" | "„" | "«" => Some(Mark::Open),
        "»" => Some(Mark::Close),
        _ => None,
    }
}

/// Two single marks or backticks in a row serve as a double one in old wire text.
fn paired(atoms: &Atoms, atom: usize) -> bool {
    let pair = |mark: &str| atoms.is(atom, mark) && atoms.is(atom + 1, mark) && !atoms.spaced(atom + 1);
    pair("'") || pair("`") || pair("‘") || pair("’")
}

/// The stretches between double quotation marks of a paragraph, in order; where there are none, those between
/// single ones. A quotation left open ends with the paragraph.
pub(super) fn stretches(atoms: &Atoms) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut atom = 0;
    let mut single = false;
    // Straight marks from here on.
    let mut straight = (0..atoms.len()).filter(|&atom| atoms.is(atom, "\"")).count();
    while atom < atoms.len() {
        if atoms.list[atom].kind != AtomKind::Mark {
            atom += 1;
            continue;
        }
        let (mark, length) = match double(atoms, atom) {
            Some(mark) => (mark, 1),
            None if paired(atoms, atom) => (Mark::Either, 2),
            None => {
                single |= matches!(atoms.word(atom), "‘" | "'");
                atom += 1;
                continue;
            }
        };
        let inside_word = !atoms.spaced(atom) && atom > 0 && !atoms.spaced(atom + length);
        match open {
            // 6'2" tall, 5" wide: inches, not words.
            None if mark == Mark::Either
                && !atoms.spaced(atom)
                && atoms.kind(atom.wrapping_sub(1)) == Some(AtomKind::Number) => {}
            None if mark == Mark::Close => {}
            None => open = Some((atom, atom + length)),
            // A second opening mark before the first is closed: the first was never closed, or this is a
            // quotation within a quotation that uses the same marks.
            Some((first, start)) if mark == Mark::Open => {
                let ended = atom > start
                    && atoms.is_mark(atom - 1)
                    && matches!(atoms.word(atom - 1), "." | "," | "?" | "!");
                if ended && !has_close(atoms, atom + 1, 2) {
                    push(&mut found, atoms, first, start, atom, atom, false);
                    open = Some((atom, atom + length));
                }
            }
            Some((first, start)) => {
                let opens = mark == Mark::Either
                    && atoms.is(atom, "\"")
                    && !inside_word
                    && atoms.spaced(atom)
                    && !atoms.spaced(atom + 1);
                if opens
                    && straight.is_multiple_of(2)
                    && found.last().is_none_or(|last: &Stretch| last.closed)
                    && ends_sentence(atoms, atom)
                {
                    push(&mut found, atoms, first, start, atom, atom, false);
                    open = Some((atom, atom + length));
                } else {
                    push(&mut found, atoms, first, start, atom, atom + length, true);
                    open = None;
                }
            }
        }
        straight -= usize::from(atoms.is(atom, "\""));
        atom += length;
    }
    if let Some((first, start)) = open {
        push(&mut found, atoms, first, start, atoms.len(), atoms.len(), false);
    }
    if found.is_empty() && single {
        return singles(atoms);
    }
    found
}

fn push(
    found: &mut Vec<Stretch>,
    atoms: &Atoms,
    open: usize,
    start: usize,
    end: usize,
    after: usize,
    closed: bool,
) {
    let words =
        (start..end).filter(|&atom| !atoms.is_mark(atom) && (atoms.spaced(atom) || atom == start)).count();
    if end > start {
        found.push(Stretch { open, start, end, after, closed, words });
    }
}

fn ends_sentence(atoms: &Atoms, atom: usize) -> bool {
    atom > 0 && matches!(atoms.word(atom - 1), "." | "?" | "!" | ",")
}

/// Whether at least `count` closing marks follow.
fn has_close(atoms: &Atoms, from: usize, count: usize) -> bool {
    let mut depth = 0usize;
    for atom in from..atoms.len() {
        match atoms.word(atom) {
            "“" | "„" => return depth >= count,
            "”" => depth += 1,
            _ => {}
        }
    }
    depth >= count
}

/// Stretches between single marks: `‘We won,’ she said`. A closing mark must follow a mark of punctuation or stand
/// before what is no letter, so that apostrophes close nothing.
fn singles(atoms: &Atoms) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut atom = 0;
    while atom < atoms.len() {
        let opens = matches!(atoms.word(atom), "‘" | "'")
            && atoms.spaced(atom)
            && !atoms.spaced(atom + 1)
            && atoms.is_capital(atom + 1);
        if !opens {
            atom += 1;
            continue;
        }
        let closes = |at: &usize| {
            matches!(atoms.word(*at), "’" | "'")
                && !atoms.spaced(*at)
                && (atoms.spaced(*at + 1) || atoms.is_mark(*at + 1))
                && matches!(atoms.word(*at - 1), "." | "," | "?" | "!")
        };
        match (atom + 2..atoms.len()).find(closes) {
            Some(end) => {
                push(&mut found, atoms, atom, atom + 1, end, end + 1, true);
                atom = end + 1;
            }
            None => atom += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str) -> Vec<&str> {
        let atoms = Atoms::of(text, Span::of(text));
        stretches(&atoms).iter().map(|stretch| stretch.span(&atoms).slice(text)).collect()
    }

    #[test]
    fn marks_pair() {
        assert_eq!(inside("“We won,” she said. “All of us.”"), ["We won,", "All of us."]);
        assert_eq!(inside("\"We won,\" she said. \"All of us.\""), ["We won,", "All of us."]);
        assert_eq!(inside("” We won,”  she said. ” All of us.”"), ["We won,", "All of us."]);
        assert_eq!(inside("``We won,'' she said."), ["We won,"]);
        assert_eq!(inside("He called it “a ‘fine’ mess”."), ["a ‘fine’ mess"]);
        assert_eq!(inside("‘We don’t know,’ said the Larks’ captain."), ["We don’t know,"]);
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph() {
        assert_eq!(inside("He said: “We won. It was late"), ["We won. It was late"]);
        assert_eq!(inside("“We won.” She sat. “We lost."), ["We won.", "We lost."]);
    }

    #[test]
    fn apostrophes_and_inches_quote_nothing() {
        assert!(inside("The Larks' captain and '90s stars don't agree.").is_empty());
        assert!(inside("He is 6'2\" tall and wears a 44\" belt.").is_empty());
    }
}
