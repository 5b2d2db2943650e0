"""Random and hostile query strings, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random


def pool(text: str) -> list[str]:
    return text.split(" ")


WORDS = pool("talks Qatar president Übergabe 石油 السلام U.S. cease-fire l'Élysée")
MISSPELT = pool("tlaks presidnt PRESDIENT spokke Qater nothign quarantned the of zebra xqzzk")
NAMES = pool("q person -person country -country source -source person.mode country.mode")
NAMES += ["", *pool("source.mode main from to sort per page x q[]")]
VALUES = pool("jane-doe QA ~none all any 1 0 newest oldest relevance 20 2024 2024-06 2024-06-07")
VALUES += pool("2024-02-30 0000 9999-12-31 -1 1e9 NaN")
SYNTAX = pool('" “ ” ( ) (( )) - -- ~ ~5 ~999999999 * ** : AND OR NOT person: country: source:')
SYNTAX += pool("headline: place: byline: from: to: from:2024 to:9999 person:doe -person:d* [ ]")
SYNTAX += pool("quaran person:quaran*")
SYNTAX += pool("{ } \\ / ' % _ ; <b> &amp; ../ {{x}} {%x%}")
ESCAPES = pool("% %4 %zz %00 %ff %c3%28 %ed%a0%80 %u0041 %25%32%35 + %2B && = == ? # ; &q &=x")
ESCAPES += pool("%F0%9F%98%80 %0d%0aX:%20y")
CONTROLS = pool("\0 \x07 \x1b \x85 \xad \u200b \u200e \u200f \u202e \u2066 \ufeff")
ODD = CONTROLS + pool("\ud800 \udfff \ufffe \uffff \U0010ffff e\u0301 \u0130 \u0130\u0307 ß ﬁ Ǆ 𝒜")
ODD += pool("١٢٣ ² ½ \U0001f469\u200d\U0001f467")
ODD += ["\r\n", "\t", "\u2028", "\xa0", "\u0301" * 50]


def query(random: Random) -> str:
    """Return what somebody might type, or would rather not."""
    shape = random.randrange(12)
    if shape == 0:
        return _long(random)
    if shape == 1:
        return "".join(chr(random.randrange(0x110000)) for _ in range(random.randrange(60)))
    if shape < 5:
        return _misspelt(random)
    pools = random.choices((WORDS, SYNTAX, ODD), weights=(5, 4, 2), k=random.randrange(14))
    gap = random.choice((" ", " ", "", "  "))
    return gap.join(random.choice(pool) for pool in pools)


def _misspelt(random: Random) -> str:
    """Return few words, so that there are articles with them when they are spelt well."""
    words = [random.choice((*WORDS, *MISSPELT, *MISSPELT)) for _ in range(random.randrange(1, 5))]
    formed = (random.choice(("{}", "{}", "{}", "({})", "-({})", '"{}"', "{} OR")) for _ in words)
    return " ".join(form.format(word) for form, word in zip(formed, words, strict=True))


def _long(random: Random) -> str:
    piece = random.choice([*SYNTAX, *ODD, *WORDS, "a", "a ", "a* ", "(a ", "-a ", '"a" ', "a OR "])
    return piece * (random.choice((33, 520, 10_000)) // len(piece) + 1)


def pairs(random: Random) -> list[tuple[str, str]]:
    """Return the parameters of an address: known and unknown, repeated, damaged."""
    found = [("q", query(random))] if random.random() < 0.8 else []
    others = random.choice((0, 0, 1, 2, 3, 6, 120))
    found += [(_name(random), _value(random)) for _ in range(others)]
    random.shuffle(found)
    return found


def _name(random: Random) -> str:
    return random.choice(NAMES) if random.random() < 0.9 else random.choice(ODD)


def _value(random: Random) -> str:
    shape = random.randrange(6)
    if shape == 0:
        return query(random)
    if shape == 1:
        return str(random.choice((-1, 1, 10)) * 10 ** random.randrange(40))
    return random.choice([*VALUES, *ODD, "x" * 201])


def address(random: Random) -> str:
    """Return a query string as bytes of an address, with broken escapes, always in ASCII."""
    pieces = [random.choice(ESCAPES) for _ in range(random.randrange(12))]
    pieces += [f"&{random.choice(NAMES)}={random.choice([*ESCAPES, *VALUES])}" for _ in range(3)]
    random.shuffle(pieces)
    return "q=" + "".join(pieces)


def cases(seed: int, number: int) -> Iterator[tuple[int, Random]]:
    """Yield the seed of each case and its generator, so that one case can be had again alone.

    All choices of a case are its generator's.
    """
    for case in range(seed, seed + number):
        yield case, Random(case)
