//! The command as a user meets it: what it writes, where, and its exit status.

#![expect(clippy::unwrap_used, reason = "a test: this must be there")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const COMMANDS: [&str; 23] = [
    "parse",
    "explain",
    "entities",
    "terms",
    "keyness",
    "pairs",
    "network",
    "topics",
    "timeline",
    "bursts",
    "changes",
    "novelties",
    "collocations",
    "concordance",
    "phrases",
    "sources",
    "readability",
    "quotes",
    "report",
    "search",
    "collect",
    "duplicates",
    "stories",
];

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("nutgraf-cli-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.args(arguments).current_dir(folder).env_remove("NUTGRAF_NUM_THREADS");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a run wrote, what it complained of, and its exit status.
fn run(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    words(&command(folder, arguments).output().unwrap())
}

fn words(output: &Output) -> (String, String, i32) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap())
}

fn fed(folder: &Path, arguments: &[&str], input: &[u8]) -> (String, String, i32) {
    let mut child = command(folder, arguments).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    words(&child.wait_with_output().unwrap())
}

/// The values of one field of JSON lines.
fn field(lines: &str, name: &str) -> Vec<serde_json::Value> {
    let value = |line| serde_json::from_str::<serde_json::Value>(line).unwrap()[name].clone();
    lines.lines().map(value).collect()
}

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_command_teaches_with_an_example() {
    for name in COMMANDS {
        let (help, _, status) = run(Path::new("."), &[name, "--help"]);
        assert_eq!(status, 0);
        assert!(help.contains("Example") && help.contains(&format!(":\n  nutgraf {name} ")), "{help}");
    }
}

#[test]
fn calling_it_wrongly_is_status_2() {
    for name in COMMANDS {
        let (out, complaint, status) = run(Path::new("."), &[name]);
        assert_eq!((out.as_str(), status), ("", 2));
        assert!(complaint.contains("<PATH>"), "{complaint}");
    }
    assert_eq!(run(Path::new("."), &["parse", "x", "--published", "last May"]).2, 2);
    assert_eq!(run(Path::new("."), &["dance"]).2, 2);
}

#[test]
fn a_bad_input_costs_itself_only() {
    let folder = Folder::new("bad")
        .with("a.jsonl", "{\"text\": \"One.\"}\n\n{\"text\": \"Two.\", \"id\": }\n{\"text\": \"Three.\", \"id\": \"drei\"}\n[]\n{\"url\": \"u\"}\n{\"html\": \"<p>Four.\"}\n")
        .with("b.bin", b"GIF\0");
    let (out, complaint, status) = run(&folder.0, &["parse", "a.jsonl", "nowhere.txt", "b.bin"]);
    assert_eq!(field(&out, "id"), ["a.jsonl#1", "drei", "a.jsonl#6"]);
    let expected = [
        "nutgraf: a.jsonl: record 2, line 3, column 24: expected value, found `}`",
        "nutgraf: a.jsonl: record 4, line 5, column 1: expected a JSON object, found `[`",
        "nutgraf: a.jsonl: record 5, line 6, column 1: expected a field \"text\" or \"html\", found neither",
        "nutgraf: cannot read nowhere.txt: No such file or directory (os error 2)",
        "nutgraf: b.bin: record 1, line 1, column 4: expected text, found a NUL byte",
    ];
    assert_eq!(complaint.lines().collect::<Vec<_>>(), expected);
    assert_eq!(status, 1);
}

#[test]
fn strict_stops_at_the_first_bad_input() {
    let folder = Folder::new("strict").with("a.txt", "One.\n").with("c.txt", "Three.\n");
    let (out, complaint, status) = run(&folder.0, &["parse", "--strict", "a.txt", "b.txt", "c.txt"]);
    assert_eq!(field(&out, "id"), ["a.txt"]);
    assert_eq!((complaint.lines().count(), status), (1, 1));
    let (out, _, status) = run(&folder.0, &["terms", "--strict", "--format", "csv", "a.txt", "b.txt"]);
    assert_eq!((out.as_str(), status), ("", 1));
}

#[test]
fn a_folder_is_read_in_the_order_of_its_paths() {
    let folder = Folder::new("order")
        .with("in/b.txt", "B.\n")
        .with("in/b-side.text", "C.\n")
        .with("in/b/z.txt", "D.\n")
        .with("in/B.ndjson", "{\"text\": \"A.\"}\n")
        .with("in/.hidden.txt", "no")
        .with("in/README.txt", "no")
        .with("in/notes.pdf", "no")
        .with("in/metadata.csv", "path\n");
    let (out, complaint, status) = run(&folder.0, &["parse", "in"]);
    assert_eq!(field(&out, "id"), ["in/B.ndjson#1", "in/b-side.text", "in/b.txt", "in/b/z.txt"]);
    assert_eq!((complaint.as_str(), status), ("", 0));
}

