//! Writes the model file that [`crate::model`] reads.

use xxhash_rust::xxh3::xxh3_64;

use crate::label::LABELS;
use crate::model::{HEADER, MAGIC, SECTIONS, VERSION, WIDE};
use crate::table::{home, mark};

/// A feature's hash and its weights.
pub(crate) type Row = (u64, [i8; LABELS]);

/// The tables of words and phrases: values by hash.
pub(crate) struct Tables {
    pub(crate) words: Vec<(u64, u16)>,
    pub(crate) phrases: Vec<(u64, u16)>,
}

/// The marks of an open-addressed table, and where each hash goes. One whose mark is met on its way would be taken
/// for another at reading: the first comer wins.
fn slots(hashes: impl ExactSizeIterator<Item = u64>) -> (Vec<u16>, Vec<Option<usize>>) {
    let count = hashes.len() * 8 / 7 + 1;
    let mut marks = vec![0u16; count];
    let places = hashes
        .map(|hash| {
            let mut slot = home(hash, count);
            loop {
                match marks[slot] {
                    0 => {
                        marks[slot] = mark(hash);
                        return Some(slot);
                    }
                    taken if taken == mark(hash) => return None,
                    _ => slot = (slot + 1) % count,
                }
            }
        })
        .collect();
    (marks, places)
}

fn write(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn table(entries: &[(u64, u16)]) -> [Vec<u8>; 2] {
    let (marks, places) = slots(entries.iter().map(|entry| entry.0));
    let mut values = vec![0; marks.len()];
    for (place, (_, value)) in places.iter().zip(entries) {
        if let Some(place) = place {
            values[*place] = *value;
        }
    }
    [write(&marks), write(&values)]
}

/// The bytes of a model file. No `moves` stands for all zero.
pub(crate) fn file(tables: &Tables, rows: &[Row], moves: &[i16]) -> Vec<u8> {
    let (marks, places) = slots(rows.iter().map(|row| row.0));
    // The last row is read as wide as the others.
    let mut weights = vec![0u8; marks.len() * LABELS + WIDE - LABELS];
    for (place, (_, row)) in places.iter().zip(rows) {
        if let Some(place) = place {
            for (to, &weight) in weights[place * LABELS..].iter_mut().zip(row) {
                *to = weight as u8;
            }
        }
    }
    let index = write(&marks);
    let moves = if moves.is_empty() { vec![0; LABELS * LABELS] } else { moves.to_vec() };
    let moves: Vec<u8> = moves.iter().flat_map(|number| number.to_le_bytes()).collect();
    let [words, word_values] = table(&tables.words);
    let [phrases, phrase_values] = table(&tables.phrases);
    let sections: [Vec<u8>; SECTIONS] = [index, weights, words, word_values, phrases, phrase_values, moves];
    let mut after = Vec::new();
    for section in &sections {
        after.extend((section.len() as u64).to_le_bytes());
    }
    after.extend(sections.concat());
    let mut bytes = Vec::with_capacity(HEADER + after.len());
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(xxh3_64(&after).to_le_bytes());
    bytes.extend(after);
    bytes
}
