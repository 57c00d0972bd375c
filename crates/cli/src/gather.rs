use nutgraf::analysis::Corpus;
use nutgraf::{Threads, pages};

use crate::args::Input;
use crate::output::Output;
use crate::progress::Watch;

/// Reads the inputs, counts them, and works on the corpus on all threads. None when the run is strict and an input
/// is bad. `work` is told what was reported, a line each.
pub(crate) fn gather<T: Send>(
    input: &Input,
    output: &mut Output,
    work: impl FnOnce(&Corpus, &[String]) -> T + Send,
) -> Option<T> {
    gather_with(input, &input.options(), output, work)
}

/// The same, read with other options than the input's own.
pub(crate) fn gather_with<T: Send>(
    input: &Input,
    options: &nutgraf::Options,
    output: &mut Output,
    work: impl FnOnce(&Corpus, &[String]) -> T + Send,
) -> Option<T> {
    let mut watch = Watch::new();
    let mut pages = pages(&input.paths, options);
    let mut found = Vec::new();
    while let Some(page) = pages.next() {
        match page {
            Ok(page) => found.push(page),
            Err(error) => {
                watch.aside(|| output.report(&error));
                if input.strict {
                    return None;
                }
            }
        }
        watch.show(pages.progress());
    }
    watch.turn_to("counting");
    let errors = output.errors();
    Some(Threads::new(input.threads).run(|| work(&Corpus::collect(found), errors)))
}
