import pytest

from articles.curation import decide
from articles.curation.suggest import suggestions
from tests.curation.world import editor, person, report

pytestmark = pytest.mark.django_db


def suggested(name):
    return [one.entity.name for one in suggestions(person(name))]


def test_spellings_are_suggested_and_never_join_by_themselves():
    report("Benjamin Netanyahu", "Binyamin Netanyahu", "George H.W. Bush", "George W. Bush")

    assert suggested("Benjamin Netanyahu") == ["Binyamin Netanyahu"]
    assert person("Benjamin Netanyahu").root != person("Binyamin Netanyahu").root
    assert suggested("George W. Bush") == []


def test_the_likeliest_comes_first_then_the_commonest():
    report("Jake Sullivan", "J. Sullivan", "Jakob Sullivan")
    report("Jakob Sullivan", "Jaka Sullivan")

    assert suggested("Jake Sullivan") == ["J. Sullivan"]
    assert suggested("J. Sullivan") == ["Jakob Sullivan", "Jake Sullivan", "Jaka Sullivan"]


def test_another_order_is_suggested():
    report("Xi Jinping", "Jinping Xi")

    assert suggested("Xi Jinping") == ["Jinping Xi"]


def test_merged_rejected_and_different_people_are_not():
    report("Jake Sullivan", "J. Sullivan", "Jake A. Sullivan", "Jake B. Sullivan")
    decide.different(person("Jake Sullivan"), person("J. Sullivan"), by=editor())
    decide.reject([person("Jake B. Sullivan")], by=editor())
    decide.merge([person("Jake A. Sullivan")], person("Jake Sullivan"), by=editor())

    assert suggested("Jake Sullivan") == []
