"""Words of an invented language with the shape of English: inflected forms of Zipfian frequency."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from math import log1p
from random import Random

FORMS = 150_000
SHIFT, EXPONENT = 2.7, 1.07
"""Of Zipf-Mandelbrot's law: the form of rank r is as frequent as (r + SHIFT) ** -EXPONENT."""
TABLE_BITS = 21
"""A token comes from a table of 2 ** 21 entries: even the rarest form has one."""
STOCK = 1 << 13
_MOST = 4_096
_STOCK_MASK = int.from_bytes((STOCK - 1).to_bytes(2, sys.byteorder) * _MOST)

_COMMONEST = """
the of and to a in that it is was for on with he as at by from his this be have had not are but
they which or an were we their been has will would one all there when who more no if out so said
what up its about into than them can only other new some could time these two may then do first
any my now such like our over man me even most made after also did many before must through back
years where much your way well down should because each just those people"""
FUNCTION_WORDS = tuple(_COMMONEST.split())
_ONSETS: tuple[str, ...] = (*"bcdfghlmnprstvw",)
_CLUSTERS = ("br", "cl", "cr", "dr", "fl", "gr", "pl", "pr", "st", "str", "tr", "sh", "ch", "qu")
_VOWELS: tuple[str, ...] = (*"aeiou",)
_DIPHTHONGS = ("ea", "ou", "ai", "oo")
_CODAS = (*"nrltdkmpbg", "nd", "nt", "rt", "lt", "nk", "rm", "lk", "mp", "rn", "nch", "sk")
# What a stemmer takes off on its own would make one class of two words.
_SUFFIXES = ("at", "it", "al", "el", "er", "or", "ar", "ent", "ant", "ed", "ing", "ic", "id")
_ENDINGS = {"noun": ("", "s"), "verb": ("", "s", "ed", "ing"), "adjective": ("",)}
_SHARES = {"": 1.0, "s": 0.45, "ed": 0.35, "ing": 0.25}


@dataclass(frozen=True, slots=True)
class Lemma:
    """A word and the probability that a token is one of its ``forms`` inflected forms."""

    text: str
    frequency: float
    forms: int


class Vocabulary:
    """All word forms, the commonest first; ``frequencies`` are their probabilities."""

    def __init__(self, forms: int = FORMS) -> None:
        weighted = sorted(_weighted_forms(forms), key=lambda form: -form[0])[:forms]
        laws: list[float] = [(rank + SHIFT) ** -EXPONENT for rank in range(1, len(weighted) + 1)]
        total = sum(laws)
        self.frequencies: list[float] = [law / total for law in laws]
        self.forms = [form for _, form, _ in weighted]
        self._lemma_of = [lemma for _, _, lemma in weighted]

    @cached_property
    def table(self) -> list[str]:
        """The forms, each as often as it is frequent."""
        entries, size, reached = list[str](), 1 << TABLE_BITS, 0.0
        for form, frequency in zip(self.forms, self.frequencies, strict=True):
            reached += frequency
            entries += [form] * (round(reached * size) - len(entries))
        return entries + [self.forms[0]] * (size - len(entries))

    @cached_property
    def lemmas(self) -> list[Lemma]:
        """The words that are no function words, rarest first."""
        sums: dict[str, float] = {}
        for lemma, frequency in zip(self._lemma_of, self.frequencies, strict=True):
            sums[lemma] = sums.get(lemma, 0.0) + frequency
        forms, known = Counter(self._lemma_of), {*FUNCTION_WORDS}
        found = [Lemma(text, sum_, forms[text]) for text, sum_ in sums.items() if text not in known]
        return sorted(found, key=lambda lemma: lemma.frequency)

    @cached_property
    def uninflected(self) -> list[Lemma]:
        """The words of one form only, which a stemmed and an unstemmed index know alike."""
        return [lemma for lemma in self.lemmas if lemma.forms == 1]

    @property
    def mean_length(self) -> float:
        """The mean number of letters of a token."""
        pairs = zip(self.forms, self.frequencies, strict=True)
        return sum(len(form) * frequency for form, frequency in pairs)

    def stock(self, random: Random) -> list[str]:
        """Draw the ``STOCK`` pairs of words that the articles of one time are made of.

        Over all stocks words keep their frequencies, but pairs recur and rare words come in
        bursts, as they do in the news; and drawing pairs of a stock that caches hold takes a
        fourth of the time that drawing words of the whole vocabulary does.
        """
        mask = int.from_bytes(((1 << TABLE_BITS) - 1).to_bytes(4, sys.byteorder) * 2 * STOCK)
        bits = int.from_bytes(random.randbytes(8 * STOCK)) & mask
        words = map(self.table.__getitem__, array("I", bits.to_bytes(8 * STOCK)))
        return [f"{one} {other}" for one, other in zip(words, words, strict=True)]


def draw(stock: list[str], random: Random, count: int) -> list[str]:
    """Draw ``count`` pairs of a stock: the random bits of all of them are got at once."""
    bits = int.from_bytes(random.randbytes(2 * count)) & (_STOCK_MASK >> 16 * (_MOST - count))
    return list(map(stock.__getitem__, array("H", bits.to_bytes(2 * count))))


def near(lemmas: list[Lemma], share: float, tokens: float, nth: int = 0) -> str:
    """Return a word of ``lemmas`` that about this share of texts of ``tokens`` words have.

    Each ``nth`` gives another one of a like frequency. ``lemmas`` begin with the rarest.
    """
    wanted = -log1p(-share) / tokens
    at = bisect_left(lemmas, wanted, key=lambda lemma: lemma.frequency)
    return lemmas[max(min(at, len(lemmas) - 1) - nth, 0)].text


@cache
def vocabulary() -> Vocabulary:
    """Return the archive's vocabulary, made once in a process."""
    return Vocabulary()


def invented_words(random: Random, taken: set[str]) -> Iterator[str]:
    """Yield pronounceable words without end, none twice and none of ``taken``, which grows."""
    while True:
        syllables = 2 if random.random() < 30_000 / (len(taken) + 1) else 3
        word = "".join(_syllable(random) for _ in range(syllables)) + random.choice(_CODAS)
        if word not in taken and not word.endswith(_SUFFIXES):
            taken.add(word)
            yield word


def _syllable(random: Random) -> str:
    onset = random.choice(_ONSETS if random.random() < 0.85 else _CLUSTERS)
    return onset + random.choice(_VOWELS if random.random() < 0.9 else _DIPHTHONGS)


def _weighted_forms(forms: int) -> Iterator[tuple[float, str, str]]:
    """Yield (weight, form, lemma); function words first, then lemmas by rank."""
    for rank, word in enumerate(FUNCTION_WORDS):
        yield 1e6 - rank, word, word
    random = Random("vocabulary")
    kinds = random.choices([*_ENDINGS], weights=(50, 40, 10), k=forms)
    words = islice(invented_words(random, {*FUNCTION_WORDS}), forms)
    made = 0
    for rank, (word, kind) in enumerate(zip(words, kinds, strict=True), start=1):
        for ending in _ENDINGS[kind]:
            yield _SHARES[ending] / rank, word + ending, word
        made += len(_ENDINGS[kind])
        if made > forms * 2:  # The rarest forms of the rest could not be among the first.
            return
