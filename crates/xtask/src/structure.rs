//! `cargo xtask train-structure DIR [--news FILE] [--out FOLDER] [--folds N --records FILE]`: learns the tables of the
//! structure pass from labelled pages, and from news the case of words and more glued lines.
//!
//! With `--folds` nothing is written but page records: each page parsed by a table that saw no page of its publisher.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use nutgraf_core::{Glued, Labelled, Layout, Options, Role, parse_with, train};
use serde_json::Value;

use crate::glued;

const MODEL: &str = "crates/core/model";
/// News, seen from the folder of the pages.
const NEWS: &str = "../ner/train/gmb_silver.jsonl.gz";

/// Pages of several publishers that one table is kept from.
const MIXED: usize = 10;
/// A line of the gold counts for so many made ones.
const GOLD: f32 = 3.0;

/// Runs the chore.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let (mut dir, mut news, mut out, mut folds, mut records) =
        (None, None, PathBuf::from(MODEL), 0_usize, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--news" => news = Some(PathBuf::from(value()?)),
            "--out" => out = PathBuf::from(value()?),
            "--folds" => folds = value()?.parse().map_err(|_| "--folds needs a number".to_owned())?,
            "--records" => records = Some(PathBuf::from(value()?)),
            _ => dir = Some(PathBuf::from(argument)),
        }
    }
    let dir = dir.ok_or(
        "usage: cargo xtask train-structure DIR [--news FILE] [--out FOLDER] [--folds N --records FILE]",
    )?;
    let samples = Samples::read(&dir, &news.unwrap_or_else(|| dir.join(NEWS)))?;
    match (folds, records) {
        (0, _) => {
            let table = samples.train(|_| true);
            fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
            for (name, bytes) in [("structure.table", table.write()), ("glued.table", table.write_glued())] {
                let path = out.join(name);
                fs::write(&path, &bytes).map_err(|error| format!("{}: {error}", path.display()))?;
                println!("{}: {} bytes", path.display(), bytes.len());
            }
            println!(
                "{} pages, {} glued lines",
                samples.pages.len(),
                samples.glued.len() + samples.made.len()
            );
            Ok(())
        }
        (folds, Some(records)) => samples.cross_validate(folds, &records),
        (_, None) => Err("--folds needs --records FILE".to_owned()),
    }
}

/// A page for its record only, and whose lines stand on it.
struct Held {
    publishers: BTreeSet<String>,
    layout: Layout,
}

/// Pages to parse, and the publishers whose pages the table may not see.
#[derive(Default)]
struct Fold<'s> {
    out: BTreeSet<&'s str>,
    layouts: Vec<&'s Layout>,
}

/// Something to learn from, and whose it is.
struct Sample<T> {
    publisher: String,
    item: T,
}

struct Samples {
    pages: Vec<Sample<Labelled>>,
    glued: Vec<Sample<Glued>>,
    /// Running text of no publisher here, and glued lines made of it.
    news: Vec<String>,
    made: Vec<Glued>,
    /// One-line pages and pages with glued lines, for their records only.
    held: Vec<Held>,
}

