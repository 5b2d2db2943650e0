import re

import pytest

from articles.search.query import Word
from tests.benchmarks.search.archive import Archive
from tests.benchmarks.search.queries import HIDDEN, MERGES, merged_view, query_mix

KINDS = {
    "one word",
    "rare or unknown",
    "several words",
    "OR and NOT",
    "phrase",
    "prefix",
    "fuzzy",
    "headline",
    "filters only",
    "everything",
    "order and page",
    "words and filters",
    "staff",
    "merged view",
    "folded",
    "main counts",
    "folded, main counts",
}


@pytest.fixture(scope="module")
def mix():
    return query_mix(10_000)


def test_the_mix_covers_every_kind(mix):
    assert len(mix) >= 40
    assert {query.kind for query in mix} == KINDS


def test_every_search_has_a_name_of_its_own(mix):
    assert len({query.name for query in mix}) == len(mix)


def test_the_mix_is_fixed(mix):
    assert query_mix(10_000) == mix


def test_the_view_merges_and_hides_as_many_as_it_says():
    view = merged_view()

    assert (len(view.roots), len(view.hidden)) == (MERGES, HIDDEN)
    assert not view.roots.keys() & {*view.roots.values(), *view.hidden}


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("one common word", 0.3, 0.5), ("another common word", 0.12, 0.28), ("rare word", 0.02, 0.09)],
)
def test_words_are_as_common_as_their_search_says(mix, name, low, high):
    tree = next(query.request.tree for query in mix if query.name == name)
    assert isinstance(tree, Word)
    form = re.compile(rf"\b{tree.text}(s|ed|ing)?\b", re.IGNORECASE)

    found = sum(bool(form.search(d.body)) for d in Archive(3_000).documents())

    assert low < found / 3_000 < high
