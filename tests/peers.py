"""Speed and quality beside other libraries, over text that is made from the development sets.

``cargo xtask peers [MEGABYTES] [COMPARISON...]`` runs this in an environment of its own; a peer that is not installed
is left out. Times are processor seconds of one thread; the text is the same on every machine.
"""

from __future__ import annotations

import gzip
import importlib
import json
import random
import re
import sys
import time
from collections import Counter
from functools import partial
from itertools import combinations
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nutgraf as ng

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
MADE = ROOT / "target" / "peers"
#: Texts whose sentences are mixed anew.
SOURCES = ("topics/bbc/input.jsonl", "duplicates/input.jsonl.gz", "quotes/input.jsonl", "keyphrases/input.jsonl")
K = 50
#: Rounds of nutgraf's own LDA, as in crates/analysis/src/topic/lda.rs; its seconds also hold the choice of words, the
#: labels and the stories' shares.
ROUNDS = 100
SEEDS = (1, 2, 3)
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


def records(name: str) -> Iterator[dict[str, Any]]:
    path = DATA / name
    with gzip.open(path, "rt", encoding="utf-8") if name.endswith(".gz") else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def write(path: Path, stories: Iterator[dict[str, Any]], megabytes: int) -> Path:
    """Writes stories until there is so much text."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        with path.with_suffix(".part").open("w", encoding="utf-8") as file:
            for story in stories:
                file.write(json.dumps(story) + "\n")
                size += len(story["text"])
                if size >= megabytes * 1_000_000:
                    break
        path.with_suffix(".part").rename(path)
    return path


def mixed() -> Iterator[dict[str, Any]]:
    """Stories of two subjects: sentences of one and a few of another, every tenth word any word of the set."""
    known = []
    for name in SOURCES:
        for record in records(name):
            cut = [re.findall("[a-z]{2,}", part) for part in re.split(r"[.!?]\s|\n", record["text"].lower())]
            known.append([words for words in cut if len(words) > 3])
    words = [word for story in known for sentence in story for word in sentence]
    draw = random.Random(1)
    number = 0
    while True:
        main, other = draw.choice(known), draw.choice(known)
        chosen = [one for one in main if draw.random() < 0.7] + [one for one in other if draw.random() < 0.2]
        draw.shuffle(chosen)
        sentences = [[draw.choice(words) if draw.random() < 0.1 else word for word in one] for one in chosen]
        if sentences:
            yield {"id": f"{number:06}", "text": " .\n".join(" ".join(one) for one in sentences) + " ."}
            number += 1


def copied() -> Iterator[dict[str, Any]]:
    """The set of copies again and again, each time with its letters changed for others: no copies but its own."""
    gold = {row["id"]: row["group"] for row in records("duplicates/gold.jsonl")}
    for number in range(10_000):
        draw = random.Random(number)
        vowels, consonants = (draw.sample(letters, len(letters)) for letters in (VOWELS, CONSONANTS))
        old, new = VOWELS + CONSONANTS, "".join(vowels + consonants)
        letters = str.maketrans(old + old.upper(), new + new.upper())
        for record in records("duplicates/input.jsonl.gz"):
            group = f"{gold[record['id']]}-{number}"
            record.update(id=f"{record['id']}-{number}", text=record["text"].translate(letters), group=group)
            yield record


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def peer(name: str) -> Any:
    """A peer's module; none, and a word about it, when it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed: left out")
        return None


def show(what: str, who: str, seconds: float, work: str, quality: str) -> None:
    print(f"{what:<8}{who:<34}{seconds:>8.1f} s{work:>22}   {quality}", flush=True)


