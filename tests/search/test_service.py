from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.http import urlencode

from articles.ingest.loader import candidate, load
from articles.ingest.record import ArticleRecord
from articles.models import Alias, Article, CurationState, Entity, Import, IndexTask
from articles.search import service
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.listing import facet_listing
from articles.search.outbox import drain
from articles.search.service import audience_of, search_page
from tests.factories import make_person

pytestmark = pytest.mark.django_db

RECORDS = [
    ArticleRecord("1", source="Meridian", external_id="1", headline="Talks in Doha",
                  body="Antony Blinken met Emmanuel Macron in Qatar.",
                  published_on=date(2024, 6, 7)),
    ArticleRecord("2", source="Meridian", external_id="2", headline="Macron at home",
                  body="Emmanuel Macron spoke in France.", published_on=date(2023, 1, 2)),
    ArticleRecord("3", source="Harbour", external_id="3", headline="Hostages",
                  body="Antony Blinken spoke of hostages and a cease-fire."),
    ArticleRecord("4", source="Harbour", external_id="4", headline="Weather",
                  body="It rained all day.", published_on=date(2023, 5, 5)),
]  # fmt: skip


@pytest.fixture
def archive():
    load([candidate(record) for record in RECORDS], Import.objects.create())
    index()


def index():
    get_engine().create()
    while drain(get_engine()):
        pass


def ids(query, **kwargs):
    page = search_page(pairs(query), **kwargs)
    return [hit.article.external_id for hit in page.hits]


def pairs(query):
    return list(query.items()) if isinstance(query, dict) else query


def values(page, name):
    panel = next(panel for panel in page.panels if panel.name == name)
    return {value.value: value.count for value in panel.values}


def person(slug):
    return Entity.objects.get(slug=slug)


def test_everything_newest_first_with_undated_last(archive):
    assert ids({}) == ["1", "4", "2", "3"]


def test_words_and_choices_narrow_together(archive):
    assert ids({"q": "macron"}) == ["2", "1"] or set(ids({"q": "macron"})) == {"1", "2"}
    assert ids({"q": "macron", "country": "QA"}) == ["1"]
    assert ids({"person": "antony-blinken"}) == ["1", "3"]


def test_facet_counts_of_a_search(archive):
    page = search_page([("q", "macron")])

    assert values(page, "person") == {"emmanuel-macron": 2, "antony-blinken": 1}
    assert values(page, "country") == {"FR": 1, "QA": 1}
    assert values(page, "source") == {"meridian": 2}


def test_count_beside_a_value_is_the_total_after_choosing_it(archive):
    page = search_page([("country", "QA")])
    for panel in page.panels:
        for value in panel.values:
            if not value.selected:
                alone = {"person": [], "country": [], "source": []}
                alone[panel.name] = [value.value]
                query = {"country": "QA"} if panel.name != "country" else {}
                total = search_page(pairs({**query, panel.name: value.value})).total
                assert total == value.count


def test_none_is_a_value(archive):
    page = search_page([])
    none = next(panel for panel in page.panels if panel.name == "person").none

    assert none.count == 1
    assert ids({"person": "~none"}) == ["4"]


def test_merged_value_acts_as_its_survivor(archive):
    blinken, macron = person("antony-blinken"), person("emmanuel-macron")
    Entity.objects.filter(pk=blinken.pk).update(merged_into=macron, root=macron)
    CurationState.objects.update_or_create(id=1, defaults={"version": 101})

    page = search_page([("person", "antony-blinken")])

    assert page.total == 3
    assert values(page, "person") == {"emmanuel-macron": 3}
    assert [chip.label for chip in page.chips] == ["Emmanuel Macron"]
    panel = next(panel for panel in page.panels if panel.name == "person")
    assert panel.values[0].toggle == "/search"


def test_rejected_value_keeps_its_chip_and_matches_nothing(archive):
    Entity.objects.filter(slug="antony-blinken").update(level="rejected")
    CurationState.objects.update_or_create(id=1, defaults={"version": 102})

    page = search_page([("person", "antony-blinken")])

    assert page.total == 0
    assert [(chip.label, chip.gone) for chip in page.chips] == [("Antony Blinken", True)]
    assert "antony-blinken" not in values(search_page([]), "person")


def test_unknown_value_is_left_out_with_a_notice(archive):
    page = search_page([("person", "nobody")])

    assert page.total == 4
    assert any("nobody" in notice for notice in page.notices)


def test_people_fields_go_through_aliases(archive):
    assert set(ids({"q": "person:blinken"})) == {"1", "3"}
    assert set(ids({"q": 'person:"Emmanuel Macron"'})) == {"1", "2"}
    assert ids({"q": "country:french"}) == ["2"]
    assert set(ids({"q": "source:harb"})) == {"3", "4"}
    assert ids({"q": "-person:macr* -source:harbour"}) == []


