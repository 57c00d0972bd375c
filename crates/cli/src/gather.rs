use std::ops::ControlFlow;

use nutgraf::analysis::Corpus;
use nutgraf::{News, Threads, read_watched};

use crate::filter::Source;
use crate::output::Output;
use crate::progress::Watch;

/// Reads the inputs, counts them, and works on the corpus (the part of it that the filter asks for) on all threads.
/// None when the run is strict and an input is bad. `work` is told what was reported, a line each.
pub(crate) fn gather<T: Send>(
    source: &impl Source,
    output: &mut Output,
    work: impl FnOnce(&Corpus, &[String]) -> T + Send,
) -> Option<T> {
    gather_with(source, &source.input().options(), output, work)
}

/// The same for work that asks neither what was said nor of what time: neither is looked for.
pub(crate) fn gather_unquoted<T: Send>(
    source: &impl Source,
    output: &mut Output,
    work: impl FnOnce(&Corpus, &[String]) -> T + Send,
) -> Option<T> {
    let mut options = source.input().options();
    options.annotate.quotations = false;
    options.annotate.times = false;
    gather_with(source, &options, output, work)
}

/// The same, read with other options than the input's own.
pub(crate) fn gather_with<T: Send>(
    source: &impl Source,
    options: &nutgraf::Options,
    output: &mut Output,
    work: impl FnOnce(&Corpus, &[String]) -> T + Send,
) -> Option<T> {
    let input = source.input();
    let mut watch = Watch::over(input);
    let read = read_watched(&input.paths, options, |news| {
        match news {
            News::Progress(progress) => watch.show(progress),
            News::Bad(error) => {
                watch.aside(|| output.report(error));
                if input.strict {
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    });
    let ControlFlow::Continue(reading) = read else { return None };
    watch.turn_to("counting");
    let errors = output.errors();
    let (filter, aliases) = (source.filter(), source.aliases().cloned());
    Some(Threads::new(input.threads).run(|| {
        let corpus = match aliases {
            Some(aliases) => reading.corpus.with_aliases(aliases),
            None => reading.corpus,
        };
        match &filter {
            Some(filter) => work(&corpus.filter(filter), errors),
            None => work(&corpus, errors),
        }
    }))
}
