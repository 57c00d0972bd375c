use std::sync::Arc;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// The environment variable that says how many threads to use where the caller does not.
const VARIABLE: &str = "NUTGRAF_NUM_THREADS";

/// Threads to work on. What is computed never depends on how many there are.
///
/// ```
/// use nutgraf::Threads;
///
/// assert_eq!(Threads::new(Some(2)).run(rayon::current_num_threads), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Threads {
    /// None where the system gives no threads: the work is done on rayon's own pool then.
    pool: Option<Arc<ThreadPool>>,
}

impl Threads {
    /// So many threads; none or 0: as many as `NUTGRAF_NUM_THREADS` says, else one a core.
    pub fn new(count: Option<usize>) -> Threads {
        let from_environment = || std::env::var(VARIABLE).ok().and_then(|value| value.trim().parse().ok());
        let count = count.filter(|&count| count > 0).or_else(from_environment).unwrap_or(0);
        Threads { pool: ThreadPoolBuilder::new().num_threads(count).build().ok().map(Arc::new) }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.pool.as_ref().map_or_else(rayon::current_num_threads, |pool| pool.current_num_threads())
    }

    /// Does work on them, and waits for it.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}
