//! `cargo xtask train-structure DIR [--out FILE] [--folds N --records FILE]`: learns the structure table from labelled pages.
//!
//! With `--folds` nothing is written but page records: each page parsed by a table that saw no page of its publisher.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use nutgraf_core::{Glued, Labelled, Layout, Options, Role, parse_with, train};
use serde_json::Value;

const TABLE: &str = "crates/core/model/structure.table";

/// Runs the chore.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let (mut dir, mut out, mut folds, mut records) = (None, PathBuf::from(TABLE), 0_usize, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--out" => out = PathBuf::from(value()?),
            "--folds" => folds = value()?.parse().map_err(|_| "--folds needs a number".to_owned())?,
            "--records" => records = Some(PathBuf::from(value()?)),
            _ => dir = Some(PathBuf::from(argument)),
        }
    }
    let dir = dir.ok_or("usage: cargo xtask train-structure DIR [--out FILE] [--folds N --records FILE]")?;
    let samples = Samples::read(&dir)?;
    match (folds, records) {
        (0, _) => {
            let bytes = samples.train(|_| true).write();
            if let Some(folder) = out.parent() {
                fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            }
            fs::write(&out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
            println!(
                "{}: {} bytes, {} pages, {} glued lines",
                out.display(),
                bytes.len(),
                samples.pages.len(),
                samples.glued.len()
            );
            Ok(())
        }
        (folds, Some(records)) => samples.cross_validate(folds, &records),
        (_, None) => Err("--folds needs --records FILE".to_owned()),
    }
}

/// Something to learn from, and whose it is.
struct Sample<T> {
    publisher: String,
    item: T,
}

struct Samples {
    pages: Vec<Sample<Labelled>>,
    glued: Vec<Sample<Glued>>,
    /// One-line pages and pages with glued lines, for their records only.
    held: Vec<Sample<Layout>>,
}

impl Samples {
    fn read(dir: &Path) -> Result<Samples, String> {
        let mut samples = Samples { pages: Vec::new(), glued: Vec::new(), held: Vec::new() };
        let mut names: Vec<PathBuf> = fs::read_dir(dir)
            .map_err(|error| format!("{}: {error}", dir.display()))?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        names.sort();
        for path in &names {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(stem) = name.strip_suffix(".labels.tsv") {
                samples.page(dir, stem, &read(path)?)?;
            } else if name.starts_with("boundaries") && name.ends_with(".jsonl") {
                samples.boundaries(&read(path)?)?;
            }
        }
        Ok(samples)
    }

