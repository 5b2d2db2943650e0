import pytest

from articles.extraction.offices import family_names, fits, is_near, office


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("President", "president"),
        ("Pres.", "president"),
        ("Sen.", "senator"),
        ("Congresswoman", "representative"),
        ("U.S. President", "president"),
        ("President-elect", "president"),
        ("prime minister-designate", "prime minister"),
        ("Minister of Finance", "finance minister"),
        ("Secretary of State", "state secretary"),
        ("Chancellor of the Exchequer", "exchequer chancellor"),
        ("Lt. Col", "lieutenant colonel"),
        ("Mr.", ""),
        ("Lady", ""),
        ("", ""),
        ("Mr. President", "president"),
    ],
)
def test_a_title_as_an_office(title, expected):
    assert " ".join(office(title)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("President", "President", True),
        ("Secretary", "Treasury Secretary", True),
        ("Finance Minister", "Minister of Finance", True),
        ("Chairman", "Board Chairman", True),
        ("Treasury Secretary", "Secretary of State", False),
        ("President", "Vice President", False),
        ("President", "former President", False),
        ("Minister", "Prime Minister", False),
        ("Minister", "Deputy Minister", False),
        ("General", "Attorney General", False),
        ("Governor", "Lieutenant Governor", False),
        ("President", "Senator", False),
        ("Mr.", "Mr.", False),
        ("", "President", False),
    ],
)
def test_which_offices_can_be_one(one, other, expected):
    assert fits(office(one), office(other)) is expected
    assert fits(office(other), office(one)) is expected


@pytest.mark.parametrize(
    ("year", "other", "expected"),
    [(1987, 1987, True), (1987, 1989, True), (1987, 1990, False), (0, 1987, True), (1987, 0, True)],
)
def test_years_near_enough(year, other, expected):
    assert is_near(year, other) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ronald Reagan", ["reagan"]),
        ("Frederik Willem de Klerk", ["de klerk", "klerk"]),
        ("Xi Jinping", ["jinping", "xi"]),
        ("Roh Tae-woo", ["roh", "tae woo"]),
        ("Robin Leigh-Pemberton", ["leigh pemberton"]),
        ("Bashar al-Assad", ["al assad", "assad"]),
        ("Martin Luther King Jr.", ["king"]),
        ("Reagan", []),
        ("", []),
    ],
)
def test_what_may_follow_a_title(name, expected):
    assert list(family_names(name)) == expected
