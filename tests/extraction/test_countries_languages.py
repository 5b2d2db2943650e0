"""Names of countries in French, German, Spanish, Portuguese, Italian and Dutch articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.extract import extract
from articles.extraction.spans import ArticleText


def codes(body, language):
    spans = extract(ArticleText("", body, language=language)).spans
    return " ".join(sorted({span.key for span in spans if span.kind == "country"}))


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("fr", "Les Français et la ministre allemande se sont vus à Londres.", "DE FR GB"),
        ("fr", "Pékin et Moscou saluent les États-Unis.", "CN RU US"),
        ("fr", "Le président de la Côte d’Ivoire est arrivé au Caire.", "CI EG"),
        ("fr", "L'Allemagne de l'Est et l'URSS ont signé.", "DDDE SUHH"),
        ("fr", "La RDC accuse le Rwanda.", "CD RW"),
        ("fr", "L’Élysée et la Maison-Blanche se taisent.", "FR US"),
        ("fr-CA", "Les producteurs québécois exportent.", "CA"),
        ("fr", "Un séisme à La Réunion.", "RE"),
        ("fr", "Ils aiment l'Amérique latine et le golfe Persique.", ""),
        ("de", "Die französische Regierung und die Briten verhandeln.", "FR GB"),
        ("de", "Moskau und Peking schweigen, Wien vermittelt.", "AT CN RU"),
        ("de", "Der Weg von Mailand nach München.", "DE IT"),
        ("de", "In der DDR und der Sowjetunion.", "DDDE SUHH"),
        ("de", "Die Vereinigten Staaten und Südkorea üben.", "KR US"),
        ("de", "Das Essen war gut, die Deutsche Bank zahlt.", ""),
        ("de-CH", "Die Schweizer wählen.", "CH"),
        ("es", "La ministra francesa y los alemanes viajan a Pekín.", "CN DE FR"),
        ("es", "Londres y Moscú critican a EE.UU. y a México.", "GB MX RU US"),
        ("es", "El papa salió del Vaticano hacia Brasil.", "BR VA"),
        ("es", "Los marroquíes llegaron a Ginebra.", "CH MA"),
        ("es", "Se vieron en Nueva York.", "US"),
        ("es", "Viven en América Latina.", ""),
        ("pt", "O governo português e os espanhóis reuniram-se em Berlim.", "DE ES PT"),
        ("pt-BR", "Moscou e Pequim criticam os EUA.", "CN RU US"),
        ("pt", "Moçambique e Angola jogam em Lisboa.", "AO MZ PT"),
        ("pt", "Os brasileiros venceram a Inglaterra.", "BR GB"),
        ("it", "Il governo francese e i tedeschi a Londra.", "DE FR GB"),
        ("it", "Mosca e Pechino criticano gli Stati Uniti.", "CN RU US"),
        ("it", "Palazzo Chigi e il Cremlino non commentano.", "IT RU"),
        ("it", "Il ministro dell'Egitto visita l'Italia.", "EG IT"),
        ("it", "La squadra olandese vince a Parigi.", "FR NL"),
        ("nl", "De Franse premier en de Duitsers spreken in Londen.", "DE FR GB"),
        ("nl", "Moskou en Peking bekritiseren de VS.", "CN RU US"),
        ("nl", "Belgen en Nederlanders wonnen in Parijs.", "BE FR NL"),
        ("nl", "De Sovjet-Unie viel uiteen.", "SUHH"),
    ],
)
def test_names_demonyms_and_towns(language, body, expected):
    assert codes(body, language) == expected


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("", "Londres, Moscou and Pékin are French words, as is Allemagne."),
        ("en-GB", "Londen and Moskau and Mailand are none of ours."),
        ("fr", "Mailand, Moskau und Londen sind keine Wörter hier."),
        ("de", "The Frenchmen and the Spaniards are not German words."),
        ("es", "Allemagne et Suède ne sont pas d'ici."),
    ],
)
def test_no_language_reads_the_words_of_another(language, body):
    assert codes(body, language) in {"", "FR"}  # "French" and "France" are English words.


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("fr", "Washington et New York attendent.", "US"),
        ("de", "Der Kreml in Moskau, Paris und Downing Street.", "FR GB RU"),
        ("it", "Il Texas, la California e Dubai.", "AE US"),
        ("ja", "Talks in Egypt went on.", "EG"),
    ],
)
def test_english_spellings_count_and_unknown_languages_are_read_as_english(
    language, body, expected
):
    assert codes(body, language) == expected


def test_an_accent_that_makes_the_name_is_asked_for():
    assert codes("A reunion. Reunion parties in Réunion.", "") == "RE"
    assert codes("Reunion parties.", "") == ""


@given(
    st.lists(st.sampled_from(["L'", "dell’", "Italie", "Egitto", "d'", "ET", " ", "l'", "'"])),
    st.sampled_from(["fr", "it"]),
)
def test_spans_are_slices_where_words_are_elided(pieces, language):
    body = "".join(pieces)

    for span in extract(ArticleText("", body, language=language)).spans:
        assert body[span.start : span.end] == span.surface
