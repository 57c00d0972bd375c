use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nutgraf::Progress;

/// Work shorter than this needs no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// Shows people at a terminal how far long work has come; everybody else nothing.
pub(crate) struct Watch {
    started: Instant,
    is_seen: bool,
    bar: Option<ProgressBar>,
}

impl Watch {
    pub(crate) fn new() -> Watch {
        Watch { started: Instant::now(), is_seen: std::io::stderr().is_terminal(), bar: None }
    }

    /// Shows how far reading has come.
    pub(crate) fn show(&mut self, progress: Progress) {
        if let Some(bar) = self.bar() {
            bar.set_position(progress.bytes);
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
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let form = "{spinner} {elapsed_precise}  {bytes} ({bytes_per_sec})  {msg}";
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
