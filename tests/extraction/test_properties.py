import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.extract import EXTRACTOR_VERSION, extract
from articles.extraction.salience import weigh
from articles.extraction.spans import ArticleText

PIECES = st.sampled_from(
    [
        "President",
        "Joe",
        "Biden",
        "Mr.",
        "van",
        "der",
        "al-",
        "Paris",
        ",",
        "Texas",
        "US",
        "U.S.",
        "TURKEY",
        "Secretary",
        "of",
        "State",
        "J.",
        "Xi",
        "Jinping",
        "-",
        "(",
        ")",
        "'",
        "’s",
        "said",
        "Jr.",
        "Moscow",
        "47",
        "é",
        "東京",
        "Michael",
        "Jordan's",
        "Minister",
        "Administration",
        "\n",
        "\n\n",
        "�",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(PIECES).map(" ".join),
    st.lists(PIECES).map("".join),
)
DATES = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2030, 1, 1)))


@given(TEXTS, TEXTS, TEXTS, DATES)
def test_every_span_is_a_slice_of_its_field(headline, place, body, on):
    text = ArticleText(headline, body, place, on)

    extraction = extract(text)

    assert extraction == extract(text)
    assert extraction.version == EXTRACTOR_VERSION
    for span in extraction.spans:
        assert getattr(text, span.field)[span.start : span.end] == span.surface != ""
        assert span.name
        assert 0 <= span.confidence <= 1


@given(TEXTS, TEXTS)
def test_spans_are_in_order_and_do_not_overlap(headline, body):
    order = ["headline", "place", "body"]

    spans = extract(ArticleText(headline, body)).spans

    for one, other in pairwise(spans):
        ends = order.index(one.field), one.end
        assert ends <= (order.index(other.field), other.start) or one.field != other.field


@given(TEXTS)
def test_weights_are_shares(body):
    text = ArticleText("", body)
    groups = {}
    for span in extract(text).spans:
        groups.setdefault((span.kind, span.key), []).append(span)

    for weight in weigh(text, groups).values():
        assert 0 < weight.salience <= 1


@pytest.mark.parametrize(
    "piece",
    [
        "Wordy ",
        "Michael ",
        "Michael Smith and ",
        "J. Smith, ",
        "van der ",
        "Van de ",
        "King, Jr, ",
        "SMITH ",
        "a",
        "Aa",
        "A.",
        "A-",
        "O'",
        "東京で会談した。",
        "القاهرة ",
        "\ud800 Joe ",
        "\n",
        "Paris, Texas, ",
        "Michael Jordan and Jordan ",
        "Secretary of State ",
        "secretary of ",
    ],
)
def test_time_grows_with_length_only(piece):
    def seconds(count):
        text = ArticleText("MICHAEL SMITH", piece * count)
        start = time.process_time()
        extract(text)
        return time.process_time() - start

    short, long = seconds(500), seconds(4_000)

    assert long < 24 * short + 0.5  # Eight times the text; squared growth would be sixty-four.
