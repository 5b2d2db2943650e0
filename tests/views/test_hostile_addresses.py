"""Addresses that are damaged, endless or malicious: a good page every time."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import CurationState, Entity
from tests.archive import fill
from tests.search.effort import examples

NAMES = ("q", "person", "-person", "person.mode", "country", "-country", "source", "main", "from",
         "to", "undated", "copies", "sort", "per", "page", "at", "order", "needle", "format",
         "hit", "letter", "without", "nonsense", "__proto__", "q[]")  # fmt: skip
VALUES = (
    "", "0", "-1", "1000000000", "1e9", "NaN", "٣", "2024-13", "9999-12-31", "0000-00-00", "~none",
    "QA", "emmanuel-macron", "nobody", "all", "1" * 10_000, "x" * 10_000, "(" * 5_000, "\0",
    "\ud800", "' OR 1=1 --", "../../etc/passwd", "%00", "{{ 7*7 }}", "<script>", "\u202e",
    "🙂" * 500, "\r\nA: b", "person:", "from:", "a~~~", '"', "* OR *", "csv",
)  # fmt: skip
PATHS = ("/search", "/search/person", "/search/country", "/search/source", "/search/world",
         "/suggest", "/people", "/countries", "/people/emmanuel-macron", "/countries/QA",
         "/people/emmanuel-macron/latest", "/articles/1", "/", "/help")  # fmt: skip
GOOD = {200, 301, 302, 404}


@pytest.fixture
def archive(db):
    fill()


def sent(value):
    return value.encode("utf-8", "surrogatepass")


def status(client, path, pairs):
    response = client.get(path, pairs)
    if response.streaming:
        b"".join(response)
    return response.status_code


def test_each_value_of_each_parameter(client, archive):
    for name in NAMES:
        for value in VALUES:
            assert status(client, "/search", {name: sent(value)}) in GOOD, (name, value[:40])


@pytest.mark.parametrize("path", PATHS)
def test_each_value_of_all_parameters_at_once(client, archive, path):
    for value in VALUES:
        pairs = {name: sent(value) for name in NAMES if name != "format"}
        assert status(client, path, pairs) in GOOD, value[:40]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], parent=examples(60))
@given(
    st.sampled_from(PATHS),
    st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(VALUES), max_size=3)),
)
def test_any_mixture(client, archive, path, pairs):
    hostile = {name: [sent(value) for value in values] for name, values in pairs.items()}

    assert status(client, path, hostile) in GOOD


def test_repeated_parameters(client, archive):
    page = client.get("/search", {"q": ["macron", "merkel"], "person": ["angela-merkel"] * 100})

    assert page.status_code == 200
    assert "given more than once" in page.content.decode()


@pytest.mark.parametrize("path", ["/search", "/search/person", "/search/world"])
def test_merged_rejected_and_unknown_people(client, archive, path):
    macron, merkel = (Entity.objects.get(slug=s) for s in ("emmanuel-macron", "angela-merkel"))
    Entity.objects.filter(pk=macron.pk).update(merged_into=merkel, root=merkel)
    Entity.objects.filter(slug="boris-tadic").update(level=Entity.Level.REJECTED)
    CurationState.objects.update_or_create(id=1, defaults={"version": 900})

    for slug in ("emmanuel-macron", "boris-tadic", "nobody"):
        assert client.get(path, {"person": slug}).status_code == 200, slug