#[test]
fn the_nearest_word_on_a_date_wins() {
    let folder = Folder::new("dates")
        .with(
            "in/metadata.csv",
            "path,published,outlet\na.jsonl,2024-02-02,The Quay\nb.txt,2024-02-30,The Quay\n",
        )
        .with("in/a.jsonl", "{\"text\": \"One.\", \"published\": \"2024-01-01\"}\n{\"text\": \"Two.\"}\n")
        .with("in/b.txt", "Three.\n")
        .with("in/deep/c.txt", "Four.\n");
    let (out, complaint, status) = run(&folder.0, &["parse", "in", "--published", "2024-03-03"]);
    let dates = field(&out, "published");
    assert_eq!(dates[..2], ["2024-01-01", "2024-02-02"]);
    assert!(dates[2].is_null(), "a day that is none is no day");
    assert_eq!(dates[3], "2024-03-03");
    assert_eq!(field(&out, "outlet")[..3], ["The Quay"; 3]);
    assert!(field(&out, "notes")[2].to_string().contains("2024-02-30"), "{out}");
    assert_eq!((complaint.as_str(), status), ("", 0));
}

#[test]
fn standard_input_is_told_by_its_first_bytes() {
    let here = Path::new(".");
    let (out, _, _) = fed(here, &["parse", "-"], b"The ferry sank, the harbour master said.\n");
    assert_eq!(field(&out, "id"), ["-"]);
    let (out, _, _) = fed(here, &["parse", "-"], b"{\"text\": \"The ferry sank.\"}\n");
    assert_eq!(field(&out, "id"), ["-#1"]);
    let (out, _, _) =
        fed(here, &["parse", "--input-format", "text", "-"], b"{\"text\": \"The ferry sank.\"}\n");
    assert_eq!(field(&out, "text"), ["{\"text\": \"The ferry sank.\"}\n"]);
}

#[test]
fn threads_change_nothing() {
    let runs: [&[&str]; 13] = [
        &["parse", "seeds", "--tokens"],
        &["entities", "seeds", "--format", "jsonl"],
        &["terms", "seeds", "--format", "csv"],
        &["pairs", "seeds", "--format", "jsonl", "--scope", "story"],
        &["network", "seeds", "--format", "jsonl"],
        &["network", "seeds", "--format", "gexf", "--max-p", "0.05"],
        &["timeline", "seeds", "--term", "ferry", "--relative", "--format", "csv"],
        &["bursts", "seeds", "--of", "entities", "--gamma", "0.2", "--min-stories", "2", "--format", "jsonl"],
        &["changes", "seeds", "--of", "terms", "--penalty", "0.5", "--min-stories", "2", "--format", "jsonl"],
        &["novelties", "seeds", "--max-p", "0.5", "--min-stories", "1", "--format", "jsonl"],
        &["topics", "seeds", "--format", "jsonl", "-k", "4"],
        &["quotes", "seeds", "--format", "csv"],
        &["report", "seeds", "-o", "-"],
    ];
    for arguments in runs {
        let one = run(&seeds(), &[arguments, &["--threads", "1"]].concat());
        let four = run(&seeds(), &[arguments, &["--threads", "4"]].concat());
        assert!(!one.0.is_empty() && one.2 == 0, "{arguments:?}: {}", one.1);
        assert!(one == four, "{arguments:?} depends on the threads");
    }
}

#[test]
fn threads_change_nothing_on_pages_of_html() {
    let page = fs::read_to_string(seeds().join("seeds/harbor-times-2025-06-03-breakwater.html")).unwrap();
    // Pages of very different sizes, whole and cut anywhere, so that threads overtake one another.
    let pages = (1..=120).map(|at| {
        let end = page.floor_char_boundary(page.len() * (at * 37 % 120 + 1) / 120);
        let html = page[..end].repeat(1 + at % 3);
        serde_json::json!({ "html": html, "url": format!("https://times.example/{at}") }).to_string()
    });
    let folder = Folder::new("html-threads").with("pages.jsonl", pages.collect::<Vec<_>>().join("\n"));
    let with = |threads| run(&folder.0, &["parse", "--structure-only", "pages.jsonl", "--threads", threads]);
    let one = with("1");
    assert_eq!((one.0.lines().count(), one.2), (120, 0), "{}", one.1);
    assert!(with("2") == one && with("8") == one);
}