class Text:
    """Stories, and what the peers are given of them: the same words that the topics of nutgraf are made of."""

    def __init__(self, megabytes: int) -> None:
        path = write(MADE / f"mixed-{megabytes}.jsonl", mixed(), megabytes)
        corpus = ng.read(path, annotate=False, threads=1)
        held = len(corpus) // 20
        self.learnt, self.held_out = corpus[held:], corpus[:held]
        all_stories = len(self.learnt.stories)
        rows = [row for row in self.learnt.terms() if 2 <= row["stories"] <= all_stories // 2 and len(row["term"]) > 1]
        rows.sort(key=lambda row: (-row["stories"], row["term"]))
        self.column = {term: at for at, term in enumerate(sorted(row["term"] for row in rows[:50_000]))}
        with path.open(encoding="utf-8") as file:
            rows = [[self.column[w] for w in json.loads(line)["text"].split() if w in self.column] for line in file]
        self.rows, self.held_rows = rows[held:], rows[:held]
        self.tokens = sum(map(len, self.rows))
        print(f"{len(rows)} stories, {megabytes} MB, {self.tokens} tokens of {len(self.column)} terms to learn from")

    def matrix(self) -> Any:
        sparse = importlib.import_module("scipy.sparse")
        counts = [Counter(row) for row in self.rows]
        data = [value for row in counts for value in row.values()]
        index = [column for row in counts for column in row]
        ends = [0]
        for row in counts:
            ends.append(ends[-1] + len(row))
        return sparse.csr_matrix((data, index, ends), shape=(len(counts), len(self.column)), dtype="float32")

    def coherence(self, topics: list[list[int]]) -> str:
        """Mean NPMI of the pairs of ten terms, over windows of ten words laid end to end, and the share of different
        terms among all topics' 25 first."""
        wanted = {column for topic in topics for column in topic[:10]}
        one: Counter[int] = Counter()
        two: Counter[tuple[int, int]] = Counter()
        windows = 0
        for row in self.rows:
            for start in range(0, len(row), 10):
                found = sorted(wanted.intersection(row[start : start + 10]))
                one.update(found)
                two.update(combinations(found, 2))
                windows += 1
        values = []
        for topic in topics:
            for a, b in combinations(sorted(topic[:10]), 2):
                both = two[a, b] / windows + 1e-12
                values.append(log(both * windows * windows / (one[a] * one[b])) / -log(both))
        different = len({column for topic in topics for column in topic[:25]}) / sum(len(t[:25]) for t in topics)
        return f"NPMI {sum(values) / len(values):.4f}, diversity {different:.3f}"

    def terms(self, topics: ng.Topics) -> list[list[int]]:
        found: dict[Any, list[int]] = {}
        for row in topics.terms:
            found.setdefault(row["topic"], []).append(self.column[str(row["term"]).lower()])
        return list(found.values())


def nmf(text: Text) -> None:
    for seed in SEEDS:
        topics, seconds = timed(partial(text.learnt.topics, K, seed))
        show("topics", f"nutgraf NMF, seed {seed}", seconds, "", text.coherence(text.terms(topics)))
    if not peer("sklearn"):
        return
    of_text, decomposition = map(importlib.import_module, ("sklearn.feature_extraction.text", "sklearn.decomposition"))
    weighted = of_text.TfidfTransformer(sublinear_tf=True).fit_transform(text.matrix())
    model = decomposition.NMF(K, init="nndsvda", random_state=1)
    _, seconds = timed(lambda: model.fit_transform(weighted))
    topics = [[int(column) for column in row.argsort()[::-1][:25]] for row in model.components_]
    show("topics", "scikit-learn NMF", seconds, f"{model.n_iter_} rounds", text.coherence(topics))


def lda(text: Text) -> None:
    topics, seconds = timed(lambda: text.learnt.topics(K, method="lda"))
    perplexity = topics.perplexity(text.held_out)
    speed = f"{ROUNDS * text.tokens / seconds / 1e6:.1f} M tokens/s"
    show("lda", "nutgraf", seconds, speed, f"perplexity {perplexity:.1f}, {text.coherence(text.terms(topics))}")
    tomotopy = peer("tomotopy")
    if not tomotopy:
        return
    numpy = importlib.import_module("numpy")
    model = tomotopy.LDAModel(k=K, alpha=0.1, eta=0.01, seed=1)
    for row in text.rows:
        model.add_doc(map(str, row))
    model.train(0)
    seconds = 0.0
    for rounds in (50, 50, 100):
        seconds += timed(partial(model.train, rounds, workers=1))[1]
        speed = model.global_step * text.tokens / seconds / 1e6
        chance = {int(word): at for at, word in enumerate(model.used_vocabs)}
        terms = numpy.array([model.get_topic_word_dist(topic) for topic in range(K)])
        bits, scored = 0.0, 0
        for row in text.held_rows:
            known = [chance[column] for column in row if column in chance]
            document = model.make_doc([str(model.used_vocabs[word]) for word in known[::2]])
            shares, _ = model.infer(document, iterations=100)
            bits -= float(numpy.log(numpy.array(shares) @ terms[:, known[1::2]]).sum())
            scored += len(known[1::2])
        best = [[int(model.used_vocabs[word]) for word in row.argsort()[::-1][:25]] for row in terms]
        quality = f"perplexity {exp(bits / scored):.1f}, {text.coherence(best)}"
        show("lda", f"tomotopy, {model.global_step} rounds", seconds, f"{speed:.1f} M tokens/s", quality)


def copies(megabytes: int) -> None:
    path = write(MADE / f"copied-{megabytes}.jsonl", copied(), megabytes)
    with path.open(encoding="utf-8") as file:
        stories = [json.loads(line) for line in file]
    megabytes_read = sum(len(story["text"]) for story in stories) / 1e6
    number = {story["id"]: at for at, story in enumerate(stories)}
    of_group: dict[str, list[int]] = {}
    for at, story in enumerate(stories):
        of_group.setdefault(story["group"], []).append(at)
    gold = {pair for group in of_group.values() for pair in combinations(group, 2)}

    def report(who: str, seconds: float, pairs: set[tuple[int, int]]) -> None:
        right = len(pairs & gold)
        quality = f"pairs: precision {right / max(len(pairs), 1):.4f}, recall {right / len(gold):.4f}"
        show("copies", who, seconds, f"{megabytes_read / seconds:.1f} MB/s", quality)

    corpus = ng.read(path, annotate=False, threads=1)
    found, seconds = timed(corpus.duplicates)
    groups: dict[Any, list[int]] = {}
    for row in found:
        groups.setdefault(row["group"], []).append(number[str(row["id"])])
    report("nutgraf", seconds, {pair for group in groups.values() for pair in combinations(sorted(group), 2)})
    texts = [story["text"] for story in stories]
    if rensa := peer("rensa"):

        def with_rensa() -> set[tuple[int, int]]:
            index, hashes = rensa.RMinHashLSH(0.6, 128, 32), []
            for at, text in enumerate(texts):
                words = text.split()
                one = rensa.RMinHash(128, 1)
                one.update([" ".join(words[start : start + 3]) for start in range(max(1, len(words) - 2))])
                index.insert(at, one)
                hashes.append(one)
            pairs = set()
            for at, one in enumerate(hashes):
                near = (other for other in index.query(one) if other > at and one.jaccard(hashes[other]) >= 0.6)
                pairs.update((at, other) for other in near)
            return pairs

        pairs, seconds = timed(with_rensa)
        report("rensa RMinHash .6", seconds, pairs)
    if gaoya := peer("gaoya"):

        def with_gaoya() -> set[tuple[int, int]]:
            index = gaoya.minhash.MinHashStringIndex(
                hash_size=32, jaccard_threshold=0.6, num_bands=32, band_size=4, analyzer="word", ngram_range=(3, 3)
            )
            for at, text in enumerate(texts):
                index.insert_document(at, text)
            pairs = set()
            for at, text in enumerate(texts):
                pairs.update((at, other) for other in index.query(text) if other > at)
            return pairs

        pairs, seconds = timed(with_gaoya)
        report("gaoya MinHash .6", seconds, pairs)


def main(arguments: list[str]) -> None:
    if not DATA.is_dir():
        sys.exit(f"no folder {DATA}: nothing to make text from")
    megabytes = next((int(argument) for argument in arguments if argument.isdigit()), 100)
    wanted = [argument for argument in arguments if not argument.isdigit()] or ["nmf", "lda", "copies"]
    if {"nmf", "lda"} & set(wanted):
        text = Text(megabytes)
        for name, compare in (("nmf", nmf), ("lda", lda)):
            if name in wanted:
                compare(text)
    if "copies" in wanted:
        copies(megabytes)


if __name__ == "__main__":
    main(sys.argv[1:])
