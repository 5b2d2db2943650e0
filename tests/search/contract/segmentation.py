"""How articles came to be written (together, apart, in which order) shows nowhere."""

from __future__ import annotations

import random
from contextlib import ExitStack

from hypothesis import given
from hypothesis import strategies as st

from tests.search.contract.agreement import check_same
from tests.search.contract.archives import Commit, Rebuild, Reopen, documents, pair
from tests.search.contract.questions import questions
from tests.search.effort import examples

ARCHIVES = st.lists(
    documents(st.integers(1, 10**6)), min_size=1, max_size=12, unique_by=lambda d: d.id
)


class SegmentationContract:
    @examples(20)
    @given(
        archive=ARCHIVES,
        drafts=st.lists(documents(), max_size=4),
        asked=questions(),
        seed=st.integers(0, 999),
    )
    def test_any_way_of_writing_gives_the_same_answers(self, archive, drafts, asked, seed):
        with ExitStack() as stack:
            one, many, anew = (stack.enter_context(pair(self.open_engine)) for _ in range(3))
            one.take(Commit(tuple(archive)))
            _write_apart(many, archive, drafts, random.Random(seed))
            anew.take(Commit(tuple(archive)))
            anew.take(Rebuild((), seed))
            anew.take(Reopen())
            for request in asked:
                check_same(one.engine, many.engine, request)
                check_same(one.engine, anew.engine, request)


def _write_apart(both, archive, drafts, dice):
    """Commit a few articles at a time, shuffled, after drafts that are replaced or removed."""
    wanted = {document.id for document in archive}
    both.take(Commit(tuple(drafts)))
    with both.engine.writer() as writer:
        for id_ in {draft.id for draft in drafts} - wanted:
            writer.remove(id_)
    rest = dice.sample(archive, len(archive))
    while rest:
        size = dice.randint(1, 4)
        both.take(Commit(tuple(rest[:size])))
        rest = rest[size:]
