"""Datelines, agencies and dates, one convention a row."""

from datetime import date

import pytest

from articles.extraction.wire import read_dateline
from articles.extraction.wire.agencies import agency_in_footer, agency_name
from articles.extraction.wire.dates import read_date

DATELINES = [
    ("(Bloomberg) -- Shares fell", "", "Bloomberg", None),
    ("WASHINGTON (AP) - Shares fell", "WASHINGTON", "Associated Press", None),
    ("WASHINGTON (AP) — Shares fell", "WASHINGTON", "Associated Press", None),
    ("PARIS, June 7 (Reuters) - Shares fell", "PARIS", "Reuters", (None, 6, 7)),
    ("BEIRUT, Lebanon, June 2 (UPI) -- Shares fell", "BEIRUT, Lebanon", "UPI", (None, 6, 2)),
    ("GENEVA/NEW YORK, Jan. 3 (AFP) – Shares fell", "GENEVA/NEW YORK", "Agence France-Presse",
     (None, 1, 3)),
    ("London, 7 June (TASS) - Shares fell", "London", "TASS", (None, 6, 7)),
    ("NEW DELHI, Nov 3 (IANS) Shares fell", "NEW DELHI", "IANS", (None, 11, 3)),
    ("ST. LOUIS (AP) _ Shares fell", "ST. LOUIS", "Associated Press", None),
    ("THE HAGUE, March 2 - Shares fell", "THE HAGUE", "", (None, 3, 2)),
    ("RICHMOND, Va. Feb 26 - Shares fell", "RICHMOND, Va.", "", (None, 2, 26)),
    ("WEST HARTFORD, Conn., FEb 26 -\n    Shares fell", "WEST HARTFORD, Conn.", "", (None, 2, 26)),
    ("RIO DE JANEIRO, Feb 26 - Shares fell", "RIO DE JANEIRO", "", (None, 2, 26)),
    ("BEIJING, June 7, 2024 (Xinhua) -- Shares fell", "BEIJING", "Xinhua", (2024, 6, 7)),
    ("MOSCOW, 7 June 2024 (Interfax) - Shares fell", "MOSCOW", "Interfax", (2024, 6, 7)),
    ("NEW YORK, June 7, 2024 /PRNewswire/ -- Shares fell", "NEW YORK", "PR Newswire",
     (2024, 6, 7)),
    ("BERLIN (dpa) - Shares fell", "BERLIN", "dpa", None),
    ("HARBOUR CITY (Northwind News) -- Shares fell", "HARBOUR CITY", "Northwind News", None),
    ("Port Vila, May 3 (Pacific Wire) - Shares fell", "Port Vila", "Pacific Wire", (None, 5, 3)),
    ("(Northwind News) -- Shares fell", "", "Northwind News", None),
    ("June 7 (Reuters) - Shares fell", "", "Reuters", (None, 6, 7)),
    ("LONDON — Shares fell", "LONDON", "", None),
    # Agencies, each in its own way.
    ("NEW YORK (AP) -- Shares fell", "NEW YORK", "Associated Press", None),
    ("SAN JOSE, Calif. (AP) — Shares fell", "SAN JOSE, Calif.", "Associated Press", None),
    ("PARIS, Jan 3, 2024 (AFP) - Shares fell", "PARIS", "Agence France-Presse", (2024, 1, 3)),
    ("Paris (AFP) – Shares fell", "Paris", "Agence France-Presse", None),
    ("Paris, 7 juin 2024 (AFP) - Shares fell", "Paris", "Agence France-Presse", (2024, 6, 7)),
    ("Paris, le 1er août 2024 (AFP) - Shares fell", "Paris", "Agence France-Presse", (2024, 8, 1)),
    ("Frankfurt/Main (dpa) - Shares fell", "Frankfurt/Main", "dpa", None),
    ("BERLIN, 7. Juni (Reuters) - Shares fell", "BERLIN", "Reuters", (None, 6, 7)),
    ("Berlin/Paris (dpa/AFP) - Shares fell", "Berlin/Paris", "dpa", None),
    ("MOSCOW, June 7. /TASS/. Shares fell", "MOSCOW", "TASS", (None, 6, 7)),
    ("MOSCOW. June 7 (Interfax) - Shares fell", "MOSCOW", "Interfax", (None, 6, 7)),
    ("BEIJING, June 7 (Xinhua) -- Shares fell", "BEIJING", "Xinhua", (None, 6, 7)),
    ("TOKYO, June 7 (Kyodo) - Shares fell", "TOKYO", "Kyodo News", (None, 6, 7)),
    ("TOKYO, June 7, Kyodo - Shares fell", "TOKYO", "Kyodo News", (None, 6, 7)),
    ("TEHRAN, June 7, IRNA – Shares fell", "TEHRAN", "IRNA", (None, 6, 7)),
    ("New Delhi, Jun 7 (PTI) Shares fell", "New Delhi", "Press Trust of India", (None, 6, 7)),
    ("(ANSA) - ROMA, 07 GIU - Shares fell", "ROMA", "ANSA", (None, 6, 7)),
    ("ROMA, 7 giugno - (ANSA) - Shares fell", "ROMA", "ANSA", (None, 6, 7)),
    ("Madrid, 7 jun (EFE).- Shares fell", "Madrid", "EFE", (None, 6, 7)),
    ("Lisboa, 07 jun 2024 (Lusa) – Shares fell", "Lisboa", "Lusa", (2024, 6, 7)),
    ("DEN HAAG (ANP) - Shares fell", "DEN HAAG", "ANP", None),
    ("NEW YORK--(BUSINESS WIRE)--Shares fell", "NEW YORK", "Business Wire", None),
    ("OSLO, Norway, June 07, 2024 (GLOBE NEWSWIRE) -- Shares fell", "OSLO, Norway",
     "GlobeNewswire", (2024, 6, 7)),
    ("ROME, Jun 7 2024 (IPS) - Shares fell", "ROME", "Inter Press Service", (2024, 6, 7)),
    ("GENEVA (Reuters): Shares fell", "GENEVA", "Reuters", None),
    # What desks do to them.
    ("ROME, March 13, Reuter - Shares fell", "ROME", "Reuters", (None, 3, 13)),
    ("****LONDON, March 5 - Shares fell", "LONDON", "", (None, 3, 5)),
    ("RPT --LUDWIGSHAFEN, West Germany, March 30 - Shares fell", "LUDWIGSHAFEN, West Germany", "",
     (None, 3, 30)),
    ("OAKLAND , N.J., March 2 - Shares fell", "OAKLAND, N.J.", "", (None, 3, 2)),
    ("MINNEAPOLIS, MINN.,March 13 - Shares fell", "MINNEAPOLIS, MINN.", "", (None, 3, 13)),
    ("KANSAS CITY, Mo. - March 13 - Shares fell", "KANSAS CITY, Mo.", "", (None, 3, 13)),
    ("ALBANY, N.Y., Marc 3 - Shares fell", "ALBANY, N.Y.", "", None),
    ("RENO, Nev., Mach 4 - Shares fell", "RENO, Nev.", "", None),
    ("NEW YORK, March 119 - Shares fell", "NEW YORK", "", None),
    ("New york, March 2 - Shares fell", "New york", "", (None, 3, 2)),
    ("sioux falls, april 7 - Shares fell", "sioux falls", "", (None, 4, 7)),
    ("PONCE, Puerto rico, April 9 - Shares fell", "PONCE, Puerto rico", "", (None, 4, 9)),
    ("ARNHEM, the Netherlands, April 1 - Shares fell", "ARNHEM, the Netherlands", "",
     (None, 4, 1)),
    ("FARMINGTON Conn., March 9 - Shares fell", "FARMINGTON Conn.", "", (None, 3, 9)),
    ("THE WOODLANDS, Texas, March 11 - Shares fell", "THE WOODLANDS, Texas", "", (None, 3, 11)),
    ("BAGUIO, Philippines - Shares fell", "BAGUIO, Philippines", "", None),
    ("LONDON—Shares fell", "LONDON", "", None),
    ("SÃO PAULO, 3rd May (EFE) - “Shares” fell", "SÃO PAULO", "EFE", (None, 5, 3)),
]  # fmt: skip

