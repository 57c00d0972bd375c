//! `cargo xtask train-tagger`: trains the name tagger's model file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use flate2::read::GzDecoder;
use nutgraf_tagger::train::{self, Example, Gold, Lists, Options};
use nutgraf_tagger::{Kind, gazetteer};
use nutgraf_text::Span;
use serde::Deserialize;

const USAGE: &str = "usage: cargo xtask train-tagger FOLDER [-o crates/tagger/model.bin]\n\
    FOLDER holds the labelled texts (*.jsonl.gz); its neighbours `gazetteers` and `clusters` hold the lists";

/// A labelled text as its file has it.
#[derive(Deserialize)]
struct Labelled {
    id: String,
    text: String,
    entities: Vec<(usize, usize, String)>,
}

/// Texts labelled by hand, and how much one counts beside one that a machine labelled: encyclopaedias are written
/// otherwise than news.
const HAND: [(&str, f32); 2] = [("uner_ewt", 2.0), ("wikigold", 1.0)];

/// Runs the chore with the arguments after its name.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let (folder, output) = match arguments {
        [folder] => (Path::new(folder), PathBuf::from("crates/tagger/model.bin")),
        [folder, flag, output] if flag == "-o" => (Path::new(folder), PathBuf::from(output)),
        _ => return Err(USAGE.to_owned()),
    };
    let clock = Instant::now();
    let examples = examples(folder)?;
    let lists = lists(&folder.join("../gazetteers"), &folder.join("../clusters"))?;
    eprintln!("{} texts read in {:.1} s", examples.len(), clock.elapsed().as_secs_f32());
    let bytes = train::train(&examples, &lists, &Options::default(), |line| {
        eprintln!("{:6.1} s  {line}", clock.elapsed().as_secs_f32());
    })
    .map_err(|error| error.to_string())?;
    std::fs::write(&output, &bytes).map_err(|error| format!("{}: {error}", output.display()))?;
    eprintln!("{}: {} bytes", output.display(), bytes.len());
    Ok(())
}

/// All lines of a file, unpacked.
fn unpacked(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    GzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
    Ok(text)
}

fn labelled(path: &Path) -> Result<Vec<Labelled>, String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut found = Vec::new();
    for (n, line) in BufReader::new(GzDecoder::new(file)).lines().enumerate() {
        let line = line.map_err(|error| format!("{}: {error}", path.display()))?;
        let read = serde_json::from_str(&line)
            .map_err(|error| format!("{}, line {}: {error}", path.display(), n + 1))?;
        found.push(read);
    }
    Ok(found)
}

fn lists(folder: &Path, clusters: &Path) -> Result<Lists, String> {
    let read = |path: PathBuf| unpacked(&path).map_err(|error| format!("{}: {error}", path.display()));
    Ok(Lists {
        clusters: read(clusters.join("brown.tsv.gz"))?,
        cities: read(folder.join("cities.tsv.gz"))?,
        countries: read(folder.join("countries.tsv.gz"))?,
        us_admin: read(folder.join("us_admin.tsv.gz"))?,
        surnames: read(folder.join("surnames.tsv.gz"))?,
        given_female: read(folder.join("given_female.tsv.gz"))?,
        given_male: read(folder.join("given_male.tsv.gz"))?,
    })
}

/// The kind a source's label stands for.
fn kind(label: &str) -> Option<Kind> {
    Some(match label {
        "PERSON" | "PER" => Kind::Person,
        "ORG" => Kind::Organization,
        "GPE" | "LOC" | "FAC" => Kind::Place,
        "NORP" => Kind::Group,
        "EVENT" => Kind::Event,
        "WORK_OF_ART" | "LAW" => Kind::Work,
        "PRODUCT" => Kind::Product,
        _ => return None,
    })
}

const CATCH_ALL: [Kind; 4] = [Kind::Group, Kind::Event, Kind::Work, Kind::Product];

/// A name without a leading "the" and a trailing 's.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let name = text.get(start..end).unwrap_or_default();
    let cut = if name.len() > 4 && name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("the ")) {
        4
    } else {
        0
    };
    let tail = ["'s", "’s"].iter().find(|tail| name[cut..].len() > tail.len() && name.ends_with(**tail));
    Span::at(start + cut, end - tail.map_or(0, |tail| tail.len()))
}

