import pytest

from articles.extraction.extract import extract
from articles.extraction.salience import Weight, weigh
from articles.extraction.spans import ArticleText


def weights(body, *, headline="", place=""):
    text = ArticleText(headline, body, place)
    groups = {}
    for span in extract(text).spans:
        groups.setdefault(span.key, []).append(span)
    return weigh(text, groups)


def main(body, **fields):
    return {key for key, weight in weights(body, **fields).items() if weight.main}


FILLING = "Nothing else was said about it in the long and quiet hours of the day. " * 5


def test_the_country_of_the_headline_and_dateline_is_main():
    body = f"{FILLING} A visitor from Peru came."

    assert main(body, headline="Egypt votes", place="CAIRO") == {"EG"}


def test_the_only_country_is_main_even_with_one_mention():
    assert main(f"{FILLING} Then came Peru.") == {"PE"}


def test_a_country_with_little_beside_a_strong_one_is_not():
    assert main(f"Egypt, Egypt, Egypt and Egypt met. {FILLING} Peru came.") == {"EG"}


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        (f"{FILLING} Egypt and Peru came.", "", {"EG", "PE"}),
        (f"Egypt came. {FILLING} Peru came.", "", {"EG"}),
        (f"{FILLING} He lives in Lima.", "", set()),
        (f"He went to Lima twice. {FILLING}", "CAIRO", {"EG"}),
        (f"It cost ten Swiss francs. {FILLING}", "CAIRO", {"EG"}),
        (f"They keep to the Paris accord. {FILLING} Peru came.", "", {"PE"}),
    ],
)
def test_early_mentions_by_name_count_most(body, place, expected):
    assert main(body, place=place) == expected


def test_the_more_mentions_the_more_points_but_ever_less_for_one():
    few, some, many = (weights("Egypt. " * n + "Peru.")["EG"].salience for n in (1, 4, 16))

    assert few < some < many
    assert some - few > many - some


@pytest.mark.parametrize(
    ("body", "headline", "expected"),
    [
        ("Nobody.\n\nBill Clinton left.", "", set()),
        ("Nobody.\n\nBill Clinton left. Clinton is gone. Clinton rests.", "", {"bill clinton"}),
        ("Bill Clinton left.\n\nAl Gore stayed.", "", {"bill clinton"}),
        ("Bill Clinton left.", "", {"bill clinton"}),
        ("Nobody.\n\nBill Clinton left.", "Clinton leaves", {"bill clinton"}),
    ],
)
def test_a_person_is_main_by_place_or_by_three_mentions(body, headline, expected):
    assert main(body, headline=headline) == expected


def test_positions_run_through_headline_place_and_body():
    found = weights("In Peru.", headline="Egypt votes", place="DOHA")

    assert (found["EG"].first_position, found["QA"].first_position) == (0, 11)
    assert found["PE"].first_position == 11 + 4 + 3


def test_shares_of_one_kind_add_up_to_one():
    found = weights("Bill Clinton went to Peru and Egypt.")

    assert found["bill clinton"] == Weight(1, 0, 1.0, main=True)
    assert found["PE"].salience + found["EG"].salience == pytest.approx(1)


def test_groups_may_merge_keys():
    text = ArticleText("", "Holland met Peru.")
    spans = extract(text).spans

    (weight,) = weigh(text, {7: spans}).values()

    assert weight.mentions == 2


def test_nothing_weighs_nothing():
    assert weigh(ArticleText("", ""), {}) == {}
