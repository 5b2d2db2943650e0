import pytest

from tests.extraction.people import names, surfaces

UNKNOWN = "Zelk Bayissa"


@pytest.mark.parametrize(
    "body",
    [
        "The speaker of parliament, {}, was absent.",
        "{}, an agro-economist at the bank, was absent.",
        "{}, the retired purser of a ferry, was absent.",
        "{}, a collector of coins, was absent.",
        "{}, his neighbour, was absent.",
        "{}, aged 12, was absent.",
        "{}, whose car broke down, was absent.",
        "A Belgian wine merchant, {}, was absent.",
        "{} (47) was absent.",
        "They mourned the arrest of {} in May.",
        "the government of {} fell.",
        "Police quoted {}. Bayissa told them nothing.",
        "{} said no. Later Mr Bayissa was absent.",
        "{} said no. Bayissa said so twice.",
    ],
)
def test_evidence_around_a_name_nobody_knows(body):
    assert names(body.format(UNKNOWN))[0] == UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        "{}, a software maker, was sold.",
        "{}, a maker of toys, was sold.",
        "{}, the newspaper, was sold.",
        "{}, 47-year, was sold.",
        "They like the taste of {} in May.",
        "In Ohio, {} was sold.",
        "{0}, a subsidiary of nothing, won. In May {0}, who knows, left.",
        "After the merchant left, {} was sold.",
        "An important plant, {}, was sold.",
        "After the minister left, {} was sold.",
        "They saw {}. Bayissa fell.",
        "{} said no.",
    ],
)
def test_what_is_no_evidence_of_a_person(body):
    assert surfaces(body.format(UNKNOWN)) == []


@pytest.mark.parametrize(
    "body",
    [
        "at {} airport",
        "the {} hospital, where he lay",
        "an index of the {} foundation",
        "the aircraft carrier {} sailed",
        "in the film {}, he says",
        'over "{}", his epic',
        "over “{}”, his epic",
        'in the film "{}, he says',
        "a stake in <{}>, they said",
        "the newspaper {} said",
    ],
)
def test_what_is_called_after_a_person_is_none(body):
    assert surfaces(body.format("Michael Collins")) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('"It is late," Michael Collins said.', ["Michael Collins"]),
        ('"Michael Collins is late," they said.', ["Michael Collins"]),
        ("Michael Collins Airport opened.", []),
    ],
)
def test_quotation_marks_and_capitals_next_to_a_name(body, expected):
    assert surfaces(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Sharon Steel said it agreed to merge.", []),
        ("Sharon Steel Corp rose. Then Sharon Steel fell.", []),
        ("C. Quastmann AG rose.", []),
        ("Peter Kong (Holdings) Ltd rose.", []),
        ("Michael Ford Motor Co rose.", []),
        ("Dillon Read advised. Dillon Read won.", []),
        ("A group led by investor Jane Collins said it agreed.", ["Jane Collins"]),
        ("Jane Collins said she agreed.", ["Jane Collins"]),
        ("Jane Collins and International Data met.", ["Jane Collins"]),
        ("Jane Collins and Partners met.", []),
        ("David Steel, the Liberal leader, spoke.", ["David Steel"]),
        ("Deputy Secretary Kenneth Dam spoke. Myrtle Beach sank.", ["Kenneth Dam"]),
        ("said Dillon Cave analyst Jane Collins", ["Jane Collins"]),
        ("said C.J. Cave analysts Jane Collins and Tom Roe", ["Jane Collins", "Tom Roe"]),
        ("called the Producer Zubsidy Equivalent, PSE", []),
        ("met with producer Zelk Bayissa", ["Zelk Bayissa"]),
        ("lead manager Salomon Brothers Inc said", []),
        ("Banca Nazionale Del Lavoro said", []),
        ("F.C. Zornitz won. A.S. Auwald lost.", []),
        ("Santa Ana and San Miguel and Fort Myers and Terra Nova", []),
    ],
)
def test_firms_banks_clubs_and_places(body, expected):
    assert surfaces(body) == expected


def test_a_ticker_in_a_headline_of_capitals_makes_a_firm():
    assert surfaces("Mary Collins rose.", headline="MARY COLLINS <MCO> UP") == []


@pytest.mark.parametrize("headline", ["COLLINS <MCO> UP", "COLLINS ENTERPRISES UP"])
def test_a_firm_in_a_headline_is_not_its_founder(headline):
    assert surfaces("Mary Collins left.", headline=headline) == ["Mary Collins"]


def test_columns_of_a_table_are_not_read_as_names():
    assert surfaces("Mary   Collins      Michael\nJune    May") == []
