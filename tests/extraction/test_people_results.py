import pytest

from tests.extraction.people import people, surfaces


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Sohail c Corx b Krofft 46", ["Corx", "Krofft"]),
        ("Sohail lbw b Krofft 4", ["Krofft"]),
        ("Krofft 17-3-42-1, Corx 9.5-1-38-0", ["Krofft", "Corx"]),
        ("Ajax 2 (Maxx 11th, Thonn 34th) PSV 0", ["Maxx", "Thonn"]),
        ("Scorers: Djovani (14th), Aungar (41st minute)", ["Djovani", "Aungar"]),
        ("Scorer: Ilyan Simeonow (58th)", ["Ilyan Simeonow"]),
        ("10 - Yuri Djorkaef, 6 - Raynald Pedross (46)", ["Yuri Djorkaef", "Raynald Pedross"]),
        ("3. Shem Kororya (Kenya) 13:06.57", ["Shem Kororya"]),
        ("Fita Bayissa (Ethiopia) 6-4", ["Fita Bayissa"]),
        (
            "12. Mika Salo (Finland) 5\n13. Johnny Herbert (Britain) 4",
            ["Mika Salo", "Johnny Herbert"],
        ),
    ],
)
def test_players_in_lists_of_results(body, expected):
    assert surfaces(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Gloria Bistrita 2 Petra Drnovice 0",
        "Gloria Bistrita 2\nPetra Drnovice 0",
        "Ruch Chorzow (Poland) 5 Nyva Vinnytsya (Ukraine) 1 (0-0)",
        "Gloria Bistrita 2 Derby 1. Gloria Bistrita won.",
        "plan b Krofft agreed",
        "On Sunday 4th",
        "The Krofft 17-3 won",
    ],
)
def test_teams_and_other_figures_are_nobody(body):
    assert surfaces(body) == []


def test_a_player_of_one_word_stands_for_a_full_name_or_for_nobody_known():
    first, second = people("Sohail c Corx b Krofft 46. Robert Krofft, who won, left.")[:2]

    assert (first.name, first.rule, first.confidence) == ("Corx", "result", 0.6)
    assert (second.name, second.rule) == ("Robert Krofft", "surname")
