import pytest

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
