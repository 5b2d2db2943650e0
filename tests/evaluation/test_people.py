import pytest

from articles.evaluation.people import evaluate_people, last_word, names


def spans(text, *surfaces):
    return [
        {"start": text.index(surface), "end": text.index(surface) + len(surface)}
        for surface in surfaces
    ]


def test_mentions_count_by_exact_span_and_names_once_an_article():
    text = "Joe Biden met Zork Quibble. Biden left. Joe Biden returned."
    row = {"text": text, "people": [*spans(text, "Joe Biden", "Zork Quibble")]}

    result = evaluate_people([row], errors=1)

    assert result["mentions"] | {"f1": 0} == {
        "precision": 0.3333,
        "recall": 0.5,
        "f1": 0,
        "gold": 2,
        "found": 3,
        "correct": 1,
    }
    assert (result["names"]["gold"], result["names"]["found"], result["names"]["f1"]) == (
        2,
        1,
        0.6667,
    )
    assert result["errors"]["missed"] == [
        {
            "text": "Zork Quibble",
            "count": 1,
            "context": "Joe Biden met [Zork Quibble]. Biden left. Joe Biden returned.",
        }
    ]


def test_full_names_are_compared_with_those_the_archive_would_list():
    row = {
        "headline": "Kim arrives",
        "text": "Kim Jong Un came. Kim left.",
        "people": ["Kim Jong Un"],
    }

    result = evaluate_people([row])

    assert result["names"]["f1"] == 1.0
    assert result["mentions"]["gold"] == 0


@pytest.mark.parametrize(
    ("dateline", "people", "rate", "gold"),
    [
        ("PARIS, June 7 -", ["james-baker", "volcker"], 0.5, 2),
        ("", ["james-baker", "volcker"], 0.0, 0),
        ("PARIS, June 7 -", [], 0.0, 0),
    ],
)
def test_labels_are_found_by_last_words_where_there_is_a_dateline(dateline, people, rate, gold):
    body = "Treasury Secretary James Baker left. Another did not."
    row = {"headline": "", "dateline": dateline, "body": body, "people": people}

    assert evaluate_people([row])["labels"] == {"rate": rate, "gold": gold}


def test_a_missed_label_is_shown_where_the_text_has_it():
    row = {"id": "r1", "dateline": "X", "body": "They like volcker.", "people": ["volcker", "ozal"]}

    missed = evaluate_people([row], errors=5)["errors"]["missed"]

    assert {error["text"]: error["context"] for error in missed} == {
        "volcker": "They like [volcker].",
        "ozal": "r1: not in the text",
    }


def test_nothing_to_measure_gives_zeros():
    result = evaluate_people([])

    assert (result["articles"], result["articles_per_second"], result["names"]["f1"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("surfaces", "expected"),
    [
        (["Joe Biden", "BIDEN", "Joe\nBiden"], {"joe biden"}),
        (["Biden", "Jill Biden"], {"jill biden"}),
        (["Joe", "Joe Biden"], {"joe", "joe biden"}),
    ],
)
def test_names_of_an_article(surfaces, expected):
    assert names(surfaces) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("james-baker", "baker"),
        ("Turgut Özal", "ozal"),
        ("Roh Tae-woo", "woo"),
        ("PETER O'NEILL", "neill"),
        ("?", ""),
    ],
)
def test_the_last_word(name, expected):
    assert last_word(name) == expected
