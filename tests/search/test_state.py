"""The state of the search page and its URL."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.parameters import from_pairs
from articles.search.state import (
    MAX_PAGE,
    MAX_TEXT,
    MAX_VALUES,
    NONE_VALUE,
    FacetState,
    SearchState,
)


def read(query, **options):
    return from_pairs(parse_qsl(query, keep_blank_values=True), **options)


def test_empty_state_has_an_empty_url():
    assert SearchState().query_string() == ""
    assert from_pairs([]) == (SearchState(), ())


def test_query_string_is_canonical():
    state = SearchState(
        text="a b",
        people=FacetState(("x", NONE_VALUE), ("y",), "all"),
        countries=FacetState(("IL",)),
        source=FacetState((), ("ap",)),
        main=True,
        first=date(2024, 1, 2),
        last=date(2024, 3, 4),
        sort="oldest",
        page=3,
        per=50,
    )

    assert state.query_string() == (
        "q=a+b&person=x&person=~none&-person=y&person.mode=all&country=IL&-source=ap"
        "&main=1&from=2024-01-02&to=2024-03-04&sort=oldest&per=50&page=3"
    )


VALUES = st.one_of(
    st.just(NONE_VALUE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
)
VALUES = VALUES.map(str.strip).filter(bool)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(str.strip)


@st.composite
def facet_states(draw, modes=("any", "all")):
    values = draw(st.lists(VALUES, unique=True, max_size=8))
    cut = draw(st.integers(0, len(values)))
    return FacetState(tuple(values[:cut]), tuple(values[cut:]), draw(st.sampled_from(modes)))


@st.composite
def states(draw):
    days = draw(st.tuples(st.none() | st.dates(), st.none() | st.dates()))
    first, last = sorted(days) if all(days) else days
    return SearchState(
        text=draw(TEXTS),
        people=draw(facet_states()),
        countries=draw(facet_states()),
        source=draw(facet_states(modes=("any",))),
        main=draw(st.booleans()),
        first=first,
        last=last,
        undated=draw(st.booleans()) and not any(days),
        copies=draw(st.booleans()),
        sort=draw(st.sampled_from(["", "relevance", "newest", "oldest"])),
        page=draw(st.integers(1, MAX_PAGE)),
        per=draw(st.sampled_from([20, 50, 100])),
    )


@given(states())
def test_state_survives_its_url(state):
    assert read(state.query_string()) == (state, ())


NAMES = st.sampled_from(
    [
        "q",
        "person",
        "-person",
        "person.mode",
        "main",
        "from",
        "to",
        "undated",
        "copies",
        "sort",
        "per",
        "page",
    ]
)
ODD = st.text(st.characters()) | st.sampled_from(["2024", "2023-02", "1", "0", "-1", "9" * 5000])


@given(st.lists(st.tuples(NAMES | st.text(st.characters()), ODD)))
def test_any_parameters_make_a_clean_state(pairs):
    state, notices = from_pairs(pairs)

    assert read(state.query_string()) == (state, ())
    "".join(notices).encode()


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("from=2024", date(2024, 1, 1), None),
        ("to=2024", None, date(2024, 12, 31)),
        ("from=2024-06&to=2024-06", date(2024, 6, 1), date(2024, 6, 30)),
        ("from=2024-06-07", date(2024, 6, 7), None),
    ],
)
def test_months_and_years_mean_their_edges(query, first, last):
    state, notices = read(query)

    assert (state.first, state.last, notices) == (first, last, ())


def test_dates_the_wrong_way_round_are_swapped():
    state, notices = read("from=2024&to=2023-06")

    assert (state.first, state.last) == (date(2023, 6, 1), date(2024, 12, 31))
    assert len(notices) == 1


@pytest.mark.parametrize(
    "query",
    [
        "main=yes",
        "from=soon",
        "to=2024-02-30",
        "sort=best",
        "per=21",
        "page=0",
        "page=-1",
        "page=abc",
        "page=-",
        "page=²",
        "person.mode=some",
        "source.mode=all",
        "person=" + "x" * 10_000,
        "nonsense=1",
        "x" * 10_000 + "=1",
    ],
)
def test_damaged_and_unknown_parameters_are_dropped_with_a_notice(query):
    state, notices = read(query)

    assert state == SearchState()
    assert len(notices) == 1
    assert len(notices[0]) < 150


@pytest.mark.parametrize("query", ["q=", "from=&to=&page=", "person=", "main=0", "unknown="])
def test_empty_values_are_absent(query):
    assert read(query) == (SearchState(), ())


def test_many_unknown_parameters_share_one_notice():
    _, notices = read("&".join(f"u{number}=1" for number in range(100)))

    assert notices == ("The address asks for unknown things: “u0”, “u1”, “u2”, “u3”, “u4”, ….",)


def test_ignored_parameters_are_silent():
    assert read("format=csv&q=a", ignored=frozenset({"format"})) == (SearchState("a"), ())


def test_text_is_cleaned_and_cut():
    state, notices = from_pairs([("q", "  a\0\ud800b " + "x" * MAX_TEXT)])

    assert state.text == "ab " + "x" * (MAX_TEXT - 3)
    assert len(notices) == 1


def test_last_of_repeated_single_parameters_counts():
    state, notices = read("q=a&q=b")

    assert state.text == "b"
    assert len(notices) == 1
    assert read("q=a&q=a") == (SearchState("a"), ())


def test_repeated_values_are_one():
    state, notices = read("person=x&person=y&person=x")

    assert state.people.include == ("x", "y")
    assert notices == ()


def test_excluding_wins_over_including():
    state, notices = read("person=x&person=y&-person=x")

    assert state.people == FacetState(("y",), ("x",))
    assert len(notices) == 1


def test_values_of_a_facet_are_limited():
    names = [f"person=p{number}" for number in range(60)]

    state, notices = read("&".join(["-person=x", *names]))

    assert state.people.exclude == ("x",)
    assert len(state.people.values) == MAX_VALUES
    assert len(notices) == 1


def test_a_huge_page_is_the_last():
    for page in ("100001", "1000000000", "9" * 10_000):
        state, notices = read(f"page={page}")

        assert state.page == MAX_PAGE
        assert len(notices) == 1


def test_default_sort_follows_the_text():
    assert SearchState().effective_sort == "newest"
    assert SearchState(sort="relevance").effective_sort == "newest"
    assert SearchState("a").effective_sort == "relevance"
    assert SearchState("a", sort="oldest").effective_sort == "oldest"
    assert SearchState("a", sort="newest").with_text("").effective_sort == "newest"


def test_choosing_the_default_sort_is_no_choice():
    assert SearchState("a").with_sort("newest").sort == "newest"
    assert SearchState("a", sort="newest").with_sort("relevance").sort == ""
    assert SearchState().with_sort("newest").sort == ""


def test_changes_return_to_page_one():
    state = SearchState(page=7)

    changed = [
        state.with_text("a"),
        state.including("people", "x"),
        state.excluding("countries", "IL"),
        state.without("source", "ap"),
        state.only("people", "x"),
        state.with_mode("people", "all"),
        state.with_main(True),
        state.with_dates(None, date(2024, 1, 1)),
        state.with_sort("oldest"),
        state.with_per(50),
        state.cleared(),
    ]

    assert {other.page for other in changed} == {1}
    assert state.at_page(3).page == 3
    assert state.at_page(-3).page == 1


def test_values_move_between_included_and_excluded():
    state = SearchState().including("people", "x").including("people", "y")
    assert state.people == FacetState(("x", "y"))

    state = state.excluding("people", "x")
    assert state.people == FacetState(("y",), ("x",))

    state = state.including("people", "x").including("people", "x")
    assert state.people == FacetState(("y", "x"))

    assert state.without("people", "y").people == FacetState(("x",))


def test_only_replaces_the_facet_and_keeps_the_others():
    state = SearchState(people=FacetState(("x",), ("y",), "all"), source=FacetState(("ap",)))

    assert state.only("people", "z").people == FacetState(("z",), (), "all")
    assert state.only("people", "z").source == state.source


def test_sources_are_never_combined_by_all():
    state = SearchState().with_mode("source", "all").with_mode("countries", "all")

    assert (state.source.mode, state.countries.mode) == ("any", "all")


def test_dates_are_put_in_order():
    state = SearchState().with_dates(date(2024, 2, 1), date(2024, 1, 1))

    assert (state.first, state.last) == (date(2024, 1, 1), date(2024, 2, 1))


def test_cleared_keeps_text_order_and_size():
    state = SearchState("a", FacetState(("x",)), main=True, sort="oldest", page=2, per=50)

    assert state.cleared() == SearchState("a", sort="oldest", per=50)


def test_knows_its_filters():
    assert not SearchState("a", page=2).is_filtered
    assert SearchState().including("people", "x").has_facets
    assert SearchState().excluding("source", "x").is_filtered
    assert SearchState(main=True).is_filtered
    assert not SearchState(main=True).has_facets
    assert SearchState(last=date(2024, 1, 1)).is_filtered
