"""What an audience sees of a part, and when that changes."""

from datetime import timedelta

import numpy as np
import pytest

from articles.search.whoosh.records import microseconds
from tests.search.contract.build import NOW, article, moment
from tests.search.segments import part_of

EPOCH = moment("1970-01-01")
HOUR = timedelta(hours=1)


@pytest.fixture
def part(tmp_path):
    embargoes = [None, NOW, NOW + HOUR, NOW + 2 * HOUR, None, None]
    documents = [
        article(10 + number, visible_from=at, withheld=number == 4)
        for number, at in enumerate(embargoes)
    ]
    return part_of(tmp_path, *documents, deleted=[5])


def seen(part, now, audience="reader"):
    found = part.seen(microseconds(now), audience)
    assert found.count == np.count_nonzero(found.mask)
    return np.flatnonzero(found.mask).tolist()


def test_staff_see_all_that_is_live(part):
    assert seen(part, NOW, "staff") == [0, 1, 2, 3, 4]
    assert part.seen(0, "staff") is part.seen(1, "staff")


def test_readers_see_what_is_out_at_the_very_moment(part):
    tick = timedelta(microseconds=1)

    for _ in range(2):
        assert seen(part, NOW - tick) == [0]
        assert seen(part, NOW) == seen(part, NOW + HOUR - tick) == [0, 1]
        assert seen(part, NOW + HOUR) == [0, 1, 2]
        assert seen(part, NOW + 100 * HOUR) == [0, 1, 2, 3]


def test_what_readers_see_is_kept_between_two_embargoes(part):
    now = microseconds(NOW)

    assert part.seen(now, "reader") is part.seen(now + 5, "reader")
    assert part.seen(now, "reader") is not part.seen(microseconds(NOW + HOUR), "reader")


@pytest.mark.parametrize("seconds", [0, 60, 4000, 5000])
def test_embargoes_of_1970(tmp_path, seconds):
    # Microseconds since 1970 are few then, and stored in the smallest type.
    part = part_of(tmp_path, article(1, visible_from=EPOCH + timedelta(seconds=seconds)))

    assert seen(part, NOW) == [0]
    assert seen(part, EPOCH - HOUR) == []


def test_lengths_of_what_is_seen(tmp_path):
    texts = [" ".join(f"w{number}" for number in range(size)) for size in (200, 250, 300)]
    part = part_of(tmp_path, *(article(n, text) for n, text in enumerate(texts)), deleted=[1])

    assert part.seen(0, "staff").length == sum(part.records.lengths[[0, 2]].tolist())
    assert part.seen(0, "staff").length >= 500


def test_documents_of_articles(part):
    assert part.documents_of([14, 9, 10, 15, 2**63 - 1]).tolist() == [4, -1, 0, -1, -1]
    assert part.documents_of([]).tolist() == []
    assert (part.may_have(10), part.may_have(16)) == (True, False)


def test_an_article_written_twice_is_the_later_one(tmp_path):
    part = part_of(tmp_path, article(1, "first"), article(2), article(1, "again"), deleted=[0])

    assert part.documents_of([1, 2]).tolist() == [2, 1]


def test_a_part_without_documents(tmp_path):
    part = part_of(tmp_path)

    assert part.documents_of([1]).tolist() == [-1]
    assert not part.may_have(0)
    assert seen(part, NOW) == seen(part, NOW, "staff") == []
