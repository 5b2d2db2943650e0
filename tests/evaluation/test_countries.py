import pytest

from articles.evaluation.countries import evaluate_countries
from articles.evaluation.gold import GoldError

PLACES = {"usa": "US", "ussr": "SUHH", "qatar": "QA"}


def wire(body, places, **fields):
    return {"id": "w", "headline": "", "dateline": "", "body": body, "places": places, **fields}


def test_main_and_all_are_counted_over_all_articles():
    rows = [
        wire("Qatar said so. Qatar again. Qatar, once in Norway, rose.", ["qatar"]),
        wire("Nothing here.", ["usa"]),
        wire("Nothing here either.", []),
    ]

    result = evaluate_countries(rows, PLACES, errors=1)

    assert (result["main"]["gold"], result["main"]["found"], result["main"]["correct"]) == (2, 1, 1)
    assert (result["all"]["found"], result["all"]["correct"]) == (2, 1)
    assert result["exact_set_rate"] == 0.6667
    assert result["top1"] == {"rate": 1.0, "articles": 1}
    assert [(error["text"], error["count"]) for error in result["errors"]["missed"]] == [("US", 1)]


def test_the_date_of_the_row_decides():
    rows = [wire("Moscow said so.", ["ussr"], date="26-FEB-1987 15:01:01.79")]

    assert evaluate_countries(rows, PLACES)["main"]["f1"] == 1.0


def test_own_gold_tells_main_from_mentioned():
    countries = {"main": ["QA"], "mentioned": ["QA", "NO"]}
    text = "Qatar said so. Qatar again. Qatar, once seen from Norway, rose."
    row = {"headline": "Qatar rises", "text": text, "date": None, "countries": countries}

    result = evaluate_countries([row], {})

    assert (result["main"]["f1"], result["all"]["f1"]) == (1.0, 1.0)


def test_names_that_the_table_does_not_map_are_left_out():
    result = evaluate_countries([wire("Qatar.", ["qatar", "atlantis"])], PLACES)

    assert result["main"]["gold"] == 1


@pytest.mark.parametrize("places", [None, [{"start": 0, "end": 5}]])
def test_rows_without_countries_are_refused(places):
    with pytest.raises(GoldError, match="no countries"):
        evaluate_countries([wire("Qatar.", places)], PLACES)


def test_places_need_a_table():
    with pytest.raises(GoldError, match="--places"):
        evaluate_countries([wire("Qatar.", ["qatar"])], {})
