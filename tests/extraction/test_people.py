from datetime import date
from pathlib import Path

import pytest

from articles.extraction.extract import extract
from articles.extraction.spans import ArticleText
from tests.extraction.people import names, people, surfaces

SAMPLE = Path(__file__).parents[2].parent / "shared/corpora/sample/2024-06-07-bloomberg.txt"


@pytest.mark.parametrize(
    ("body", "title", "name"),
    [
        ("Secretary of State Antony Blinken left.", "Secretary of State", "Antony Blinken"),
        (
            "White House National Security Advisor Jake Sullivan spoke.",
            "National Security Advisor",
            "Jake Sullivan",
        ),
        (
            "National Security Adviser Zbig Oxley spoke.",
            "National Security Adviser",
            "Zbig Oxley",
        ),
        ("Federal Reserve Board Chairman Paul Volcker spoke.", "Board Chairman", "Paul Volcker"),
        ("Foreign minister Tariq Aziz left.", "Foreign minister", "Tariq Aziz"),
        ("prime minister-designate Anu Xanti left", "prime minister-designate", "Anu Xanti"),
        ("President-elect Zuma Quorn left", "President-elect", "Zuma Quorn"),
        ("Minister of Finance Gamal Wexx left", "Minister of Finance", "Gamal Wexx"),
        ("Lt. Col. Oliver North said", "Lt. Col", "Oliver North"),
        ("said Dr. William Goldiner of the team", "Dr.", "William Goldiner"),
        ("Israeli Prime Minister Benjamin Netanyahu left", "Prime Minister", "Benjamin Netanyahu"),
        ("captain Zort Wimple said", "captain", "Zort Wimple"),
    ],
)
def test_a_title_is_cut_off_and_kept(body, title, name):
    (span,) = people(body)

    assert (span.title.rstrip("."), span.name) == (title.rstrip("."), name)


@pytest.mark.parametrize(
    "name",
    [
        "Nikolaus van der Pas",
        "Ursula von der Leyen",
        "Osama bin Laden",
        "Bashar al-Assad",
        "Tim O'Gorman",
        "Ewan McGregor",
        "Jean-Claude Juncker",
        "George H.W. Bush",
        "J. Edgar Hoover",
        "P. Simmons",
        "Roh Tae-woo",
        "Xi Jinping",
        "Andrés Manuel López Obrador",
        "Michael Jordan",
        "Benny Hill",
        "Martin Luther King Jr",
        "José Ángel Gurría",
    ],
)
def test_a_name_is_found_whole(name):
    assert surfaces(f"On Monday {name} said no.") == [name]


@pytest.mark.parametrize(
    "body",
    [
        "The White House said nothing about the Middle East.",
        "Hamas met Saudi Arabia in New York.",
        "Bank of America and Ford Motor Co rose.",
        "The United Nations General Assembly met.",
        "General Motors and General Electric fell.",
        "On Monday and in January they left.",
        "NATO and IBM agreed.",
        "The Justice Department sued.",
        "Prime Minister",
        "Secretary of State Secretary of State",
        "The president of the Supreme Court spoke.",
        "the George Washington Bridge",
        "the London-based Michael-led group",
        "In Paris Texas played.",
        "Walt Smithers Co rose. Walt Smithers sells toys.",
        "James Dockery and Co rose. James Dockery <JDK> fell.",
        "chairman of Borg-Warner Corp. Chairman Borg-Warner fell.",
        "Morgan Stanley said so.",
        "The Deputy Director left.",
        "said Chairman May on Monday",
        "Hughes Tool Co rose. Chairman Hughes fell.",
        "",
    ],
)
def test_what_is_no_person_is_not_found(body):
    assert surfaces(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("But Antony Blinken left.", ["Antony Blinken"]),
        ("American Tom Moody won.", ["Tom Moody"]),
        ("Talks opened. Will Clinton go? Bill Clinton said yes.", ["Clinton", "Bill Clinton"]),
        ("Captain Will Carling won.", ["Will Carling"]),
        ("Bill Clinton Tuesday met Lady Thatcher.", ["Bill Clinton", "Thatcher"]),
        ("Israel Katz and Chad Bianco met.", ["Israel Katz", "Chad Bianco"]),
        ("Fita Bayissa (Ethiopia) won.", ["Fita Bayissa"]),
        ("Zelk Bayissa, 47, won.", ["Zelk Bayissa"]),
        ("Zelk Bayissa, a lawyer, won.", ["Zelk Bayissa"]),
        ("Zelk Bayissa, who won, left.", ["Zelk Bayissa"]),
        ("Zelk Bayissa, 1994, won.", []),
        ("Zelk Bayissa of Ethiopia won.", ["Zelk Bayissa"]),
        ("Zelk Bayissa of nowhere won.", []),
        ('"It is cold," said Zelk Bayissa.', ["Zelk Bayissa"]),
        ("Paul Pogba and Zelk Bayissa won.", ["Paul Pogba", "Zelk Bayissa"]),
        ("the Carl Vinson sailed", []),
        ("Director of Management and Budget James Miller spoke", ["James Miller"]),
    ],
)
def test_what_stands_around_a_name(body, expected):
    assert surfaces(body) == expected


