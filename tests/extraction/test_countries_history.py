"""What the names of places meant in their time; a year stands for its first of July."""

from datetime import date

import pytest

from articles.extraction.extract import extract
from articles.extraction.spans import ArticleText


def codes(body, year):
    on = None if year is None else date(year, 7, 1)
    spans = extract(ArticleText("", body, "", on)).spans
    return " ".join(sorted({span.key for span in spans if span.kind == "country"}))


def check(body, year, expected):
    assert codes(body, year) == expected


@pytest.mark.parametrize(
    ("body", "year", "expected"),
    [
        ("Moscow answered.", 1913, "RU"),
        ("Moscow answered.", 1935, "SUHH"),
        ("Moscow answered.", 1987, "SUHH"),
        ("Moscow answered.", 1995, "RU"),
        ("Moscow answered.", None, "RU"),
        ("The Kremlin answered.", 1962, "SUHH"),
        ("The Kremlin answered.", 2022, "RU"),
        ("A Russian ship sailed.", 1904, "RU"),
        ("A Russian ship sailed.", 1987, "SUHH"),
        ("A Russian ship sailed.", 2004, "RU"),
        ("Soviet troops left.", 1941, "SUHH"),
        ("Soviet-era flats remain.", 2015, "SUHH"),
        ("Crowds marched in Petrograd.", 1917, "RU"),
        ("Snow fell on Leningrad.", 1935, "SUHH"),
        ("Snow fell on Leningrad.", 1987, "SUHH"),
        ("The trial in St. Petersburg began.", 1910, "RU"),
        ("The trial in St. Petersburg began.", 1987, "US"),
        ("The trial in St. Petersburg began.", 1995, "RU"),
        ("Stalingrad held out.", 1942, "SUHH"),
        ("Volgograd voted.", 2004, "RU"),
        ("Sverdlovsk was closed to visitors.", 1979, "SUHH"),
        ("The army entered Kiev.", 1943, "SUHH"),
        ("The reactor north of Kiev burned.", 1986, "SUHH"),
        ("Kiev reformed its courts.", 1995, "UA"),
        ("Kyiv reformed its courts.", 2021, "UA"),
        ("Lwow has a fine opera.", 1930, "PL"),
        ("Lvov has a fine opera.", 1970, "SUHH"),
        ("Lviv has a fine opera.", 2010, "UA"),
        ("Riga exports timber.", 1935, "LV"),
        ("Riga exports timber.", 1975, "SUHH"),
        ("Riga exports timber.", 1995, "LV"),
        ("Tiflis was calm.", 1950, "SUHH"),
        ("Tbilisi was calm.", 2001, "GE"),
        ("Alma-Ata is cold.", 1980, "SUHH"),
        ("Almaty is cold.", 2005, "KZ"),
        ("Kaliningrad has a port.", 1970, "SUHH"),
        ("Kaliningrad has a port.", 2003, "RU"),
        ("Koenigsberg has a port.", 1930, "DE"),
    ],
)
def test_russia_and_the_soviet_union(body, year, expected):
    check(body, year, expected)


@pytest.mark.parametrize(
    ("body", "year", "expected"),
    [
        ("Bonn agreed.", 1987, "DE"),
        ("Bonn agreed.", 2001, "DE"),
        ("Berlin agreed.", 1935, "DE"),
        ("East Berlin agreed.", 1975, "DDDE"),
        ("West Berlin agreed.", 1961, "DE"),
        ("The fair of Leipzig opened.", 1930, "DE"),
        ("The fair of Leipzig opened.", 1989, "DDDE"),
        ("The fair of Leipzig opened.", 2005, "DE"),
        ("Karl-Marx-Stadt built cars.", 1980, "DDDE"),
        ("An East German swimmer won.", 1988, "DDDE"),
        ("Former East Germans spoke.", 1999, "DDDE"),
        ("West Germany and East Germany met.", 1972, "DDDE DE"),
        ("The Third Reich fell.", 1945, "DE"),
        ("The king of Prussia died.", 1888, "DE"),
        ("Austria-Hungary mobilised.", 1914, "AT"),
        ("A Czech writer spoke.", 1925, "CSHH"),
        ("A Czech writer spoke.", 1985, "CSHH"),
        ("A Czech writer spoke.", 1995, "CZ"),
        ("A Czech writer spoke.", 2020, "CZ"),
        ("A Slovak writer spoke.", 1985, "CSHH"),
        ("A Slovak writer spoke.", 1995, "SK"),
        ("Prague was quiet.", 1968, "CSHH"),
        ("Bratislava was quiet.", 1995, "SK"),
        ("Czechoslovakia split.", 2002, "CSHH"),
        ("A Yugoslav film won.", 1935, "YUCS"),
        ("A Yugoslav film won.", 1987, "YUCS"),
        ("A Yugoslav film won.", 2001, "YUCS"),
        ("Belgrade protested.", 1910, "RS"),
        ("Belgrade protested.", 1935, "YUCS"),
        ("Belgrade protested.", 2001, "YUCS"),
        ("Belgrade protested.", 2004, "CSXX"),
        ("Belgrade protested.", 2015, "RS"),
        ("Serbia and Montenegro played a draw.", 2004, "CSXX"),
        ("Serbia and Montenegro signed.", 2010, "ME RS"),
        ("Zagreb protested.", 1987, "YUCS"),
        ("Zagreb protested.", 1995, "HR"),
        ("Titograd rebuilt its bridges.", 1960, "YUCS"),
        ("Skopje protested.", 1985, "YUCS"),
        ("The Irish Free State voted.", 1930, "IE"),
        ("Eire voted.", 1940, "IE"),
        ("Christiania celebrated.", 1905, "NO"),
    ],
)
def test_central_europe_and_the_balkans(body, year, expected):
    check(body, year, expected)


