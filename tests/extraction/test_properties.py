import sys
from collections import Counter
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
        '"',
        "“Macho”",
        "(Leo)",
        "I",
        "II",
        "the",
        "<",
        "Queen",
        "Sheikh",
        "b",
        "12th",
        "17-3-42-1",
        "chairman",
        "al-Assad",
        "wa",
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


PATHOLOGICAL = [
    "Wordy ",
    "Michael ",
    "Michael Smith and ",
    "J. Smith, ",
    "van der ",
    "Van de ",
    "President de ",
    "King, Jr, ",
    "SMITH ",
    "a",
    "Aa",
    "A.",
    "A-",
    "A-led-",
    "O'",
    "東京で会談した。",
    "القاهرة ",
    "שלום ",
    "\ud800 Joe ",
    "\n",
    'Joe "Joe" ',
    "Joe (Joe) ",
    "Joe <",
    "JOE <JOE> ",
    "b Joe 1-2-3-4 ",
    "Joe Doe, a b c ",
    "Paris, Texas, ",
    "Michael Jordan and Jordan ",
    "Secretary of State ",
    "secretary of ",
    "the secretary of state, ",
]


def work(text):
    """Count the calls that extraction makes: what a clock would say, without the noise."""
    calls = Counter()
    sys.setprofile(lambda *details: calls.update([details[1]]))
    try:
        extract(text)
    finally:
        sys.setprofile(None)
    return calls["call"] + calls["c_call"]


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_work_grows_with_length_only(piece):
    short, long = (work(ArticleText("MICHAEL SMITH", piece * n)) for n in (150, 600))

    assert long < 6 * short  # Four times the text; squared growth would be sixteen.


@pytest.mark.parametrize("piece", ["Wordy ", "Michael Smith ", "MICHAEL ", "J. ", "Aa-"])
def test_ten_thousand_capitalised_words_end(piece):
    extract(ArticleText("", piece * 10_000))


@pytest.mark.parametrize("text", ["lorem ipsum " * 420_000, "a" * 5_000_000, "É" * 5_000_000])
def test_a_paragraph_of_five_million_letters_ends(text):
    assert extract(ArticleText("", text)).spans == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        ".",
        "-",
        "\ud800",
        "\udfff\ud800",
        "\x00",
        "“",
        "(",
        "A",
        "a-",
        "\u200fשלום Joe\u200e",
    ],
)
def test_odd_small_texts_hold_nobody(text):
    assert extract(ArticleText(text, text, text)).spans == ()
