"""Languages told by their frequent words or by the model; tags in one form."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from articles.extraction import language
from articles.extraction.language import TELLABLE, USUAL, detect_language, language_tag

SENTENCES = [
    ("en", "The harbour was closed to ships on Monday after a storm, the port authority said."),
    ("en", "Dockers at three ports voted on Friday to go on strike, union leaders announced."),
    ("fr", "Le ministre des transports a rencontré mardi les dockers, qui demandent des renforts."),
    ("fr", "Bourse : les valeurs bancaires terminent en hausse après la publication des comptes."),
    ("de", "Der Hafen ist am Montag nach einem Sturm für den Schiffsverkehr gesperrt worden."),
    ("de", "Börse schließt nach schwachen Konjunkturdaten deutlich tiefer, Autowerte unter Druck"),
    ("es", "El puerto permaneció cerrado el lunes por una tormenta, según la autoridad portuaria."),
    ("es", "Miles de personas marcharon por el centro en protesta contra el alza de los precios."),
    ("pt", "O porto esteve fechado na segunda-feira por causa da tempestade, disse a autoridade."),
    ("pt", "A seleção venceu a Suécia por três a zero num jogo particular disputado em Lisboa."),
    ("it", "Il porto è rimasto chiuso lunedì per la tempesta, ha detto la capitaneria."),
    ("it", "Terremoto di magnitudo 4,2 in provincia di Perugia, nessun danno a persone o cose."),
    ("nl", "De haven was maandag gesloten voor schepen na een storm, zei het havenbedrijf."),
    ("nl", "Duizenden mensen gingen zaterdag in Utrecht de straat op tegen de hoge huren."),
]

UNSURE = [
    "",
    "The storm was over by noon.",
    "OPEC MEETS",
    "1,200 3,400 5,600 7,800 " * 40,
    "Shr 23 cts vs 18 cts\nNet 509,144 vs 277,834\nRevs 2,258,341 vs 1,328,634\n" * 3,
    "Regeringen presenterade på torsdagen ett förslag som ska göra det lättare att bygga bostäder.",
    "Rząd przedstawił w czwartek projekt ustawy, który ma ułatwić budowę nowych mieszkań.",
]


@pytest.mark.parametrize(("tag", "text"), SENTENCES)
def test_enabled_languages_are_told(tag, text):
    assert detect_language(text) == tag


@pytest.mark.parametrize(("tag", "text"), SENTENCES)
def test_capitals_do_not_matter(tag, text):
    assert detect_language(text.upper()) == tag


@pytest.mark.parametrize("text", UNSURE)
def test_short_text_tables_and_other_languages_are_unsure(text):
    assert detect_language(text) == ""


def test_only_enabled_languages_are_told():
    swedish, dutch = UNSURE[-2], SENTENCES[-2][1]

    assert detect_language(swedish, ["en", "sv"]) == "sv"
    assert detect_language(dutch, ["en", "sv"]) == ""


def test_languages_the_model_does_not_know_do_no_harm():
    assert detect_language(SENTENCES[3][1], ["fr", "tlh"]) == "fr"


def test_text_with_quotations_is_in_the_language_around_them():
    text = f"{SENTENCES[0][1]} He said that they were told of it. “Le port est fermé”, it read."

    assert detect_language(text) == "en"


def test_tellable_are_languages_of_the_model():
    known = LanguageIdentifier.from_model_file(MODEL_FILE).labels

    assert set(known) >= TELLABLE >= set(USUAL)


def test_a_marker_belongs_to_one_language():
    words = [word for listed in language._MARKERS.values() for word in listed.split()]

    assert len(words) == len(set(words))


@given(st.text())
def test_telling_never_raises(text):
    assert detect_language(text * 9) in {"", *USUAL}


def test_the_model_is_not_imported_before_it_is_needed():
    code = (
        "import sys; from articles.extraction.language import detect_language as told;"
        f"assert told({SENTENCES[0][1]!r} * 3) == 'en'; assert 'py3langid' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en_us", "en-US"),
        ("pt-br", "pt-BR"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("sr-Latn", "sr-Latn"),
        ("eng", "en"),
        ("ger-AT", "de-AT"),
        (" English ", "en"),
        ("Français", "fr"),
        ("gsw", "gsw"),
        ("", ""),
        ("unknown", ""),
        ("1", ""),
        ("en, fr", ""),
        ("en" + "-abcdefgh" * 4, ""),
    ],
)
def test_tags_have_one_form(written, tag):
    assert language_tag(written) == tag
