"""Sorted strings in place, against Python's own list of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.whoosh.arrays import compact
from articles.search.whoosh.strings import Strings, joined
from tests.search.effort import examples

# Lone surrogates, and characters on both sides of them in UTF-8 and UTF-16.
odd = st.sampled_from("a\x00é\ud7ff\ud800\udfff\ue000\uffff𐀀\U0010ffff")
texts = st.text(st.characters(codec=None) | odd, max_size=5)
sorted_texts = st.lists(texts, unique=True, max_size=20).map(sorted)


def strings(texts):
    text, starts = joined(texts)
    return Strings(text, compact(starts))


def decoded(found):
    return [text.decode(errors="surrogatepass") for text in found]


@examples(40)
@given(sorted_texts)
def test_strings_are_a_sequence(texts):
    found = strings(texts)

    assert len(found) == len(texts)
    assert decoded(found) == texts
    assert decoded(found[1:3]) == texts[1:3]
    assert found.texts() == [found.text(number) for number in range(len(texts))] == texts


@examples(40)
@given(sorted_texts, texts)
def test_find(texts, other):
    found = strings(texts)

    assert [found.find(text) for text in texts] == [*range(len(texts))]
    assert found.find(other) == (texts.index(other) if other in texts else -1)


@examples(40)
@given(sorted_texts, texts)
def test_starting(texts, prefix):
    for start in (prefix, prefix[:1], "", *(text[:1] for text in texts)):
        run = strings(texts).starting(start)

        assert decoded(strings(texts)[run]) == [text for text in texts if text.startswith(start)]
        assert 0 <= run.start <= run.stop <= len(texts)


@pytest.mark.parametrize("starts", [[], [0, 4], [0, 2]])
def test_text_and_starts_that_differ(starts):
    text, _ = joined(["abc"])

    with pytest.raises(ValueError, match="differ"):
        Strings(text, np.array(starts, dtype=np.uint8))
