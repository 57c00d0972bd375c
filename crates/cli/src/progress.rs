use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nutgraf::Progress;

use crate::args::Input;

/// Work shorter than this needs no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// Shows people at a terminal how far long work has come; everybody else nothing.
pub(crate) struct Watch {
    started: Instant,
    is_seen: bool,
    /// Bytes of the inputs, when their sizes are known.
    total: Option<u64>,
    bar: Option<ProgressBar>,
}

impl Watch {
    /// A watch over the reading of some inputs; asks for their sizes only when someone looks.
    pub(crate) fn over(input: &Input) -> Watch {
        let is_seen = std::io::stderr().is_terminal();
        let total = is_seen.then(|| nutgraf::read::size(&input.paths, &input.options().read)).flatten();
        Watch { started: Instant::now(), is_seen, total, bar: None }
    }

    /// Shows how far reading has come.
    pub(crate) fn show(&mut self, progress: Progress) {
        if let Some(bar) = self.bar() {
            bar.set_position(progress.bytes_read);
            bar.set_message(format!("{} pages", progress.records));
        }
    }

    /// Shows what is done after reading.
    pub(crate) fn turn_to(&mut self, work: &'static str) {
        if let Some(bar) = self.bar() {
            bar.set_message(work);
        }
    }

    /// Writes a line without the bar in its way.
    pub(crate) fn aside(&self, write: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    fn bar(&mut self) -> Option<&ProgressBar> {
        if self.is_seen && self.bar.is_none() && self.started.elapsed() > PATIENCE {
            let bar = ProgressBar::with_draw_target(self.total, ProgressDrawTarget::stderr());
            let form = match self.total {
                Some(_) => "{bar:24} {percent:>3} % of {total_bytes}, {eta} left  {msg}",
                None => "{spinner} {elapsed_precise}  {bytes} ({bytes_per_sec})  {msg}",
            };
            bar.set_style(
                ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            bar.enable_steady_tick(Duration::from_millis(200));
            self.bar = Some(bar);
        }
        self.bar.as_ref()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
