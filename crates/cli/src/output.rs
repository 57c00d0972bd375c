use std::io::{self, BufWriter, StdoutLock, Write};

use nutgraf::read::Error;

/// The two streams of a run, and what went wrong on it.
pub(crate) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    errors: Vec<String>,
}

impl Output {
    pub(crate) fn new() -> Output {
        Output { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), errors: Vec::new() }
    }

    /// Standard output, buffered.
    pub(crate) fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Says on standard error what could not be read.
    pub(crate) fn report(&mut self, error: &Error) {
        let mut line = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(error) = cause {
            line = format!("{line}: {error}");
            cause = error.source();
        }
        self.say(&line);
        self.errors.push(line);
    }

    /// Says what was asked for and cannot be done; the run goes on, and its exit status is 1.
    pub(crate) fn fail(&mut self, line: &str) {
        self.say(line);
        self.errors.push(line.to_owned());
    }

    /// A line on standard error.
    pub(crate) fn say(&self, line: &str) {
        // Nobody can be told that this stream is closed.
        let _ = writeln!(io::stderr(), "nutgraf: {}", printable(line));
    }

    /// What was reported so far, a line each.
    pub(crate) fn errors(&self) -> &[String] {
        &self.errors
    }

    /// Writes out what is buffered, and gives the exit status. A reader that has seen enough (`| head`) is no fault.
    pub(crate) fn finish(mut self, written: io::Result<()>) -> u8 {
        match written.and_then(|()| self.out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.say(&format!("cannot write: {error}"));
                1
            }
            _ => u8::from(!self.errors.is_empty()),
        }
    }
}

/// A number of things, for people.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A text on one line, without the control characters that would change the terminal of whoever reads it.
pub(crate) fn printable(text: &str) -> String {
    let show = |c| match c {
        '\n' | '\t' => ' ',
        c if char::is_control(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_cannot_colour_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb"), "a\u{fffd}[31mb");
    }
}