def test_bare_family_names_stand_for_the_full_name():
    spans = people("Antony Blinken left. Blinken's aides said Blinken was well.")

    assert [(s.surface, s.key, s.name, s.rule) for s in spans] == [
        ("Antony Blinken", "antony blinken", "Antony Blinken", "given-name"),
        ("Blinken", "antony blinken", "Antony Blinken", "surname"),
        ("Blinken", "antony blinken", "Antony Blinken", "surname"),
    ]


@pytest.mark.parametrize(
    ("body", "headline", "expected"),
    [
        ("President Joe Biden left.", "Biden leaves", ["Joe Biden", "Joe Biden"]),
        ("President Joe Biden left.", "BIDEN LEAVES", ["Joe Biden", "Joe Biden"]),
        ("President Joe Biden left.", "JOE BIDEN LEAVES", ["Joe Biden", "Joe Biden"]),
        ("The Biden Administration. Joe Biden left.", "", ["Joe Biden", "Joe Biden"]),
        ("Jake Sullivan spoke. J. Sullivan left.", "", ["Jake Sullivan", "Jake Sullivan"]),
        ("Paul A. Volcker spoke. Paul Volcker left.", "", ["Paul A. Volcker"] * 2),
        ("Xi Jinping spoke. Xi left.", "", ["Xi Jinping", "Xi Jinping"]),
        ("Bashar al-Assad spoke. Assad left.", "", ["Bashar al-Assad"] * 2),
        ("Martin Luther King Jr. spoke. King left.", "", ["Martin Luther King Jr"] * 2),
        ("Bill Clinton met the Clintons.", "", ["Bill Clinton"]),
        ("Joe Biden left.", "Biden Says Talks Must Begin Soon", ["Joe Biden", "Joe Biden"]),
        ("Theresa May left. May spoke.", "", ["Theresa May", "Theresa May"]),
        ("Bill Clinton left. Clinton May 3 spoke.", "", ["Bill Clinton", "Bill Clinton"]),
        ("Tom Hill left.", "CAPITOL HILL IN UPROAR", ["Tom Hill"]),
        (
            "Bill Clinton spoke. Clinton left. Hillary Clinton came. Clinton spoke.",
            "",
            ["Bill Clinton", "Bill Clinton", "Hillary Clinton", "Hillary Clinton"],
        ),
    ],
)
def test_short_forms_resolve_inside_the_article(body, headline, expected):
    assert names(body, headline=headline) == expected


def test_a_name_without_evidence_of_its_own_counts_where_it_is_repeated():
    rules = [span.rule for span in people("Chairman Zelk Wexx left. Zelk Wexx came back.")]

    assert rules == ["title", "repeated"]


def test_particles_come_with_the_family_name():
    assert surfaces("Pieter de Klerk left. Later de Klerk spoke.")[1] == "de Klerk"


def test_a_titled_family_name_nobody_has_stays_a_mention():
    first, second = people("President Reagan left. Reagan spoke.")

    assert (first.key, first.name, first.title) == ("reagan", "Reagan", "President")
    assert (first.rule, second.key) == ("title-surname", "reagan")
    assert first.confidence < people("President Ronald Reagan left.")[0].confidence


def test_names_go_on_over_the_end_of_a_wrapped_line():
    body = "The statement was read to the reporters on the lawn by Antony\nBlinken on Monday."

    (span,) = people(body)

    assert (span.surface, span.name) == ("Antony\nBlinken", "Antony Blinken")


def test_names_end_with_the_line_where_lines_are_not_wrapped():
    assert surfaces("Peter Blackburn\nBrussels Monday") == ["Peter Blackburn"]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared corpus is not here")
def test_the_sample_article_names_three_people():
    body = SAMPLE.read_text(encoding="utf-8").split(" -- ", 1)[1].split("©")[0].strip()

    spans = extract(ArticleText("", body, "", date(2024, 6, 7))).spans
    found = {(s.surface, s.name) for s in spans if s.kind == "person"}

    assert found == {
        (surface, name)
        for name in ("Antony Blinken", "Joe Biden", "Jake Sullivan")
        for surface in (name, name.split()[1])
    }
