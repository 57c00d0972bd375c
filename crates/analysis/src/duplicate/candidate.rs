//! Which texts may be one report: those that share enough anchors.

use rayon::prelude::*;

use super::anchor::Sketch;

/// Of texts that share an anchor, so many before a text are looked at. An anchor of very many texts is a set phrase,
/// or a story that ran everywhere: its texts still meet one after the other.
const NEAREST: usize = 48;
/// Texts are candidates when they share one anchor in so many of the text that has fewer.
const ONE_IN: u32 = 10;
/// Texts of one task.
const CHUNK: usize = 512;

/// The pairs of texts that share enough anchors, as `(earlier, later)`, sorted. Memory is bounded by the anchors and
/// the pairs found.
pub(super) fn candidates(sketches: &[&Sketch]) -> Vec<(u32, u32)> {
    let mut postings: Vec<(u64, u32)> = sketches
        .par_iter()
        .enumerate()
        .flat_map_iter(|(text, sketch)| sketch.anchors.iter().map(move |&anchor| (anchor, text as u32)))
        .collect();
    postings.par_sort_unstable();
    // Runs of one anchor that several texts have; from here on an anchor is the number of its run.
    let mut texts: Vec<u32> = Vec::new();
    let mut runs: Vec<(u32, u32, u32)> = Vec::new();
    for run in postings.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let start = texts.len() as u32;
        texts.extend(run.iter().map(|&(_, text)| text));
        runs.extend(run.iter().enumerate().map(|(at, &(_, text))| (text, start, start + at as u32)));
    }
    drop(postings);
    runs.par_sort_unstable();
    let starts: Vec<&[(u32, u32, u32)]> = runs.chunk_by(|a, b| a.0 == b.0).collect();
    let found: Vec<Vec<(u32, u32)>> = starts
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut found = vec![];
            let mut shared = vec![0u32; sketches.len()];
            let mut met: Vec<u32> = vec![];
            for &of_text in chunk {
                let text = of_text[0].0;
                for &(_, start, at) in of_text {
                    let (start, at) = (start as usize, at as usize);
                    let nearest = start.max(at.saturating_sub(NEAREST));
                    // The first of all is met as well: it is the likely original.
                    let first = (nearest > start).then(|| texts[start]);
                    for &other in texts[nearest..at].iter().chain(&first) {
                        if shared[other as usize] == 0 {
                            met.push(other);
                        }
                        shared[other as usize] += 1;
                    }
                }
                met.sort_unstable();
                for other in met.drain(..) {
                    let count = std::mem::take(&mut shared[other as usize]);
                    let fewer =
                        sketches[text as usize].anchors.len().min(sketches[other as usize].anchors.len());
                    if count * ONE_IN >= fewer as u32 {
                        found.push((other, text));
                    }
                }
            }
            found
        })
        .collect();
    let mut found = found.concat();
    found.par_sort_unstable();
    found
}