#[test]
fn columns_go_by_the_callers_names() {
    let folder = Folder::new("columns")
        .with(
            "a.jsonl",
            "{\"lede\": \"The ferry sank at noon.\", \"text\": \"no\", \"when\": \"2024-04-09\"}\n",
        )
        .with("b.csv", "lede,when\nNobody died.,2024-04-10\n");
    let arguments = ["parse", "a.jsonl", "b.csv", "--column", "text=lede", "--column", "published=when"];
    let (out, complaint, status) = run(&folder.0, &arguments);
    assert_eq!((complaint.as_str(), status), ("", 0));
    assert_eq!(field(&out, "text"), ["The ferry sank at noon.", "Nobody died."]);
    assert_eq!(field(&out, "published"), ["2024-04-09", "2024-04-10"]);
    assert_eq!(run(&folder.0, &["parse", "a.jsonl", "--column", "mood=lede"]).2, 2);
}

#[test]
fn what_no_story_names_is_an_error() {
    let (out, complaint, status) = run(&seeds(), &["timeline", "seeds", "--entity", "No Such Body"]);
    assert_eq!((out.as_str(), status), ("", 1));
    assert_eq!(complaint, "nutgraf: no story names \"No Such Body\"\n");
    assert_eq!(run(&seeds(), &["bursts", "seeds", "--term", "a", "--entity", "b"]).2, 2);
    assert_eq!(run(&seeds(), &["bursts", "seeds", "--scaling", "1"]).2, 2);
    assert_eq!(run(&seeds(), &["network", "seeds", "--max-p", "2"]).2, 2);
}

#[test]
fn page_records_count_as_the_pages_they_were() {
    let (records, _, _) = run(&seeds(), &["parse", "seeds"]);
    let folder = Folder::new("records").with("pages.jsonl", &records);
    assert_eq!(run(&folder.0, &["parse", "pages.jsonl"]).0, records);
    let again = run(&folder.0, &["entities", "pages.jsonl", "--format", "jsonl"]);
    assert!(again == run(&seeds(), &["entities", "seeds", "--format", "jsonl"]));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = command(&seeds(), &["parse", "seeds", "seeds", "seeds"]).spawn().unwrap();
    drop(child.stdout.take());
    let (_, complaint, status) = words(&child.wait_with_output().unwrap());
    assert_eq!((complaint.as_str(), status), ("", 0));
}

#[test]
fn a_report_is_a_file_that_names_what_was_not_read() {
    let folder =
        Folder::new("report").with("a.txt", "The ferry sank at noon, the harbour master said on Monday.\n");
    let (out, complaint, status) =
        run(&folder.0, &["report", "a.txt", "lost.txt", "-o", "r.html", "--title", "<Quay>"]);
    assert_eq!((out.as_str(), status), ("", 1));
    assert!(complaint.ends_with("nutgraf: r.html: 1 page, 1 story\n"), "{complaint}");
    let html = fs::read_to_string(folder.0.join("r.html")).unwrap();
    assert!(html.contains("lost.txt") && html.contains("&lt;Quay&gt;") && !html.contains("<Quay>"));
}

#[test]
fn a_table_for_people_says_what_it_leaves_out() {
    let (all, _, _) = run(&seeds(), &["terms", "seeds", "--format", "csv"]);
    let (table, _, _) = run(&seeds(), &["terms", "seeds", "--top", "3"]);
    let rest = all.lines().count() - 1 - 3;
    assert!(table.ends_with(&format!("... and {rest} more terms: --top 0 shows all\n")), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 120));
}

#[test]
fn copies_are_asked_for_by_the_names_in_them() {
    let story = "The mayor, Anna Kowalska, told the council on Monday that the old swing bridge would be shut to lorries for \
                 two years while the masons mend its piers, and that a ferry would carry them across in the meantime.\n";
    let folder = Folder::new("copies").with("a.txt", story).with("b.txt", story);
    let count = |arguments: &[&str]| {
        run(&folder.0, &[&["duplicates", "--layout", "body", "--format", "jsonl"], arguments].concat())
            .0
            .lines()
            .count()
    };
    assert_eq!(count(&["."]), 1);
    assert_eq!(count(&["--entity", "Anna Kowalska", "."]), 1);
    assert_eq!(count(&["--search", "entity:\"Anna Kowalska\"", "."]), 1);
    assert_eq!(count(&["--entity", "Otto Brandt", "."]), 0);
}

