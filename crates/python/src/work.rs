//! Long work off the interpreter: other Python threads go on, Ctrl-C stops it, progress is told from the caller's thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

/// How often a waiting interpreter looks for Ctrl-C. Short enough for a person, long enough to cost nothing.
const LOOK: Duration = Duration::from_millis(50);

/// The number of threads a caller asks for; none: `NUTGRAF_NUM_THREADS`, else one a core.
pub(crate) fn threads(asked: Option<usize>) -> PyResult<Option<usize>> {
    match asked {
        Some(0) => Err(PyValueError::new_err("threads must be at least 1, not 0")),
        asked => Ok(asked),
    }
}

enum News<T> {
    Progress(u64, Option<u64>),
    Done(T),
}

/// What running work may ask and tell.
pub(crate) struct Desk<T> {
    stop: Arc<AtomicBool>,
    news: Sender<News<T>>,
}

impl<T> Desk<T> {
    /// Whether the caller waits no more.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Tells how many pages are done, of how many when that is known.
    pub(crate) fn progress(&self, done: u64, total: Option<u64>) {
        // A caller who waits no more has stopped the work: there is nobody to tell.
        let _ = self.news.send(News::Progress(done, total));
    }
}

/// Runs work on a thread of its own and waits for it with the interpreter released.
///
/// Ctrl-C, or an exception of `progress`, ends the wait at once; the work sees it by [`Desk::stopped`], and its
/// result is dropped.
pub(crate) fn wait<T: Send + 'static>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&Desk<T>) -> T + Send + 'static,
) -> PyResult<T> {
    let stop = Arc::new(AtomicBool::new(false));
    let (news, mut receiver) = mpsc::channel();
    let desk = Desk { stop: Arc::clone(&stop), news };
    let worker = thread::spawn(move || {
        let result = work(&desk);
        let _ = desk.news.send(News::Done(result));
    });
    let outcome = loop {
        let (back, got) = py.detach(move || {
            let got = receiver.recv_timeout(LOOK);
            (receiver, got)
        });
        receiver = back;
        let heard = match got {
            Ok(News::Done(result)) => return Ok(result),
            Ok(News::Progress(done, total)) => {
                progress.map_or(Ok(()), |call| call.call1((done, total)).map(|_| ()))
            }
            Err(RecvTimeoutError::Timeout) => Ok(()),
            Err(RecvTimeoutError::Disconnected) => break Ok(()),
        };
        if let Err(error) = heard.and_then(|()| py.check_signals()) {
            stop.store(true, Ordering::Relaxed);
            break Err(error);
        }
    };
    outcome?;
    // The worker ended without a result: it panicked, and the panic goes on as an exception.
    match py.detach(|| worker.join()) {
        Err(panic) => std::panic::resume_unwind(panic),
        Ok(()) => Err(PyRuntimeError::new_err("the work ended without a result")),
    }
}