NO_DATELINES = [
    "Shares fell in Paris on June 7 (Reuters said so) - and rose again.",
    "The Washington Post (AP) said shares fell.",
    "In Paris, June 7 - The day began.",
    "On Tuesday, June 7 - The day began.",
    "on tuesday, june 7 - the day began.",
    "next week, june 7 - the day began.",
    "Sen. Joe Smith (D-Ohio) - The day began.",
    "Ohio Co. (NYSE) - The company fell.",
    "Big Company Inc (BCI) - The company fell.",
    "IBM (NYSE) - The company fell.",
    "OPEC — The cartel met.",
    "OPEC -- which met in Vienna -- said so.",
    "BREAKING — Shares fell.",
    "UPDATE - Shares fell.",
    "Paris — Shares fell.",
    "(UPDATE) -- Shares fell.",
    "(Boeing 737) -- Shares fell.",
    "President Joe Biden said on June 7 that shares fell.",
    "A - B",
    "CONTINUED -- The story.",
    f"{'Very ' * 4}{'Long' * 20} (AP) - The story.",
    "US — The country.",
    "The Deal, June 7 - The day began.",
    "THE POST (AP) said shares fell.",
    "Liverpool, Match 3 - The game.",
    "Airbus Jet 320 - The plane.",
    "Springfield, a town of 9,000 - The day began.",
    "SMITH, J. - The author.",
    "TOKYO RUBBER (YEN PER KILO) - APRIL 07",
    "LONDON COCOA (REVISED) - APR 6",
    "BEEF TRADE--OUTLOOK--APRIL 7",
    "OMAHA AVERAGE PRICE -- APRIL 7 - USDA",
    "BELGIAN RATE - APRIL 7 - 42 PCT",
    "ISRAEL INTRODUCES SUMMER TIME.\n    APRIL 26 - CANADA TOO",
    "BANK OF FRANCE BUYS DOLLARS, SELLS YEN - DEALERS",
    "In March, 7 June (AP) shares fell.",
    "PARIS (see map) - The city.",
    "ROME, 7 juillets - The city.",
    "",
]


