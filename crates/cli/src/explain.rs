use std::io::{self, Write};

use nutgraf::analysis::{Column, Table, Values};
use nutgraf::core::{Explained, Layout, LineIndex};
use nutgraf::read::{Record, open};
use serde::Serialize;

use crate::args::Explain;
use crate::choice::Format;
use crate::output::Output;
use crate::table;
use crate::tables::write_lines;

/// Characters of a line that people are shown.
const EXCERPT: usize = 60;

/// One line of a page, and what it was taken for.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    line: u64,
    role: &'a str,
    score: i32,
    margin: i32,
    rule: &'a str,
    text: String,
}

/// Shows each line's role, with its score and the rule that decided.
pub(crate) fn run(arguments: &Explain, output: &mut Output) -> io::Result<()> {
    let options = arguments.input.options();
    let mut is_first = true;
    for record in open(&arguments.input.paths, &options.read) {
        let layout = match record {
            Ok(Record::Layout(layout)) => layout,
            // A page record holds roles, but not what decided them: its text is looked at again.
            Ok(Record::Page(page)) => Layout::plain(page.id, page.text),
            Err(error) => {
                output.report(&error);
                if arguments.input.strict {
                    break;
                }
                continue;
            }
        };
        let lines = nutgraf::core::explain(&layout, &options.parse);
        write(&rows(&layout, &lines), &layout.id, arguments.format, is_first, output.out())?;
        is_first = false;
    }
    Ok(())
}

fn rows<'a>(layout: &'a Layout, lines: &'a [Explained]) -> Vec<Row<'a>> {
    let index = LineIndex::new(&layout.text);
    let row = |line: &'a Explained| {
        let parts: Vec<&str> = line.source.iter().map(|span| span.slice(&layout.text)).collect();
        let start = line.source.first().map_or(0, |span| span.start());
        Row {
            id: &layout.id,
            line: index.place(&layout.text, start).line,
            role: line.role,
            score: line.score,
            margin: line.margin,
            rule: line.rule,
            text: parts.join(" "),
        }
    };
    lines.iter().map(row).collect()
}

fn write(rows: &[Row], id: &str, format: Format, is_first: bool, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Jsonl => write_lines(rows, out),
        Format::Csv => table::write_csv(&columns(rows, usize::MAX, true), is_first, out),
        Format::Table => {
            writeln!(out, "{}", crate::output::printable(id))?;
            table::write_people(&columns(rows, EXCERPT, false), 0, "lines", out)?;
            writeln!(out)
        }
    }
}

fn columns(rows: &[Row], most: usize, with_id: bool) -> Table {
    let text = |name, value: for<'r> fn(&'r Row) -> &'r str| Column {
        name,
        values: Values::Text(rows.iter().map(|row| Some(value(row).to_owned())).collect()),
    };
    let number = |name, value: fn(&Row) -> i64| Column {
        name,
        values: Values::Integer(rows.iter().map(|row| Some(value(row))).collect()),
    };
    let excerpt = rows.iter().map(|row| Some(row.text.chars().take(most).collect())).collect();
    let mut columns = vec![
        number("line", |row| row.line as i64),
        text("role", |row| row.role),
        number("score", |row| i64::from(row.score)),
        number("margin", |row| i64::from(row.margin)),
        text("rule", |row| row.rule),
        Column { name: "text", values: Values::Text(excerpt) },
    ];
    if with_id {
        columns.insert(0, text("id", |row| row.id));
    }
    Table { columns }
}
