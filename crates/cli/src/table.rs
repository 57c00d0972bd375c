//! A table of columns for people, or as CSV.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, presets};
use nutgraf::analysis::{Table, Values};

use crate::output::printable;

/// Items of a list that people are shown.
const LIST: usize = 8;

/// Characters across where nobody says how wide it is: a pipe, a file.
const WIDTH: u16 = 120;

/// Writes a table that fits the terminal: numbers to the right, long texts wrapped. `left` rows are not in it.
pub(crate) fn write_people(table: &Table, left: usize, noun: &str, out: &mut impl Write) -> io::Result<()> {
    let width = terminal_size::terminal_size_of(io::stdout()).map_or(WIDTH, |(width, _)| width.0);
    if table.is_empty() {
        return writeln!(out, "no {noun}");
    }
    for line in lines(table, width) {
        writeln!(out, "{line}")?;
    }
    if left > 0 {
        writeln!(out, "... and {left} more {noun}: --top 0 shows all")?;
    }
    Ok(())
}

/// The table without some columns: what a terminal has no room for.
pub(crate) fn without(mut table: Table, columns: &[&str]) -> Table {
    table.columns.retain(|column| !columns.contains(&column.name));
    table
}

fn lines(table: &Table, width: u16) -> Vec<String> {
    let mut drawn = comfy_table::Table::new();
    let rule = LineStyle::none().fill('─').junction('─');
    drawn.load_style(presets::NOTHING.header_separator(rule));
    drawn.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    drawn.set_header(table.columns.iter().map(|column| column.name));
    for row in 0..table.len() {
        drawn.add_row(table.columns.iter().map(|column| printable(&for_people(&column.values, row))));
    }
    for (column, drawn) in table.columns.iter().zip(drawn.column_iter_mut()) {
        drawn.set_padding((0, 2));
        // What stands before a hit ends where the hit begins.
        let leads = column.name == "left";
        if leads || matches!(column.values, Values::Integer(_) | Values::Real(_)) {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn.lines().map(|line| line.trim_end().to_owned()).collect()
}

fn for_people(values: &Values, row: usize) -> Cow<'_, str> {
    match values {
        Values::List(lists) => {
            let list = &lists[row];
            let more = if list.len() > LIST { ", ..." } else { "" };
            Cow::Owned(format!("{}{more}", list[..list.len().min(LIST)].join(", ")))
        }
        Values::Real(numbers) => Cow::Owned(numbers[row].map_or(String::new(), real)),
        _ => field(values, row),
    }
}

/// Three places; a small number keeps its size.
fn real(number: f64) -> String {
    if number != 0.0 && number.abs() < 0.0005 { format!("{number:.1e}") } else { format!("{number:.3}") }
}

/// Writes a table as CSV (RFC 4180), with a header when asked. No value is an empty field.
pub(crate) fn write_csv(table: &Table, header: bool, out: &mut impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    if header {
        writer.write_record(table.columns.iter().map(|column| column.name))?;
    }
    for row in 0..table.len() {
        writer.write_record(table.columns.iter().map(|column| field(&column.values, row).into_owned()))?;
    }
    writer.flush()
}

fn field(values: &Values, row: usize) -> Cow<'_, str> {
    fn word<T: ToString>(value: Option<&T>) -> Cow<'_, str> {
        Cow::Owned(value.map_or(String::new(), ToString::to_string))
    }
    match values {
        Values::Text(texts) => Cow::Borrowed(texts[row].as_deref().unwrap_or_default()),
        Values::List(lists) => Cow::Owned(lists[row].join("; ")),
        Values::Integers(lists) => {
            Cow::Owned(lists[row].iter().map(i64::to_string).collect::<Vec<_>>().join("; "))
        }
        Values::Integer(numbers) => word(numbers[row].as_ref()),
        Values::Real(numbers) => word(numbers[row].as_ref()),
        Values::Date(days) => word(days[row].as_ref()),
        Values::Bool(answers) => word(answers[row].as_ref()),
    }
}

#[cfg(test)]
mod tests {
    use nutgraf::analysis::Column;
    use nutgraf::core::Day;

    use super::*;

    fn table() -> Table {
        let text = |words: &str| Some(words.to_owned());
        Table {
            columns: vec![
                Column {
                    name: "name",
                    values: Values::Text(vec![text("Port Elsa"), text("a,\"b\"\n\u{1b}[0m")]),
                },
                Column {
                    name: "aliases",
                    values: Values::List(vec![vec!["Elsa".into(), "PE".into()], vec![]]),
                },
                Column { name: "mentions", values: Values::Integer(vec![Some(12), Some(3)]) },
                Column { name: "pmi", values: Values::Real(vec![Some(1.25), None]) },
                Column { name: "first", values: Values::Date(vec![Day::from_ymd(2024, 4, 9), None]) },
            ],
        }
    }

    #[test]
    fn csv_quotes_what_must_be_quoted() {
        let mut out = Vec::new();
        write_csv(&table(), true, &mut out).unwrap();
        let expected = "name,aliases,mentions,pmi,first\nPort Elsa,Elsa; PE,12,1.25,2024-04-09\n\
                        \"a,\"\"b\"\"\n\u{1b}[0m\",,3,,\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn people_see_numbers_to_the_right_and_no_control_characters() {
        let expected = [
            "name         aliases    mentions     pmi   first",
            "───────────────────────────────────────────────────────",
            "Port Elsa    Elsa, PE         12   1.250   2024-04-09",
            "a,\"b\" \u{fffd}[0m                     3",
        ];
        assert_eq!(lines(&table(), 80), expected);
    }

    #[test]
    fn a_narrow_terminal_wraps() {
        let mut table = table();
        table.columns[0].values = Values::Text(vec![Some("a long name of many words".into()), None]);
        assert!(lines(&table, 44).iter().all(|line| line.chars().count() <= 44));
    }
}
