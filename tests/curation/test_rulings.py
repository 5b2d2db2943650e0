from articles.curation.rulings import in_force
from articles.models import Decision


def decision(pk, *, reverts=None):
    return Decision(pk=pk, kind="revert" if reverts else "confirm", reverts_id=reverts)


def holding(*decisions):
    return [row.pk for row in in_force(decisions)]


def test_what_nobody_took_back_holds():
    assert holding(decision(1), decision(2)) == [1, 2]


def test_what_was_undone_does_not_hold():
    assert holding(decision(1), decision(2), decision(3, reverts=1)) == [2]


def test_undoing_an_undo_brings_back_at_the_old_place():
    rows = [decision(1), decision(2), decision(3, reverts=1), decision(4, reverts=3)]

    assert holding(*rows) == [1, 2]


def test_order_of_rows_does_not_matter():
    rows = [decision(3, reverts=1), decision(2), decision(1)]

    assert holding(*rows) == [2]


def test_undone_three_times():
    rows = [decision(1), *(decision(n, reverts=n - 1) for n in (2, 3, 4))]

    assert holding(*rows) == []
