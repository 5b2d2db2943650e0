import pytest

from tests.extraction.people import people, surfaces


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Sohail c Corx b Krofft 46", ["Corx", "Krofft"]),
        ("Sohail lbw b Krofft 4", ["Krofft"]),
        ("Krofft 17-3-42-1, Corx 9.5-1-38-0", ["Krofft", "Corx"]),
        ("Ajax 2 (Maxx 11th, Thonn 34th) PSV 0", ["Maxx", "Thonn"]),
        ("Scorers: Bexo (14th), Dargon (41st minute)", ["Bexo", "Dargon"]),
        ("Scorer: Ilyan Quorn (58th)", ["Ilyan Quorn"]),
        ("10 - Yuri Sokolen, 6 - Raynald Tibaux (46)", ["Yuri Sokolen", "Raynald Tibaux"]),
        ("3. Abe Kororo (Kenya) 12:58.01", ["Abe Kororo"]),
        ("Fita Bayissa (Ethiopia) 6-4", ["Fita Bayissa"]),
        (
            "12. Aki Quill (Finland) 5\n13. Jos Bos (Britain) 4",
            ["Aki Quill", "Jos Bos"],
        ),
    ],
)
def test_players_in_lists_of_results(body, expected):
    assert surfaces(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Gloria Zornitz 2 Petra Auwald 0",
        "Gloria Zornitz 2\nPetra Auwald 0",
        "Rux Zornitz (Poland) 5 Vyna Auwald (Ukraine) 1 (0-0)",
        "Gloria Zornitz 2 Derby 1. Gloria Zornitz won.",
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
