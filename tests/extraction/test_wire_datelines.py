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
    ("SÃO PAULO, 3rd May (EFE) - “Shares” fell", "SÃO PAULO", "EFE", (None, 5, 3)),
]  # fmt: skip

NO_DATELINES = [
    "Shares fell in Paris on June 7 (Reuters said so) - and rose again.",
    "The Washington Post (AP) said shares fell.",
    "In Paris, June 7 - The day began.",
    "On Tuesday, June 7 - The day began.",
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
