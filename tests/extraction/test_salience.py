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


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("Egypt votes", f"Peru watched the vote with interest, an envoy said. {FILLING}", {"EG"}),
        ("Voters decide", f"Egypt voted all day and far into the night. {FILLING}", {"EG"}),
        ("Voters decide", f"{FILLING} Egypt.", set()),
        ("Cairo votes", f"Peru watched the vote with interest, an envoy said. {FILLING}", set()),
        ("", f"{FILLING} Egypt and Peru came.", set()),
        ("", f"{FILLING} Egypt, Egypt, Egypt, Egypt, Egypt, Egypt, Egypt. {FILLING}", {"EG"}),
        ("", f"It cost ten Swiss francs and then twelve. {FILLING}", set()),
    ],
)
def test_a_country_is_main_by_headline_else_first_sentence_or_by_number(headline, body, expected):
    assert main(body, headline=headline) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Egypt came.", {"EG"}),
        ("He went to Lima twice, and once to Cusco.", {"EG"}),
    ],
)
def test_the_country_of_the_dateline_is_main_by_its_town_alone(body, expected):
    assert main(f"{body} {FILLING}", headline="Voters decide", place="CAIRO") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Egyptian runner Bill Clinton", {"EG", "bill clinton"}),
        ("Bill Clinton of Egypt", {"EG", "bill clinton"}),
        ("Bill Clinton, from Egypt,", {"EG", "bill clinton"}),
        ("Egyptians cheered. Bill Clinton", {"bill clinton"}),
    ],
)
def test_the_country_of_a_main_person_is_main(name, expected):
    assert main(f"{name} won. {FILLING}", headline="Clinton wins in Peru") - {"PE"} == expected


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