@pytest.mark.parametrize(("text", "place", "source", "written"), DATELINES)
def test_dateline_is_read_and_left_out(text, place, source, written):
    found = read_dateline(text)

    assert found is not None
    assert (found.place, found.source) == (place, source)
    assert (found.written and (found.written.year, found.written.month, found.written.day)) == (
        written
    )
    assert text[found.end :].strip("“").startswith("Shares")


@pytest.mark.parametrize("text", NO_DATELINES)
def test_ordinary_text_is_no_dateline(text):
    assert read_dateline(text) is None


def test_company_in_brackets_is_the_first_of_the_sentence():
    found = read_dateline("MONTREAL, Feb 26 - (Big Steel Co) said prices fell.")

    assert (found.place, found.source, found.end) == ("MONTREAL", "", 19)


def test_small_letter_behind_a_dated_dateline():
    found = read_dateline("DENVER, April 17 - shr loss 58 cts")

    assert (found.place, found.end) == ("DENVER", 19)


@pytest.mark.parametrize(
    "text",
    [
        start + more * 10**5
        for start in ("A", "a", "PARIS", "CALGARY, Alberta", "PARIS, June 7", "(AP)", "PARIS (")
        for more in ("A", " ", ".", "-", ", ", "A-", "A ", "A al ", "\n")
    ],
    ids=lambda text: repr(text[:30]),
)
def test_endless_text_does_no_harm(text):
    found = read_dateline(text)

    assert found is None or found.end <= len(text)


def test_agencies_have_one_name_and_others_keep_theirs():
    assert agency_name("ap") == agency_name("The Associated Press") == "Associated Press"
    assert agency_name("Xinhua News Agency") == "Xinhua"
    assert agency_name("Northwind  News") == "Northwind News"
    assert agency_in_footer("no agency") == ""


def test_dates_in_words():
    assert read_date("26-FEB-1987").on() == date(1987, 2, 26)
    assert read_date("Sept. 3rd 2001").on() == date(2001, 9, 3)
    assert read_date("June 7, 1066").on() is None
    assert read_date("Friday") is None
