"""A search as a file: the same articles as its pages, guarded, streamed and recorded."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import Group

from articles.models import Article, Entity, ExportRecord, Story
from articles.search import export as exporting
from articles.search import results
from articles.search.service import search_page
from articles.views.exports import COLUMNS
from tests.factories import link, make_article, make_country, make_person, make_user

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def archive(indexed):
    talks = [make_article(headline=f"Talks {n}", body=f"Text {n}.") for n in range(23)]
    link(talks[0], make_person("Antony Blinken"), main=True)
    link(talks[0], make_country("QA"))
    indexed(*talks, make_article(headline="Talks kept back", withheld=True))
    return talks


def body(response):
    return b"".join(response.streaming_content).decode()


def rows_of(client, query, name="csv"):
    return [*csv.DictReader(io.StringIO(body(client.get(f"/search?{query}&format={name}"))[1:]))]


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_rows_are_all_hits_in_the_order_asked_for(client, archive, sort):
    rows = rows_of(client, f"q=talks&sort={sort}&per=20&page=2")

    hits = search_page([("q", "talks"), ("sort", sort), ("per", "50")]).hits
    assert [row["number"] for row in rows] == [str(hit.article.pk) for hit in hits]
    assert len(rows) == 23


def test_columns_hold_what_the_page_shows(client, archive):
    (row,) = rows_of(client, "person=antony-blinken")

    assert tuple(row) == COLUMNS
    assert (row["people"], row["countries"]) == ("Antony Blinken", "Qatar")
    assert row["address"] == f"http://testserver/articles/{archive[0].pk}"
    assert row["date"] == archive[0].published_on.isoformat()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_cells_are_no_formulas(client, indexed, start):
    indexed(make_article(headline="Talks", byline=f"{start}HYPERLINK(1)"))

    assert rows_of(client, "q=talks")[0]["byline"] == f"'{start}HYPERLINK(1)"


def test_csv_opens_in_spreadsheets(client, archive):
    response = client.get("/search?person=antony-blinken&format=csv")

    text = body(response)
    assert text.startswith("\ufeffnumber,address,")
    assert text.endswith("\r\n")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="newsroom-')


def test_json_lines_hold_the_text(client, archive):
    lines = body(client.get("/search?q=talks&sort=oldest&format=jsonl")).splitlines()

    first = json.loads(lines[0])
    assert len(lines) == 23
    assert (first["people"], first["text"]) == (["Antony Blinken"], archive[0].body)


def test_a_feed_has_an_entry_for_each_article(client, indexed):
    indexed(make_article(headline="Talks & <b>more</b>", body="A\x0b<script>b", published_on=None))

    text = body(client.get("/search?q=talks&format=atom"))
    root = ET.fromstring(text)  # noqa: S314  It is our own.

    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Talks & <b>more</b>"
    assert entry.findtext(f"{ATOM}summary") == "A&lt;script&gt;b"
    assert entry.findtext(f"{ATOM}id") == "tag:127.0.0.1,2026:/articles/1"
    assert {child.tag for child in root} >= {f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated"}


def test_a_feed_of_somebody_keeps_its_names_whatever_host_is_asked(client, archive):
    ids = []
    for host in ("127.0.0.1", "localhost"):
        feed = client.get("/people/antony-blinken/feed", headers={"Host": host})
        root = ET.fromstring(feed.content)  # noqa: S314  It is our own.
        ids.append([element.text for element in root.iter(f"{ATOM}id")])

    assert ids[0] == ids[1]
    assert ids[0][0] == "tag:127.0.0.1,2026:/people/antony-blinken/feed"


@pytest.mark.parametrize(
    ("address", "kind", "words"),
    [("/people/antony-blinken", "person", "Antony+Blinken"), ("/countries/QA", "country", "Qatar")],
)
def test_a_feed_that_is_gone_says_why_and_where_to_go(client, archive, address, kind, words):
    Entity.objects.filter(kind=kind).update(level="rejected")

    response = client.get(f"{address}/feed")

    assert (response.status_code, response["Content-Type"]) == (410, "text/plain; charset=utf-8")
    assert f"is not a {kind}, so this feed has ended." in response.content.decode()
    assert f"http://testserver/search?q={words}\n" in response.content.decode()


def test_the_feed_of_somebody_merged_leads_to_the_other(client, archive):
    root = Entity.objects.get(slug="antony-blinken")
    make_person("Tony Blinken", merged_into=root, root=root)

    response = client.get("/people/tony-blinken/feed")

    assert (response.status_code, response["Location"]) == (301, "/people/antony-blinken/feed")


def test_a_feed_waits_for_the_index(client, db):
    link(make_article(), make_person())

    assert client.get("/people/jane-doe/feed").status_code == 503


def test_staff_take_what_readers_do_not_see(archive, staff):
    assert len(rows_of(staff, "q=talks")) == 24


def test_what_was_hidden_since_is_left_out(client, archive):
    response = client.get("/search?q=talks&format=csv")
    archive[3].withheld = True
    archive[3].save()

    assert len(body(response).splitlines()) == 1 + 22
    assert (ExportRecord.objects.get().rows, ExportRecord.objects.get().total) == (22, 23)


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_cut_file_has_articles_only_and_its_headers_say_how_many(
    client, archive, monkeypatch, name
):
    monkeypatch.setattr(exporting, "MOST_EXPORTED", 5)

    response = client.get(f"/search?q=talks&format={name}")

    lines = body(response).splitlines()[name == "csv" :]
    assert (len(lines), response["X-Rows"], response["X-Total"]) == (5, "5", "23")
    assert all("Talks " in line for line in lines)


def test_a_feed_says_by_its_subtitle_that_it_is_cut(client, archive, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_EXPORTED", 5)

    root = ET.fromstring(body(client.get("/search?q=talks&format=atom")))  # noqa: S314  Our own.

    assert len(root.findall(f"{ATOM}entry")) == 5
    assert root.findtext(f"{ATOM}subtitle") == "Only the first 5 of 23 articles are here."


def test_the_page_says_before_that_a_file_will_be_cut(client, archive, monkeypatch):
    assert "Only the first" not in client.get("/search?q=talks").content.decode()

    monkeypatch.setattr(results, "MOST_EXPORTED", 5)

    assert "Only the first 5 of 23" in client.get("/search?q=talks").content.decode()


def test_a_copy_is_told_of_to_those_who_see_what_it_copies(client, indexed):
    story = Story.objects.create(key="k")
    original = make_article(headline="Talks", story=story)
    copy = make_article(headline="Talks", story=story, is_copy=True)
    indexed(original, copy)
    numbered = {row["number"]: row["copy"] for row in rows_of(client, "q=talks")}
    assert numbered == {str(original.pk): "False", str(copy.pk): "True"}

    Article.objects.filter(pk=original.pk).update(withheld=True)

    assert [row["copy"] for row in rows_of(client, "q=talks")] == ["False"]
    client.force_login(make_user("chief", superuser=True))
    assert [row["copy"] for row in rows_of(client, "q=talks")].count("True") == 1


def test_it_is_recorded_without_what_was_asked(client, archive):
    user = make_user("reader")
    client.force_login(user)

    body(client.get("/search?q=talks&format=csv"))

    (record,) = ExportRecord.objects.all()
    assert (record.actor, record.format, record.rows, record.total) == (user, "csv", 23, 23)
    assert record.finished_at is not None
    assert not any("talks" in str(value) for value in vars(record).values())


def test_one_that_is_given_up_is_recorded_as_far_as_it_came(client, archive):
    response = client.get("/search?q=talks&format=csv")
    lines = iter(response.streaming_content)
    for _ in range(4):
        next(lines)
    response.close()

    (record,) = ExportRecord.objects.all()
    assert (record.rows, record.finished_at) == (2, None)


def test_a_head_request_takes_nothing(client, archive):
    response = client.head("/search?q=talks&format=csv")

    assert (response.status_code, response["X-Total"], response["X-Rows"]) == (200, "23", "23")
    assert not ExportRecord.objects.exists()


def test_without_an_index_there_is_no_shorter_file(client, db):
    make_article(headline="Talks")

    response = client.get("/search?q=talks&format=csv")

    assert (response.status_code, b"cannot answer now" in response.content) == (503, True)
    assert not ExportRecord.objects.exists()


def test_an_unknown_format_is_a_page_with_a_notice(client, archive):
    page = client.get("/search?q=talks&format=xls").content.decode()

    assert "The address asks for unknown things: “format”." in page


def test_administrators_see_the_records(db):
    administrators = Group.objects.get(name="Administrator")

    assert administrators.permissions.filter(codename="view_exportrecord").exists()


@pytest.mark.parametrize("number", [1, 3])
def test_a_chunk_with_copies_takes_one_query_more(
    client, indexed, django_assert_num_queries, number
):
    stories = [Story.objects.create(key=str(n)) for n in range(number)]
    indexed(*(make_article(headline="Talks", story=story) for story in stories))
    indexed(*(make_article(headline="Talks", story=story, is_copy=True) for story in stories))
    client.get("/search?q=talks")

    with django_assert_num_queries(7):
        assert len(rows_of(client, "q=talks")) == 2 * number


@pytest.mark.parametrize("number", [1, 3])
def test_a_chunk_takes_the_same_queries_for_any_number_of_rows(
    client, indexed, django_assert_num_queries, number
):
    indexed(*(make_article(headline="Talks", body=f"Text {n}") for n in range(number)))
    client.get("/search?q=talks")

    with django_assert_num_queries(6):
        assert len(rows_of(client, "q=talks")) == number