@pytest.mark.parametrize(
    ("body", "year", "expected"),
    [
        ("Saigon was shelled.", 1968, "VN"),
        ("Hanoi was bombed.", 1968, "VDVN"),
        ("Hanoi was flooded.", 1987, "VN"),
        ("North Vietnamese troops crossed.", 1970, "VDVN"),
        ("South Vietnam and North Vietnam talked.", 1972, "VDVN VN"),
        ("Peking welcomed him.", 1972, "CN"),
        ("Peiping welcomed him.", 1935, "CN"),
        ("Manchuria was occupied.", 1931, "CN"),
        ("Formosa was fortified.", 1950, "TW"),
        ("Siam signed.", 1930, "TH"),
        ("Rangoon signed.", 1962, "MM"),
        ("Burma signed.", 1988, "MM"),
        ("Ceylon signed.", 1963, "LK"),
        ("East Pakistan was flooded.", 1970, "BD"),
        ("Dacca was flooded.", 1985, "BD"),
        ("Sikkim crowned its king.", 1965, "SKIN"),
        ("Sikkim elected its assembly.", 1990, "IN"),
        ("Malaya exports tin.", 1955, "MY"),
        ("The Dutch East Indies export oil.", 1940, "ID"),
        ("Batavia exports oil.", 1940, "ID"),
        ("Batavia has a new mayor.", 1995, ""),
        ("Djakarta protested.", 1963, "ID"),
        ("Portuguese Timor declared itself free.", 1975, "TL"),
        ("Kampuchea protested.", 1985, "KH"),
        ("The Khmer Republic fell.", 1975, "KH"),
        ("Constantinople was occupied.", 1919, "TR"),
        ("The Ottoman Empire collapsed.", 1918, "TR"),
        ("Smyrna burned.", 1922, "TR"),
        ("Persia asked for a loan.", 1925, "IR"),
        ("Transjordan sent its legion.", 1947, "JO"),
        ("The Trucial States agreed.", 1965, "AE"),
        ("The United Arab Republic sent planes.", 1963, "EG"),
        ("Aden was closed.", 1960, "YE"),
        ("Aden was closed.", 1975, "YDYD"),
        ("Aden was closed.", 2015, "YE"),
        ("North Yemen and South Yemen united.", 1990, "YDYD YE"),
        ("Sanaa protested.", 1985, "YE"),
    ],
)
def test_asia(body, year, expected):
    check(body, year, expected)


@pytest.mark.parametrize(
    ("body", "year", "expected"),
    [
        ("The Congo Free State was criticised.", 1905, "CD"),
        ("Leopoldville rioted.", 1962, "CD"),
        ("Elisabethville was shelled.", 1961, "CD"),
        ("Katanga seceded.", 1961, "CD"),
        ("The Congo asked for help.", 1962, "CD"),
        ("Congo exports oil.", 1985, "CG"),
        ("Congo exports cobalt.", 2010, "CD"),
        ("Zaire exports copper.", 1985, "CD"),
        ("Rhodesia closed its border.", 1975, "ZW"),
        ("Talks in Salisbury, Rhodesia, failed.", 1975, "ZW"),
        ("Salisbury rejected the plan.", 1975, "ZW"),
        ("Salisbury rejected the plan.", 1995, ""),
        ("Northern Rhodesia exports copper.", 1960, "ZM"),
        ("Nyasaland was restless.", 1959, "MW"),
        ("Tanganyika became free.", 1961, "TZ"),
        ("Zanzibar revolted.", 1964, "TZ"),
        ("Accra, capital of the Gold Coast, voted.", 1951, "GH"),
        ("The Gold Coast held the Games.", 2018, "AU"),
        ("Dahomey had a coup.", 1963, "BJ"),
        ("Upper Volta had a coup.", 1980, "BF"),
        ("The French Sudan voted.", 1958, "ML"),
        ("Bechuanaland had drought.", 1960, "BW"),
        ("Basutoland had drought.", 1960, "LS"),
        ("Swaziland had drought.", 1992, "SZ"),
        ("South West Africa had drought.", 1975, "NA"),
        ("Portuguese Guinea was at war.", 1970, "GW"),
        ("French Guinea voted no.", 1958, "GN"),
        ("Spanish Guinea exports cocoa.", 1965, "GQ"),
        ("The Spanish Sahara was claimed.", 1974, "EH"),
        ("Biafra starved.", 1968, "NG"),
        ("Abyssinia appealed to the League.", 1935, "ET"),
        ("Lourenco Marques has a port.", 1970, "MZ"),
        ("Fort Lamy was calm.", 1965, "TD"),
        ("British Guiana struck.", 1963, "GY"),
        ("British Honduras was hit by a storm.", 1961, "BZ"),
        ("Dutch Guiana exports bauxite.", 1950, "SR"),
        ("The Panama Canal Zone was guarded.", 1964, "PZPA"),
        ("The Netherlands Antilles refine oil.", 1990, "ANHH"),
        ("The New Hebrides had two flags.", 1975, "VU"),
        ("The Gilbert and Ellice Islands voted.", 1970, "GEHH"),
        ("Western Samoa voted.", 1990, "WS"),
        ("The Trust Territory of the Pacific Islands voted.", 1975, "PCHH"),
    ],
)
def test_africa_america_and_the_pacific(body, year, expected):
    check(body, year, expected)
