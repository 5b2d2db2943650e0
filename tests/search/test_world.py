"""The map of tiles: every country has its place, and its shade says how many articles it has."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.tables import rows
from articles.search.atlas import PARTS
from articles.search.world import SHADES, shades

WIDEST = 11
"""Tiles side by side at 360 pixels, each at least 24 wide."""


def today():
    return {row["code"] for row in rows("countries.tsv") if len(row["code"]) == 2}


def test_every_country_of_today_has_one_place():
    codes = [place.code for places in PARTS.values() for place in places]

    assert sorted(codes) == sorted(today())


def test_no_two_tiles_of_a_part_lie_on_each_other():
    for places in PARTS.values():
        spots = [(place.column, place.row) for place in places]
        assert len(set(spots)) == len(spots)
        assert max(column for column, _ in spots) < WIDEST


@given(st.integers(1, 10**7))
def test_each_count_has_one_shade_and_more_is_never_paler(highest):
    legend = shades(highest)

    assert legend[0].least == 1
    assert (legend[-1].level, legend[-1].most) == (SHADES, highest)
    for paler, darker in pairwise(legend):
        assert paler.most + 1 == darker.least <= darker.most
        assert paler.level + 1 == darker.level


def test_without_articles_there_are_no_shades():
    assert shades(0) == ()


def test_steps_are_powers():
    assert [shade.most for shade in shades(100_000)] == [10, 100, 1000, 10_000, 100_000]