#[test]
fn structure_alone_finds_articles_but_no_names() {
    let folder =
        Folder::new("structure").with("a.txt", "“It sank,” said Ann Poe, the harbour master, on Monday.\n");
    let (out, _, _) = run(&folder.0, &["parse", "--structure-only", "a.txt"]);
    let article = &field(&out, "articles")[0][0];
    assert_eq!(article["blocks"].as_array().unwrap().len(), 1);
    for left_out in ["sentences", "entities", "quotations", "times"] {
        assert_eq!(article[left_out], serde_json::json!([]), "{left_out}");
    }
    let (out, _, _) = run(&folder.0, &["parse", "--structure-only", "--tokens", "a.txt"]);
    assert_eq!(field(&out, "articles")[0][0]["sentences"].as_array().unwrap().len(), 1);
}

#[test]
fn explain_names_the_rule() {
    let folder = Folder::new("explain")
        .with("a.txt", "The ferry sank at noon, the harbour master said.\nPhoto: Ann Poe\n");
    let (out, _, status) = run(&folder.0, &["explain", "a.txt", "--format", "jsonl"]);
    assert_eq!(field(&out, "line"), [1, 2]);
    assert!(field(&out, "rule").iter().all(|rule| rule.as_str().is_some_and(|rule| !rule.is_empty())));
    assert_eq!(status, 0);
}

#[test]
fn topics_are_saved_asked_updated_and_compared() {
    let folder = Folder::new("topics");
    let model = folder.0.join("model").display().to_string();
    let both = folder.0.join("both").display().to_string();
    let topics = |more: &[&str]| {
        let (out, complaint, status) = run(&seeds(), &[&["topics", "seeds"], more].concat());
        assert_eq!(status, 0, "{more:?}: {complaint}");
        out
    };
    let first = topics(&["-k", "3", "--method", "kmeans", "--save", &model, "--stories", "--format", "csv"]);
    let asked = topics(&["--model", &model, "--stories", "--format", "csv"]);
    assert_eq!(first, asked, "the same stories, asked of the saved model");
    let matched = topics(&["-k", "3", "--method", "kmeans", "--compare", &model, "--format", "csv"]);
    assert!(matched.starts_with("topic,label,other,other_label,similarity\n0,"), "{matched}");
    let updated = topics(&["--model", &model, "--update", "--save", &both, "--format", "jsonl"]);
    assert_eq!(updated.lines().count(), 3 + 2 * first.lines().skip(1).count());
    assert!(topics(&["-k", "3", "--over-time", "month", "--format", "csv"]).starts_with("start,topic,label"));
    assert!(topics(&["-k", "3", "--by", "outlet", "--format", "csv"]).starts_with("outlet,topic,label"));
    assert_eq!(topics(&["--choose-k", "2..4", "--format", "csv"]).lines().count(), 4);

    fs::write(&both, &fs::read(&model).unwrap()[..200]).unwrap();
    let (out, complaint, status) = run(&seeds(), &["topics", "seeds", "--model", &both]);
    assert_eq!((out.as_str(), status), ("", 1));
    assert!(complaint.contains("both: torn: the file ends at byte 200"), "{complaint}");
    for wrong in [&["--update"][..], &["--choose-k", "4..2"], &["--choose-k", "2..3", "-k", "2"]] {
        assert_eq!(run(&seeds(), &[&["topics", "seeds"], wrong].concat()).2, 2, "{wrong:?}");
    }
}

#[test]
fn stories_are_written_in_the_forms_that_others_read() {
    let folder = Folder::new("forms")
        .with("a.txt", "PORT ELSA, May 3 (Reuters) — The ferry sank at noon, the harbour master said.\n")
        .with("b.txt", "The pier stood, the mayor of the island said on Monday.\n");
    let written = |form: &str| {
        let (out, complaint, status) = run(&folder.0, &["parse", "--to", form, "a.txt", "b.txt"]);
        assert_eq!((complaint.as_str(), status), ("", 0), "{form}");
        out
    };
    assert_eq!(field(&written("jsonld"), "identifier"), ["a.txt", "b.txt"]);
    assert_eq!(field(&written("ninjs"), "located")[0], "PORT ELSA");
    assert_eq!(written("text").split("\n\n").count(), 2);
    assert_eq!(written("markdown").split("\n---\n").count(), 2);
    let records = written("record");
    let again = Folder::new("forms-again").with("a.jsonl", written("jsonld"));
    let (out, _, _) = run(&again.0, &["parse", "a.jsonl"]);
    assert_eq!(field(&out, "id"), field(&records, "id"));
}