def test_bars_lead_to_their_total(archive):
    page = search_page([])

    bars = [bar for bar in page.dates.bars if bar.count]
    assert sum(bar.count for bar in bars) == 3
    for bar in bars:
        assert search_page(parse_qsl(bar.query)).total == bar.count
    assert ids({"from": "2023-01-01", "to": "2023-12-31"}) == ["4", "2"]


def test_undated_articles_are_a_choice_of_their_own(archive):
    page = search_page([])

    assert page.dates.undated == 1
    undated = search_page(parse_qsl(page.dates.by_undated))
    assert (undated.total, undated.chips[0].label) == (1, "undated")
    assert undated.chips[0].remove == ""


def test_readers_do_not_see_what_is_withheld_or_embargoed(archive):
    Article.objects.filter(external_id="1").update(withheld=True, version=5)
    later = timezone.now() + timedelta(days=1)
    Article.objects.filter(external_id="2").update(visible_from=later, version=5)
    IndexTask.objects.update(drained_at=None)
    index()

    assert set(ids({})) == {"3", "4"}
    assert values(search_page([]), "country") == {}
    assert set(ids({}, audience="staff")) == {"1", "2", "3", "4"}


def test_article_ruling_holds_before_the_index_knows(archive):
    article = Article.objects.get(external_id="1")
    article.entity_rows.filter(entity__slug="QA").delete()
    IndexTask.objects.create(article_id=article.pk, kind="entities")

    assert ids({"country": "QA"}) == []


def test_index_away_falls_back_and_says_so(archive, monkeypatch):
    class Broken:
        def search(self, request):
            raise EngineError("The index is damaged.")

    monkeypatch.setattr(service, "get_engine", Broken)

    page = search_page([("q", "macron"), ("source", "meridian"), ("from", "2020"), ("to", "2023")])

    assert page.degraded == "The index is damaged."
    assert page.total is None
    assert [hit.article.external_id for hit in page.hits] == ["2"]
    assert [h.article.external_id for h in search_page([("country", "QA")]).hits] == ["1"]


def test_snippets_and_pills_of_a_hit(archive):
    hit = search_page([("q", "cease-fire hostages")]).hits[0]

    marked = [piece.text for snippet in hit.snippets for piece in snippet.pieces if piece.marked]
    assert marked
    assert [link.label for link in hit.people] == ["Antony Blinken"]


def test_pages_lead_on_and_back(archive):
    page = search_page([("per", "20"), ("page", "2")])

    assert page.hits == ()
    assert page.pager.previous == ""
    assert page.pager.next is None


def test_listing_of_a_facet_by_count_name_and_needle(archive):
    by_count = facet_listing([], "person")
    by_name = facet_listing([], "person", order="name")
    found = facet_listing([], "person", needle="macr")

    assert {value.value for value in by_count.panel.values} == {"antony-blinken", "emmanuel-macron"}
    assert [value.value for value in by_name.panel.values] == ["antony-blinken", "emmanuel-macron"]
    assert [value.value for value in found.panel.values] == ["emmanuel-macron"]
    assert [v.value for v in facet_listing([], "source", needle="HARB").panel.values] == ["harbour"]


@pytest.mark.parametrize(
    "query", [{"person": "x" * 10_000}, {"q": '"((', "page": "-1"}, {"z": "1"}]
)
def test_damaged_parameters_still_give_a_page(archive, query):
    assert search_page(pairs(query)).total is not None
    assert urlencode(query)


def test_audience_follows_the_permission():
    assert audience_of(AnonymousUser()) == "reader"
    assert audience_of(User(username="x", is_superuser=True)) == "staff"


def test_staff_alone_search_by_names_of_hidden_articles(archive):
    person = Entity.objects.get(name="Antony Blinken")
    Alias.objects.create(entity=person, text="Zephyr", key="zephyr", origin="extraction")

    assert ids({"q": "person:zephyr"}) == []
    assert set(ids({"q": "person:zephyr"}, audience="staff")) == {"1", "3"}


def test_a_beginning_of_too_many_names_is_told(archive, monkeypatch):
    monkeypatch.setattr("articles.search.names.MAX_EXPANSIONS", 1)

    page = search_page([("q", "person:bl* OR person:ma* OR person:an*")])
    assert not any("names begin" in notice for notice in page.notices)
    make_person("Ann Andrews")
    page = search_page([("q", "person:an* OR person:an*")])
    assert sum("names begin with “an”" in notice for notice in page.notices) == 1
