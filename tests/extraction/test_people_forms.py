import pytest

from articles.extraction.names import is_full_name, normalise_name
from tests.extraction.people import names, people, surfaces


@pytest.mark.parametrize(
    "name",
    [
        "Gabriel García Márquez",
        "Carlos Salinas de Gortari",
        "José Luis Rodríguez Zapatero",
        "Michelle Bachelet Jeria",
        "Luiz Inácio Lula da Silva",
        "Muammar al-Gaddafi",
        "Abdel Fattah el-Sisi",
        "Abdulaziz ibn Saud",
        "Tariq bin Ziyad",
        "Mohammed Zia ul-Haq",
        "Inzamam-ul-Haq",
        "Kim Dae-jung",
        "Ban Ki-moon",
        "Deng Xiaoping",
        "Li Ka-shing",
        "Nguyen Van Linh",
        "Aung San Suu Kyi",
        "Shinzo Abe",
        "Václav Havel",
        "Lech Wałęsa",
        "Jörg Haider",
        "Þóra Björnsdóttir",
        "François Mitterrand",
        "Mary Robinson-Doyle",
        "Frank-Walter Steinmeier",
        "Sinéad O’Connor",
        "Gabriele D'Annunzio",
        "Fiona MacDonald",
        "Wernher von Braun",
        "Ruud van Nistelrooy",
        "Giovanni dalla Torre",
        "Kengo wa Dondo",
        "Clarence E. Pettibone",
        "J. R. R. Tolkien",
        "W.H. Auden",
        "Sammy Davis, Jr.",
        "William Gates III",
        "Malcolm X",
    ],
)
def test_names_of_many_languages_are_found_whole(name):
    assert surfaces(f"On Monday {name} said no.") == [name.removesuffix(".")]


@pytest.mark.parametrize(
    ("body", "surface", "name"),
    [
        ('Hector "Macho" Camacho won.', 'Hector "Macho" Camacho', "Hector Camacho"),
        ("Roberto “Hands of Stone” Duran won.", "Roberto “Hands of Stone” Duran", "Roberto Duran"),
        (
            "Rupert Hugo (Leo) Quill won.",
            "Rupert Hugo (Leo) Quill",
            "Rupert Hugo Quill",
        ),
        ("Alan (A.J.P.) Taylor won.", "Alan (A.J.P.) Taylor", "Alan Taylor"),
    ],
)
def test_a_nickname_stands_in_the_surface_but_not_in_the_name(body, surface, name):
    (span,) = people(body)

    assert (span.surface, span.name) == (surface, name)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Michael Quill (U.S.) Yamaha won.", ["Michael Quill"]),
        ("Michael Quill (Jordan) Honda won.", ["Michael Quill"]),
        ('Michael Quill "said nothing" Honda', ["Michael Quill"]),
        ('Michael Quill "Nothing at all', ["Michael Quill"]),
        ("Michael Quill (", ["Michael Quill"]),
    ],
)
def test_what_is_no_nickname_ends_a_name(body, expected):
    assert surfaces(body) == expected


@pytest.mark.parametrize(
    ("body", "name", "title"),
    [
        ("Queen Elizabeth I left.", "Elizabeth I", "Queen"),
        ("King Baudouin I left.", "Baudouin I", "King"),
        ("Pope John Paul II left.", "John Paul II", "Pope"),
        ("Queen Elizabeth left.", "Queen Elizabeth", "Queen"),
        ("King Hussein left.", "King Hussein", "King"),
        ("Prince Charles left.", "Prince Charles", "Prince"),
        ("Pope Francis left.", "Pope Francis", "Pope"),
        ("President Mugabe I met.", "Mugabe", "President"),
        ("Prime Minister Sheikh Hasina left.", "Sheikh Hasina", "Prime Minister"),
        ("Sheikh Ahmed Yamani left.", "Ahmed Yamani", "Sheikh"),
        ("Crown Prince Sultan left.", "Prince Sultan", "Crown Prince"),
        ("the singer Zaphira left.", "Zaphira", "singer"),
    ],
)
def test_monarchs_and_others_of_one_name(body, name, title):
    (span,) = people(body)

    assert (span.name, span.title) == (name, title)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("President al-Assad left.", "assad"),
        ("Marine Le Pen left.", "marine le pen"),
        ("President Le Pen left.", "le pen"),
        ("President de Gaulle left.", "de gaulle"),
    ],
)
def test_a_family_name_keeps_its_particles_but_no_article(body, key):
    (span,) = people(body)

    assert span.key == key
    assert is_full_name(span.key) is (key == "marine le pen")


def test_a_family_name_with_a_particle_means_the_full_name_near_it():
    expected = ["Marine Le Pen", "Marine Le Pen"]

    assert names("Marine Le Pen lost.", headline="Why Le Pen lost") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("said Chairman P. Derry", ["P. Derry"]),
        ("D. Derry bowled.", ["D. Derry"]),
        ("S. Korea and N. Korea met.", []),
        ("ask S and P. On June 12", []),
        ("U.N. Peace talks, U.S. Steel talks", []),
        ("Thomas P. Lisbon left.", ["Thomas P. Lisbon"]),
        ("Horace F. Will left.", ["Horace F. Will"]),
        ("shares of Sock Co <X.Y> rose", []),
        ("Jane C. Doe-controlled shares", ["Jane C. Doe"]),
    ],
)
def test_initials(body, expected):
    assert surfaces(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Controversial Canadian Jane Hill said no.", ["Jane Hill"]),
        ("Ex-Beatle Paul McCartney left.", ["Paul McCartney"]),
        ("Outspoken Boris Yeltsin left.", ["Boris Yeltsin"]),
        ("Choosing Bobby Moore was wrong.", ["Bobby Moore"]),
        ("Left-back Gary Neville left.", ["Gary Neville"]),
    ],
)
def test_words_that_open_a_sentence_are_no_part_of_a_name(body, expected):
    assert surfaces(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Jane Sacramento (Canada) won.", ["Jane Sacramento"]),
        ("Judge Janet Reno left.", ["Janet Reno"]),
        ("Walter Little won.", ["Walter Little"]),
        ("Benny Hill and Tiger Woods won.", ["Benny Hill", "Tiger Woods"]),
        ("Bill Clinton Tuesday met nobody.", ["Bill Clinton"]),
        ("Michael Chicago Illinois", []),
    ],
)
def test_towns_and_common_words_as_family_names(body, expected):
    assert surfaces(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("King Hussein met Pope Francis.", ["King Hussein", "Pope Francis"]),
        ("Crown Prince Charles left. Charles waved.", ["Prince Charles", "Prince Charles"]),
        ("The king Hussein left.", ["King Hussein"]),
        ("Emperor Hirohito met President Suharto.", ["Emperor Hirohito", "Suharto"]),
        ("King Hussein bin Talal left. King Hussein waved.", ["Hussein bin Talal"] * 2),
        ("Queen Elizabeth II left.", ["Elizabeth II"]),
        ("King Zorkov left.", ["Zorkov"]),
    ],
)
def test_monarchs_and_popes_are_known_by_one_name(body, expected):
    spans = people(body)

    assert [span.name for span in spans] == expected
    assert all(normalise_name(span.name) == span.key for span in spans)