    fn page(&mut self, dir: &Path, stem: &str, labels: &str) -> Result<(), String> {
        let text = read(&dir.join(format!("{stem}.txt")))?;
        let layout = Layout::plain(format!("{stem}.txt"), text);
        let mut roles = vec![Vec::new(); layout.lines.len()];
        for line in labels.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let mut fields = line.split('\t');
            let number: usize = fields
                .next()
                .and_then(|number| number.parse().ok())
                .ok_or_else(|| format!("{stem}: {line:?} has no line number"))?;
            let role = fields.next().unwrap_or_default();
            let note = fields.next().unwrap_or_default();
            if let Some(at) = roles.get_mut(number.wrapping_sub(1)).filter(|_| !note.starts_with("skip")) {
                *at = right_roles(role, note);
                let line = layout.lines[number - 1].span.slice(&layout.text);
                if is_doubtful(line, &at[0]) {
                    at.clear();
                }
            }
        }
        let publisher = publisher(stem);
        self.articles(&publisher, &layout, &roles);
        self.pages.push(Sample { publisher: publisher.clone(), item: Labelled { publisher, layout, roles } });
        Ok(())
    }

    /// The story's lines alone, as a text that was given as an article; and glued lines made of its paragraphs.
    fn articles(&mut self, publisher: &str, layout: &Layout, roles: &[Vec<String>]) {
        const STORY: [&str; 5] = ["headline", "paragraph", "dateline-paragraph", "subhead", "caption"];
        let lines: Vec<(&str, &Vec<String>)> = layout
            .lines
            .iter()
            .zip(roles)
            .filter(|(_, roles)| roles.first().is_some_and(|role| STORY.contains(&role.as_str())))
            .map(|(line, roles)| (line.span.slice(&layout.text), roles))
            .collect();
        if lines.len() < 4 {
            return;
        }
        for is_article in [true, false] {
            let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
            let mut layout = Layout::plain(layout.id.clone(), text.join("\n"));
            layout.is_article = is_article;
            let roles = lines.iter().map(|(_, roles)| (*roles).clone()).collect();
            self.pages.push(Sample {
                publisher: publisher.to_owned(),
                item: Labelled { publisher: publisher.to_owned(), layout, roles },
            });
        }
        let running: Vec<&str> = lines
            .iter()
            .filter(|(line, roles)| roles[0] == "paragraph" && line.len() > 120 && line.ends_with('.'))
            .map(|(line, _)| *line)
            .collect();
        for (at, line) in running.iter().enumerate().take(60) {
            let story = cut_short(line);
            self.glued.push(Sample {
                publisher: publisher.to_owned(),
                item: Glued { text: story.to_owned(), body: None },
            });
            let other = running[(at + 3) % running.len()];
            let Some(dek) = other.split(". ").next().map(|first| first.trim_end_matches('.')) else {
                continue;
            };
            if other == *line || !(6..=34).contains(&dek.split(' ').count()) {
                continue;
            }
            let kicker = if at % 2 == 0 { "TOPIC: " } else { "" };
            let text = format!("{kicker}{dek} {story}");
            let body = Some(text.len() - story.len());
            self.glued.push(Sample { publisher: publisher.to_owned(), item: Glued { text, body } });
        }
    }

    fn boundaries(&mut self, file: &str) -> Result<(), String> {
        for line in file.lines().filter(|line| !line.trim().is_empty()) {
            let row: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
            let text = row["text"].as_str().unwrap_or_default();
            let publisher = publisher(row["page"].as_str().unwrap_or_default());
            let mut layout = Layout::plain(row["id"].as_str().unwrap_or_default(), text);
            layout.is_article = true;
            self.held.push(Sample { publisher: publisher.clone(), item: layout.clone() });
            let offset = |value: &Value, at: usize| value[at].as_u64().map(|offset| offset as usize);
            if let Some(spans) = row["spans"].as_array() {
                let roles: Vec<Vec<String>> = spans
                    .iter()
                    .map(|span| {
                        if span["truncated"] == true {
                            vec!["teaser".to_owned()]
                        } else {
                            vec!["paragraph".to_owned()]
                        }
                    })
                    .collect();
                for is_article in [true, false] {
                    layout.is_article = is_article;
                    self.pages.push(Sample {
                        publisher: publisher.clone(),
                        item: Labelled {
                            publisher: publisher.clone(),
                            layout: layout.clone(),
                            roles: roles.clone(),
                        },
                    });
                }
            } else if row["truncated"] == true {
                let body = if row["dek"].is_null() { None } else { offset(&row["body"], 0) };
                for _ in 0..4 {
                    self.glued.push(Sample {
                        publisher: publisher.clone(),
                        item: Glued { text: text.to_owned(), body },
                    });
                }
            } else {
                let roles = vec![vec!["paragraph".to_owned()]];
                self.pages.push(Sample {
                    publisher: publisher.clone(),
                    item: Labelled { publisher, layout, roles },
                });
            }
        }
        Ok(())
    }

    fn train(&self, keep: impl Fn(&str) -> bool) -> nutgraf_core::Table {
        let pages: Vec<Labelled> = self
            .pages
            .iter()
            .filter(|sample| keep(&sample.publisher))
            .map(|sample| sample.item.clone())
            .collect();
        let glued: Vec<Glued> = self
            .glued
            .iter()
            .filter(|sample| keep(&sample.publisher))
            .map(|sample| sample.item.clone())
            .collect();
        train(&pages, &glued)
    }

    /// Publishers are dealt to the folds in the order of their names, the one with most pages first.
    fn cross_validate(&self, folds: usize, records: &Path) -> Result<(), String> {
        let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
        for sample in &self.pages {
            *pages.entry(&sample.publisher).or_default() += 1;
        }
        let mut by_size: Vec<(usize, &str)> = pages.into_iter().map(|(name, count)| (count, name)).collect();
        by_size.sort_by_key(|&(count, name)| (std::cmp::Reverse(count), name));
        let fold: BTreeMap<&str, usize> =
            by_size.iter().enumerate().map(|(at, &(_, name))| (name, at % folds)).collect();
        let of = |name: &str| fold.get(name).copied().unwrap_or(0);
        let parsed = |number: usize| {
            let table = self.train(|name| of(name) != number);
            let own = self
                .pages
                .iter()
                .filter(|sample| !sample.item.layout.is_article && sample.item.layout.id.ends_with(".txt"));
            let mut seen = std::collections::BTreeSet::new();
            // A page's story alone comes before the page under the same id: the page is the longer one.
            let mut longest: Vec<&Sample<Labelled>> =
                own.filter(|sample| of(&sample.publisher) == number).collect();
            longest.sort_by_key(|sample| {
                (sample.item.layout.id.clone(), std::cmp::Reverse(sample.item.layout.text.len()))
            });
            let layouts = longest
                .into_iter()
                .filter(|sample| seen.insert(sample.item.layout.id.clone()))
                .map(|sample| &sample.item.layout);
            let held =
                self.held.iter().filter(|sample| of(&sample.publisher) == number).map(|sample| &sample.item);
            let options = Options { sentences: false, ..Options::default() };
            let mut out = String::new();
            for layout in layouts.chain(held) {
                out.push_str(&parse_with(&table, layout.clone(), &options).to_json());
                out.push('\n');
            }
            out
        };
        // Two folds at a time; their records stand in the order of the folds.
        let mut out = String::new();
        for pair in (0..folds).collect::<Vec<_>>().chunks(2) {
            let written: Vec<String> = thread::scope(|scope| {
                let running: Vec<_> =
                    pair.iter().map(|&number| scope.spawn(move || parsed(number))).collect();
                running.into_iter().filter_map(|fold| fold.join().ok()).collect()
            });
            if written.len() < pair.len() {
                return Err(format!("a fold of {pair:?} broke off"));
            }
            written.iter().for_each(|written| out.push_str(written));
        }
        fs::write(records, out).map_err(|error| format!("{}: {error}", records.display()))
    }
}

