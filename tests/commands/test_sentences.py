import pytest
from django.db import OperationalError

from articles.management.children import ServerStopped
from articles.management.sentences import in_one_sentence


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OperationalError("no route\nto host"), "The database cannot be used: no route."),
        (OSError(28, "No space left", "/x"), "/x cannot be used: No space left."),
        (OSError(28, "No space left"), "A file cannot be used: No space left."),
        (OSError("12 bytes requested, 3 written"), "12 bytes requested, 3 written"),
        (ServerStopped("The web server ended."), "The web server ended."),
    ],
)
def test_trouble_is_said_in_one_sentence(error, sentence):
    assert in_one_sentence(error) == sentence
