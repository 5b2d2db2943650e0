import pytest

from articles.extraction.likeness import likeness
from articles.extraction.names import normalise_name


def compared(one, other):
    found = likeness(normalise_name(one), normalise_name(other))
    assert (found is None) == (likeness(normalise_name(other), normalise_name(one)) is None)
    return found


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Benjamin Netanyahu", "Binyamin Netanyahu", "same family name"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Zelenskyy is spelled like Zelenskiy"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "same given name"),
        ("Xi Jinping", "Jinping Xi", "the same words in another order"),
        ("J. Sullivan", "Jake Sullivan", "J. fits Jake"),
        ("George Bush", "George W. Bush", "same given name"),
        ("Paul Volcker", "Paul A. Volcker", "same given name"),
        ("Viktor Yanukovych", "Victor Yanukovich", "Viktor is spelled like Victor"),
        ("Путин Владимир", "Vladimir Putin", "the same words in another order"),
    ],
)
def test_who_may_be_the_same(one, other, reason):
    found = compared(one, other)

    assert reason in found.reasons
    assert 0 < found.score <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George H.W. Bush", "George W. Bush"),
        ("John Smith", "Joan Smith"),
        ("Michael Jordan", "Michael Gordan"),
        ("Martin Luther King Jr.", "Martin Luther King Sr."),
        ("Bill Clinton", "Hillary Clinton"),
        ("Jake Sullivan", "Jake Sullivan"),
        ("Reagan", "Ronald Reagan"),
        ("Kim Jong Un", "Kim Jong Il"),
    ],
)
def test_who_is_not(one, other):
    assert compared(one, other) is None


def test_the_reasons_can_be_read():
    found = compared("Benjamin Netanyahu", "Binyamin Netanyahu")

    assert found.reasons == ("same family name", "Benjamin is spelled like Binyamin")
