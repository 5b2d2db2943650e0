import pytest
from django.core.management import CommandError

from tests.commands.calling import call
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_explain_an_article_and_a_file(tmp_path):
    article = make_article(body="President Emmanuel Macron was in Qatar.")
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "headline": "H", "body": "President Emmanuel Macron."}\n')

    assert "Fields" in call("explain", str(article.pk))[1]
    out = call("explain", str(path))[1]
    assert "Emmanuel Macron" in out
    assert "[Emmanuel Macron]" in out


@pytest.mark.parametrize("what", ["nowhere.txt", "999999", "9" * 40])
def test_explain_nothing(what):
    with pytest.raises(CommandError):
        call("explain", what)


def test_explain_a_broken_record(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("broken\n")

    with pytest.raises(CommandError, match="1"):
        call("explain", str(path))
