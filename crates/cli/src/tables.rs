//! The commands that count: read a corpus, write a table.

use std::io::{self, Write};

use nutgraf::analysis::{EntityRow, KeyphraseRow, PairRow, QuoteRow, Table};
use serde::Serialize;

use crate::args::{Pairs, Show, Tabulate};
use crate::choice::Format;
use crate::gather::{gather, gather_unquoted};
use crate::output::Output;
use crate::table;

/// Rows of a table for people when nobody says how many.
pub(crate) const FIRST_SCREEN: usize = 25;

pub(crate) fn entities(arguments: &Tabulate, output: &mut Output) -> io::Result<()> {
    let rows = gather(&arguments.input, output, |corpus, _| corpus.entities());
    write(rows, EntityRow::table, "entities", &arguments.show, output)
}

pub(crate) fn pairs(arguments: &Pairs, output: &mut Output) -> io::Result<()> {
    let rows = gather_unquoted(&arguments.input, output, |corpus, _| corpus.pairs(arguments.scope.into()));
    write(rows, PairRow::table, "pairs", &arguments.show, output)
}

pub(crate) fn quotes(arguments: &Tabulate, output: &mut Output) -> io::Result<()> {
    let rows = gather(&arguments.input, output, |corpus, _| corpus.quotes());
    write(rows, QuoteRow::table, "quotations", &arguments.show, output)
}

pub(crate) fn keyphrases(arguments: &Tabulate, output: &mut Output) -> io::Result<()> {
    let rows = gather_unquoted(&arguments.input, output, |corpus, _| corpus.keyphrases());
    write(rows, KeyphraseRow::table, "keyphrases", &arguments.show, output)
}

pub(crate) fn write<R: Serialize>(
    rows: Option<Vec<R>>,
    columns: impl Fn(&[R]) -> Table,
    noun: &str,
    show: &Show,
    output: &mut Output,
) -> io::Result<()> {
    let Some(rows) = rows else { return Ok(()) };
    let (shown, left) = cut(show, rows.len());
    let rows = &rows[..shown];
    match show.format {
        Format::Jsonl => write_lines(rows, output.out()),
        Format::Csv => table::write_csv(&columns(rows), true, output.out()),
        Format::Table => table::write_people(&columns(rows), left, noun, output.out()),
    }
}

/// How many rows to show, and how many are left.
pub(crate) fn cut(show: &Show, rows: usize) -> (usize, usize) {
    let most = match (show.top, show.format) {
        (Some(0), _) | (None, Format::Csv | Format::Jsonl) => rows,
        (Some(top), _) => top,
        (None, Format::Table) => FIRST_SCREEN,
    };
    (most.min(rows), rows - most.min(rows))
}

pub(crate) fn write_lines<R: Serialize>(rows: &[R], out: &mut impl Write) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut *out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