fn examples(folder: &Path) -> Result<Vec<Example>, String> {
    let mut found = Vec::new();
    let others = labelled(&folder.join("gmb_labels.jsonl.gz"))?;
    let others: BTreeMap<&str, &Labelled> = others.iter().map(|text| (text.id.as_str(), text)).collect();
    for text in labelled(&folder.join("gmb_silver.jsonl.gz"))? {
        let mut gold = silver(&text);
        if let Some(other) = others.get(text.id.as_str()) {
            doubt(&mut gold, other);
        }
        found.push(Example { gold, text: text.text, weight: 1.0 });
    }
    for (name, weight) in HAND {
        let twins = labelled(&folder.join(format!("{name}_silver.jsonl.gz")))?;
        let twins: BTreeMap<&str, &Labelled> = twins.iter().map(|text| (text.id.as_str(), text)).collect();
        for text in labelled(&folder.join(format!("{name}.jsonl.gz")))? {
            let twin = twins.get(text.id.as_str()).map(|twin| silver(twin)).unwrap_or_default();
            found.push(Example { gold: by_hand(&text, twin), text: text.text, weight });
        }
    }
    let shouted: Vec<Example> = (found.iter().enumerate())
        .filter_map(|(n, example)| match n % EVERY {
            0 => Some(rewritten(example, str::to_ascii_uppercase)),
            1 => Some(rewritten(example, in_title_case)),
            _ => None,
        })
        .collect();
    found.extend(shouted);
    Ok(found)
}

/// One text in so many is learned in capitals, too, and one in title case.
const EVERY: usize = 16;

/// A copy of a text in other letters; they leave every byte in its place.
fn rewritten(example: &Example, letters: fn(&str) -> String) -> Example {
    Example { text: letters(&example.text), weight: example.weight / 2.0, ..example.clone() }
}

/// A text as a headline in title case would have it: short words of lower case stay.
fn in_title_case(text: &str) -> String {
    let word = |word: &str| match word.get(..1) {
        Some(first) if word.len() > 3 => first.to_ascii_uppercase() + &word[1..],
        _ => word.to_owned(),
    };
    text.split_inclusive([' ', '\n', '-']).map(word).collect()
}

/// The names a machine labelled.
fn silver(text: &Labelled) -> Vec<Gold> {
    let names = text.entities.iter().filter_map(|(start, end, label)| {
        let span = trimmed(&text.text, *start, *end);
        let known = train::is_organization(span.slice(&text.text));
        let kind = match kind(label)? {
            // The machine takes companies that it does not know for persons and places.
            Kind::Person | Kind::Place if known => Kind::Organization,
            kind => kind,
        };
        Some(Gold { span, kinds: vec![kind], optional: false })
    });
    names.collect()
}

/// Leaves open what a second labelling has otherwise: the kind of a name, or whether there is one.
fn doubt(names: &mut Vec<Gold>, other: &Labelled) {
    let mut open = Vec::new();
    for (start, end, label) in &other.entities {
        let kind = match label.as_str() {
            "per" => Kind::Person,
            "org" => Kind::Organization,
            "geo" => Kind::Place,
            _ => continue,
        };
        let span = trimmed(&other.text, *start, *end);
        match names.iter_mut().find(|name| name.span.overlaps(span)) {
            // Places that are organisations there ("West Bank") are a known fault of the second labelling.
            Some(name) => {
                let own = name.kinds[0];
                let sure = match own {
                    Kind::Person | Kind::Organization => own == kind,
                    Kind::Place => {
                        kind != Kind::Person || gazetteer::place(span.slice(&other.text)).is_some()
                    }
                    _ => true,
                };
                if name.span == span && !sure {
                    name.kinds = vec![Kind::Person, Kind::Organization, Kind::Place];
                }
            }
            None => {
                let text = span.slice(&other.text);
                let words: Vec<&str> = text.split(' ').collect();
                if text.starts_with(char::is_uppercase) && gazetteer::title(&words).is_none() {
                    open.push(Gold {
                        span,
                        kinds: vec![Kind::Person, Kind::Organization, Kind::Place],
                        optional: true,
                    });
                }
            }
        }
    }
    names.extend(open);
    names.sort_by_key(|name| name.span);
}

/// The names labelled by hand; a catch-all is what the twin calls it, or left open. Where the hand saw nothing and
/// the twin one of the catch-all's kinds: a group is taken, another may be.
fn by_hand(text: &Labelled, twin: Vec<Gold>) -> Vec<Gold> {
    let mut names: Vec<Gold> = Vec::new();
    for (start, end, label) in &text.entities {
        let span = trimmed(&text.text, *start, *end);
        let kinds = match kind(label) {
            Some(kind) => vec![kind],
            None => match twin.iter().find(|other| other.span == span && CATCH_ALL.contains(&other.kinds[0]))
            {
                Some(other) => other.kinds.clone(),
                None => CATCH_ALL.to_vec(),
            },
        };
        names.push(Gold { span, kinds, optional: false });
    }
    for mut other in twin {
        if CATCH_ALL.contains(&other.kinds[0]) && !names.iter().any(|name| name.span.overlaps(other.span)) {
            other.optional = other.kinds[0] != Kind::Group;
            names.push(other);
        }
    }
    names.sort_by_key(|name| name.span);
    names
}