impl Samples {
    fn read(dir: &Path, news: &Path) -> Result<Samples, String> {
        let news = glued::news(news)?;
        let made = glued::of_news(&news);
        let mut samples = Samples { pages: Vec::new(), glued: Vec::new(), news, made, held: Vec::new() };
        let mut names: Vec<PathBuf> = fs::read_dir(dir)
            .map_err(|error| format!("{}: {error}", dir.display()))?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        names.sort();
        let mut boundaries = Vec::new();
        for path in &names {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(stem) = name.strip_suffix(".labels.tsv") {
                samples.page(dir, stem, &read(path)?)?;
            } else if name.starts_with("boundaries") && name.ends_with(".jsonl") {
                boundaries.push(path);
            }
        }
        // Pages of several lines name the lines by their ids.
        boundaries.sort_by_key(|path| path.to_string_lossy().contains("_ctx"));
        let mut owners = BTreeMap::new();
        for path in boundaries {
            samples.boundaries(&read(path)?, &mut owners)?;
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
        let labelled: Vec<(&str, &str)> = layout
            .lines
            .iter()
            .zip(&roles)
            .filter_map(|(line, roles)| Some((roles.first()?.as_str(), line.span.slice(&layout.text))))
            .collect();
        let made = glued::of_page(&labelled).into_iter();
        self.glued.extend(made.map(|item| Sample { publisher: publisher.clone(), item }));
        self.articles(&publisher, &layout, &roles);
        let manner = manner(stem);
        let item = Labelled { publisher: publisher.clone(), manner, layout, roles };
        self.pages.push(Sample { publisher, item });
        Ok(())
    }

    /// The story's lines alone, as a text that was given as an article.
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
                item: Labelled {
                    publisher: publisher.to_owned(),
                    manner: manner(layout.id.trim_end_matches(".txt")).filter(|_| !is_article),
                    layout,
                    roles,
                },
            });
        }
    }

    /// Glued lines and plain ones; `owners` has the publisher of each by id, for the pages that several lines make.
    fn boundaries(&mut self, file: &str, owners: &mut BTreeMap<String, String>) -> Result<(), String> {
        for line in file.lines().filter(|line| !line.trim().is_empty()) {
            let row: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
            let text = row["text"].as_str().unwrap_or_default();
            let publisher = publisher(row["page"].as_str().unwrap_or_default());
            owners.insert(row["id"].as_str().unwrap_or_default().to_owned(), publisher.clone());
            let mut layout = Layout::plain(row["id"].as_str().unwrap_or_default(), text);
            layout.is_article = true;
            let mut publishers = BTreeSet::from([publisher.clone()]);
            let others = row["glued"].as_array().into_iter().flatten().filter_map(Value::as_str);
            publishers.extend(others.filter_map(|id| owners.get(id).cloned()));
            self.held.push(Held { publishers, layout: layout.clone() });
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
                            manner: None,
                            layout: layout.clone(),
                            roles: roles.clone(),
                        },
                    });
                }
            } else if row["truncated"] == true {
                let body = if row["dek"].is_null() { None } else { offset(&row["body"], 0) };
                let item = Glued { text: text.to_owned(), body, weight: GOLD };
                self.glued.push(Sample { publisher: publisher.clone(), item });
            } else {
                let roles = vec![vec!["paragraph".to_owned()]];
                self.pages.push(Sample {
                    publisher: publisher.clone(),
                    item: Labelled { publisher, manner: None, layout, roles },
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
        let running = pages.iter().flat_map(|page| {
            let lines = page.layout.lines.iter().zip(&page.roles);
            let text =
                lines.filter(|(_, roles)| roles.first().is_some_and(|role| role.contains("paragraph")));
            text.map(|(line, _)| line.span.slice(&page.layout.text).to_owned())
        });
        let news: Vec<String> =
            self.news.iter().flat_map(|text| text.lines()).map(str::to_owned).chain(running).collect();
        let lines: Vec<Glued> = glued.into_iter().chain(self.made.iter().cloned()).collect();
        train(&pages, &lines, &news)
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
        let mut parts: Vec<Fold> = (0..folds).map(|_| Fold::default()).collect();
        for &name in fold.keys() {
            parts[of(name)].out.insert(name);
        }
        // A page's story alone stands under the same id: the page is the longer one.
        let mut longest: BTreeMap<&str, &Sample<Labelled>> = BTreeMap::new();
        for sample in self.pages.iter().filter(|sample| sample.item.layout.id.ends_with(".txt")) {
            let known = longest.entry(&sample.item.layout.id).or_insert(sample);
            if known.item.layout.text.len() < sample.item.layout.text.len() {
                *known = sample;
            }
        }
        for sample in longest.into_values() {
            parts[of(&sample.publisher)].layouts.push(&sample.item.layout);
        }
        let (alone, mixed): (Vec<&Held>, Vec<&Held>) =
            self.held.iter().partition(|held| held.publishers.len() == 1);
        for held in alone {
            for name in &held.publishers {
                parts[of(name)].layouts.push(&held.layout);
            }
        }
        for some in mixed.chunks(MIXED) {
            let out = some.iter().flat_map(|held| &held.publishers).map(String::as_str).collect();
            parts.push(Fold { out, layouts: some.iter().map(|held| &held.layout).collect() });
        }
        let parsed = |part: &Fold| {
            let table = self.train(|name| !part.out.contains(name));
            let options = Options { sentences: false, ..Options::default() };
            let mut out = String::new();
            for layout in &part.layouts {
                out.push_str(&parse_with(&table, (*layout).clone(), &options).to_json());
                out.push('\n');
            }
            out
        };
        // Two at a time; their records stand in the order of the parts.
        let mut out = String::new();
        for pair in parts.chunks(2) {
            let written: Vec<String> = thread::scope(|scope| {
                let running: Vec<_> = pair.iter().map(|part| scope.spawn(|| parsed(part))).collect();
                running.into_iter().filter_map(|part| part.join().ok()).collect()
            });
            if written.len() < pair.len() {
                return Err("a fold broke off".to_owned());
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

/// Of `herald-2-lines` the whole page was taken, of `herald-1-p` the text of its `<p>`.
fn manner(stem: &str) -> Option<String> {
    stem.rsplit_once('-').map(|(_, manner)| manner.to_owned())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
