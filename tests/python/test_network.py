"""The measures of networks are those of networkx, and the files are what it reads."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

import nutgraf as ng

if TYPE_CHECKING:
    from pathlib import Path

GRAPHS = 200


def graph(seed: int) -> list[tuple[str, str, float]]:
    """Edges of a graph drawn by a seed: sparse or dense, with or without groups, of whole or broken weights."""
    draw = random.Random(seed)
    nodes = draw.randint(2, 60)
    groups = draw.choice([1, 1, 3, 6])
    near, far = draw.choice([(0.08, 0.02), (0.3, 0.05), (0.7, 0.02)])
    whole = draw.random() < 0.7
    edges = []
    for a in range(nodes):
        for b in range(a + 1, nodes):
            if draw.random() < (near if a % groups == b % groups else far):
                edges.append((f"n{a}", f"n{b}", float(draw.randint(1, 9)) if whole else draw.random() + 0.01))
    return edges or [("n0", "n1", 1.0)]


@pytest.fixture(scope="module")
def networkx() -> Any:
    pytest.importorskip("scipy", reason="scipy is not installed: networkx has no PageRank without it")
    return pytest.importorskip("networkx", reason="networkx is not installed: measures are not compared with it")


def test_measures_equal_networkx(networkx: Any) -> None:
    reached, peers = 0.0, 0.0
    for seed in range(GRAPHS):
        edges = graph(seed)
        theirs = networkx.Graph()
        theirs.add_weighted_edges_from(edges)
        ours = ng.Network.from_edges(edges, seed=seed)
        nodes = ours.nodes
        names = nodes["name"]
        assert len(ours) == theirs.number_of_nodes() and len(ours.edges) == theirs.number_of_edges()
        expected = {
            "degree": dict(theirs.degree),
            "weighted_degree": dict(theirs.degree(weight="weight")),
            "pagerank": networkx.pagerank(theirs, alpha=0.85, tol=1e-14, max_iter=2000),
            "betweenness": networkx.betweenness_centrality(theirs),
            "clustering": networkx.clustering(theirs),
        }
        for measure, values in expected.items():
            found = dict(zip(names, nodes[measure], strict=True))
            assert found == pytest.approx(values, rel=1e-9, abs=1e-9), (seed, measure)
        assert ours.transitivity == pytest.approx(networkx.transitivity(theirs), abs=1e-12)
        assert ours.components == networkx.number_connected_components(theirs)
        found_groups: dict[Any, set[Any]] = {}
        for row in nodes:
            found_groups.setdefault(row["community"], set()).add(row["name"])
        groups = list(found_groups.values())
        assert ours.communities == len(groups)
        modularity = networkx.community.modularity(theirs, groups)
        assert ours.modularity == pytest.approx(modularity, abs=1e-9), seed
        assert all(networkx.is_connected(theirs.subgraph(group)) for group in groups), seed
        louvain = networkx.community.modularity(theirs, networkx.community.louvain_communities(theirs, seed=seed))
        assert ours.modularity >= louvain - 0.01, (seed, ours.modularity, louvain)
        reached, peers = reached + modularity, peers + louvain
    assert reached >= peers


def test_networkx_reads_both_files(networkx: Any, corpus: ng.Corpus, tmp_path: Path) -> None:
    network = corpus.network(min_together=2)
    path = tmp_path / "network"
    network.to_graphml(path.with_suffix(".graphml"))
    network.to_gexf(path.with_suffix(".gexf"))
    for read in (networkx.read_graphml(path.with_suffix(".graphml")), networkx.read_gexf(path.with_suffix(".gexf"))):
        assert (len(read), read.number_of_edges()) == (len(network), len(network.edges))
        for row, (_, found) in zip(network.nodes, read.nodes(data=True), strict=True):
            assert found.get("label", found.get("name")) == row["name"]
            for key in ("stories", "degree", "weighted_degree", "pagerank", "betweenness", "community", "kind"):
                assert found[key] == row[key], key
        weights = [weight for _, _, weight in read.edges(data="weight")]
        assert sorted(weights) == sorted(float(str(weight)) for weight in network.edges["weight"])


def test_odd_names_survive_the_files(networkx: Any, tmp_path: Path) -> None:
    name = "R&D \"<Lab>\" 'of' Ötzi\n杜麗雅 🚢"
    network = ng.Network.from_edges([(name, "]]>", 1.0)])
    network.to_graphml(tmp_path / "a.graphml")
    network.to_gexf(tmp_path / "a.gexf")
    read = networkx.read_graphml(tmp_path / "a.graphml")
    assert {found["name"] for _, found in read.nodes(data=True)} == {name, "]]>"}
    read = networkx.read_gexf(tmp_path / "a.gexf")
    assert {found["label"] for _, found in read.nodes(data=True)} == {name, "]]>"}


def test_pairs_have_their_significance(corpus: ng.Corpus) -> None:
    for row in corpus.pairs("sentence").to_dicts():
        assert isinstance(row["p_value"], float) and 0.0 <= row["p_value"] <= 1.0
        assert isinstance(row["npmi"], float) and -1.0 <= row["npmi"] <= 1.0


def test_options(corpus: ng.Corpus) -> None:
    people = corpus.network("story", kinds=["person"], nodes=5)
    assert 0 < len(people) <= 5
    assert set(people.nodes["kind"]) == {"person"}
    assert people.sources is None
    assert corpus.network("story", sources=3).sources == 3
    with pytest.raises(ValueError, match="kinds must be one of"):
        corpus.network(kinds=["persons"])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="max_p must be a number from 0 to 1, not 2"):
        corpus.network(max_p=2)
    with pytest.raises(ValueError, match="a weight must be above 0, not -1"):
        ng.Network.from_edges([("a", "b", -1)])
    with pytest.raises(ValueError, match="scope must be one of"):
        corpus.network("page")  # type: ignore[arg-type]


def test_shown(corpus: ng.Corpus) -> None:
    network = corpus.network()
    assert repr(network).startswith("Network(") and "modularity" in repr(network)
    assert "<script" not in network._repr_html_()
    assert "<svg" in network._repr_html_()
    assert len(ng.Corpus().network()) == 0
