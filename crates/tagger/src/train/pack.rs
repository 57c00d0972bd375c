//! Writes the model file that [`crate::model`] reads.

use std::cmp::Reverse;

use xxhash_rust::xxh3::xxh3_64;

use crate::label::LABELS;
use crate::model::{HEADER, MAGIC, SECTIONS, VERSION, WIDE};
use crate::table::{bucket, mark, slot};

/// A feature's hash and its weights.
pub(crate) type Row = (u64, [i8; LABELS]);

/// The tables of words and phrases: values by hash.
pub(crate) struct Tables {
    pub(crate) words: Vec<(u64, u16)>,
    pub(crate) phrases: Vec<(u64, u16)>,
}

/// Keys of a bucket, and slots for a key, of 32: fewer slots are searched for longer.
const BUCKET: usize = 4;
const ROOM: usize = 34;

/// The index of a table ([`crate::table`]).
struct Index {
    shifts: Vec<u16>,
    marks: Vec<u16>,
    /// Where each hash goes: of equal hashes, the first has the slot.
    places: Vec<Option<usize>>,
}

/// Finds each bucket, the fullest first, the first shift with which its keys fall into free slots.
fn index(hashes: &[u64]) -> Index {
    let slots = hashes.len() * ROOM / 32 + 1;
    let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); hashes.len() / BUCKET + 1];
    let count = buckets.len();
    for (n, &hash) in hashes.iter().enumerate() {
        let held = &mut buckets[bucket(hash, count)];
        if held.iter().all(|&other| hashes[other] != hash) {
            held.push(n);
        }
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&n| (Reverse(buckets[n].len()), n));
    let mut found = Index { shifts: vec![0; count], marks: vec![0; slots], places: vec![None; hashes.len()] };
    let mut taken = vec![false; slots];
    for n in order {
        for shift in 0..=u16::MAX {
            let own: Vec<usize> = buckets[n].iter().map(|&key| slot(hashes[key], shift, slots)).collect();
            let apart =
                own.iter().enumerate().all(|(at, place)| !taken[*place] && !own[..at].contains(place));
            if apart {
                found.shifts[n] = shift;
                for (&key, place) in buckets[n].iter().zip(own) {
                    taken[place] = true;
                    found.marks[place] = mark(hashes[key]);
                    found.places[key] = Some(place);
                }
                break;
            }
        }
    }
    found
}

fn write(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn table(entries: &[(u64, u16)]) -> [Vec<u8>; 3] {
    let hashes: Vec<u64> = entries.iter().map(|entry| entry.0).collect();
    let Index { shifts, marks, places } = index(&hashes);
    let mut values = vec![0; marks.len()];
    for (place, (_, value)) in places.iter().zip(entries) {
        if let Some(place) = place {
            values[*place] = *value;
        }
    }
    [write(&shifts), write(&marks), write(&values)]
}

/// The bytes of a model file. No `moves` stands for all zero.
pub(crate) fn file(tables: &Tables, rows: &[Row], moves: &[i16]) -> Vec<u8> {
    let hashes: Vec<u64> = rows.iter().map(|row| row.0).collect();
    let Index { shifts, marks, places } = index(&hashes);
    // The last row is read as wide as the others.
    let mut weights = vec![0u8; marks.len() * LABELS + WIDE - LABELS];
    for (place, (_, row)) in places.iter().zip(rows) {
        if let Some(place) = place {
            for (to, &weight) in weights[place * LABELS..].iter_mut().zip(row) {
                *to = weight as u8;
            }
        }
    }
    let (shifts, marks) = (write(&shifts), write(&marks));
    let moves = if moves.is_empty() { vec![0; LABELS * LABELS] } else { moves.to_vec() };
    let moves: Vec<u8> = moves.iter().flat_map(|number| number.to_le_bytes()).collect();
    let [word_shifts, words, word_values] = table(&tables.words);
    let [phrase_shifts, phrases, phrase_values] = table(&tables.phrases);
    let sections: [Vec<u8>; SECTIONS] = [
        shifts,
        marks,
        weights,
        word_shifts,
        words,
        word_values,
        phrase_shifts,
        phrases,
        phrase_values,
        moves,
    ];
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    #[test]
    fn every_key_has_a_slot_of_its_own() {
        for count in [0, 1, 2, 300, 20_000] {
            let hashes: Vec<u64> = (0..count).map(|n| crate::hash::pair(n, 7)).collect();
            let Index { shifts, marks, places } = index(&hashes);
            let bytes = [write(&shifts), write(&marks)].concat();
            let (cut, end) = (2 * shifts.len(), bytes.len());
            let table = Table::new(&bytes, [0..cut, cut..end, end..end + marks.len()], 1, 0).unwrap();
            let found: Vec<Option<usize>> = hashes.iter().map(|&hash| table.find(hash)).collect();
            assert_eq!(found, places);
            let mut slots: Vec<usize> = found.into_iter().flatten().collect();
            slots.sort_unstable();
            slots.dedup();
            assert_eq!(slots.len(), hashes.len());
        }
    }

    #[test]
    fn of_equal_keys_the_first_counts() {
        assert_eq!(index(&[5, 5]).places.iter().flatten().count(), 1);
    }
}
