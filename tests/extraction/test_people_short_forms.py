import pytest

from articles.extraction.extract import extract
from articles.extraction.spans import ArticleText
from tests.extraction.people import names, people


@pytest.mark.parametrize(
    ("body", "headline", "expected"),
    [
        ("Saddam Hussein left. Saddam spoke.", "", ["Saddam Hussein"] * 2),
        ("Saddam Hussein left.", "Saddam speaks", ["Saddam Hussein"] * 2),
        ("Saddam Hussein left.", "SADDAM HUSSEIN LEAVES", ["Saddam Hussein"] * 2),
        ("Kim Jong Un left. Kim spoke.", "", ["Kim Jong Un"] * 2),
        ("Aung San Suu Kyi left.", "Suu Kyi leaves", ["Aung San Suu Kyi"] * 2),
        ("King Hussein left. Hussein spoke.", "", ["King Hussein"] * 2),
        ("Pope John Paul II left. John Paul spoke.", "", ["John Paul II"] * 2),
        ("Henry VIII left. Later Henry spoke.", "", ["Henry VIII"] * 2),
        ("Pete Washington left. Washington wept.", "", ["Pete Washington"] * 2),
        ("Tom Woods left. Woods wept.", "", ["Tom Woods"] * 2),
    ],
)
def test_short_forms_mean_the_full_name(body, headline, expected):
    assert names(body, headline=headline) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Alan spoke. Alan Doe left.", ["Alan Doe"]),
        ("Alan Doe met Alan Roe. Alan spoke.", ["Alan Doe", "Alan Roe"]),
        ("Chelsea Doe left. The Chelsea team spoke.", ["Chelsea Doe"]),
        ("Captain Will Doe left. Will he come?", ["Will Doe"]),
        ("Pete Washington left for Washington, where America rules.", ["Pete Washington"]),
        ("Bill Clinton left. The Clintons wept.", ["Bill Clinton"]),
        ("The Clintons left.", []),
    ],
)
def test_words_that_are_no_short_form(body, expected):
    assert names(body) == expected


def test_a_son_with_the_name_of_his_father_stays_another():
    body = "Idriss Deby died. Mahamat Idriss Deby, the general, took over."

    assert names(body) == ["Idriss Deby", "Mahamat Idriss Deby"]


def test_a_given_name_alone_says_so():
    _, span = people("Saddam Hussein left. Saddam spoke.")

    assert (span.surface, span.rule, span.confidence) == ("Saddam", "given-name-alone", 0.7)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("George H.W. Bush and George W. Bush met.", ["George H.W. Bush", "George W. Bush"]),
        ("John Roe Jr. met John Adam Doe Jr. today.", ["John Roe Jr", "John Adam Doe Jr"]),
        ("John Roe and Jane Roe sued. J. Roe left.", ["John Roe", "Jane Roe", "J. Roe"]),
        ("Paul A. Volcker left. Paul Volcker rests.", ["Paul A. Volcker"] * 2),
        ("Bill de Blasio left. Mayor de Blasio rests. De Blasio said so.", ["Bill de Blasio"] * 3),
    ],
)
def test_names_are_one_only_where_nothing_speaks_against_it(body, expected):
    assert names(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Michael Jordan flew to Jordan to rest.", ["Michael Jordan"]),
        ("Michael Jordan visited Israel, Egypt and Jordan.", ["Michael Jordan"]),
        ("Peter England toured England. In England he won.", ["Peter England"]),
        ("Nelson Mandela visited Nelson, New Zealand.", ["Nelson Mandela"]),
        ("Michael Jordan scored. He passed to Jordan.", ["Michael Jordan"] * 2),
        ("Al Jazeera said Al Gore left.", ["Al Gore"]),
        ("Mrs. Jordan said so. Judge Washington left.", ["Jordan", "Washington"]),
        ("President Jordan said so.", []),
    ],
)
def test_what_stands_around_one_word_tells_a_place_from_a_person(body, expected):
    assert names(body) == expected


def test_a_french_form_of_address_is_no_initial():
    text = ArticleText("", "Emmanuel Macron est parti. M. Macron a dit oui.", language="fr")
    spans = [span for span in extract(text).spans if span.kind == "person"]

    assert [(span.name, span.title) for span in spans][1] == ("Emmanuel Macron", "M.")