/// All roles that count as right: the label's, its alternatives, any furniture where the note says so.
fn right_roles(role: &str, note: &str) -> Vec<String> {
    let mut names = vec![role.to_owned()];
    if let Some(alternatives) = note.split("alt=").nth(1) {
        names.extend(alternatives.split([' ', ';']).next().unwrap_or_default().split(',').map(str::to_owned));
    }
    if note.split([' ', ';']).any(|word| word == "furniture") {
        names.extend(Role::ALL.iter().filter(|role| role.is_furniture()).map(|role| role.name().to_owned()));
    }
    names
}

/// Labels that the alignment with the gold made and no reader would: running text called `other`, and paragraphs
/// without a word of text. Nothing is learnt from them.
fn is_doubtful(line: &str, role: &str) -> bool {
    let words = line.split_ascii_whitespace().count();
    let closed = line.trim_end().ends_with(['.', '?', '!', '"', '”', '’']);
    match role {
        "other" => words >= 25 && closed,
        "paragraph" => words <= 4 && !closed,
        "caption" => line.ends_with('?'),
        _ => false,
    }
}

/// `herald-2-lines` and `herald-1-p` are one publisher's.
fn publisher(stem: &str) -> String {
    stem.split('-').take_while(|part| part.parse::<u32>().is_err()).collect::<Vec<_>>().join("-")
}

/// The head of a paragraph, cut at a word.
fn cut_short(text: &str) -> &str {
    let limit = text.floor_char_boundary(text.len() * 9 / 10);
    text[..limit].rsplit_once(' ').map_or(text, |(head, _)| head)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
