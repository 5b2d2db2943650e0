"""The contract of the query language: what each query means, and what it says about mistakes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.grammar import MAX_CLAUSES, MAX_DEPTH, MAX_NOTICES, MAX_TEXT, parse
from articles.search.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Range,
    Word,
)

A, B, C, D = Word("a"), Word("b"), Word("c"), Word("d")

READ = [
    # Nothing to search for
    ("", Everything()),
    ("  \t\n ", Everything()),
    ("... — !", Everything()),
    # Words
    ("a", A),
    ("a b", And((A, B))),
    ("a   b\u00a0c", And((A, B, C))),
    ("a, b; c.", And((A, B, C))),
    ("Cease-fire", Word("Cease-fire")),
    ("O’Neill's", Word("O’Neill's")),
    ("workers' 'quoted'", And((Word("workers"), Word("quoted")))),
    ("U.S. talks", And((Word("U.S."), Word("talks")))),
    ("the U.N.", And((Word("the"), Word("U.N.")))),
    ("end. Start", And((Word("end"), Word("Start")))),
    ("AT&T 3.5", And((Word("AT&T"), Word("3.5")))),
    ("Hawaiʻi", Word("Hawaiʻi")),
    ("e\u0301lite हिन्दी", And((Word("e\u0301lite"), Word("हिन्दी")))),
    ("not or and Not Or", And(tuple(map(Word, ["not", "or", "and", "Not", "Or"])))),
    ("oil/gas", Phrase(("oil", "gas"))),
    ("10:30", Phrase(("10", "30"))),
    ("https://www.reuters.com/x", Phrase(("https", "www.reuters.com", "x"))),
    ("Paris - Rome -- Bonn", And((Word("Paris"), Word("Rome"), Word("Bonn")))),
    ("~5 dollars", And((Word("5"), Word("dollars")))),
    # AND and OR
    ("a AND b", And((A, B))),
    ("a b OR c", Or((And((A, B)), C))),
    ("a OR b c", Or((A, And((B, C))))),
    ("a OR b OR c", Or((A, B, C))),
    ("a AND b OR c AND d", Or((And((A, B)), And((C, D))))),
    ("(a b) c", And((A, B, C))),
    ("a (b (c d))", And((A, B, C, D))),
    ("(a OR b) OR (c OR d)", Or((A, B, C, D))),
    ("a (b OR c)", And((A, Or((B, C))))),
    ("(a)", A),
    ("((a OR b))c", And((Or((A, B)), C))),
    # Exclusions
    ("a -b", And((A, Not(B)))),
    ("a NOT b", And((A, Not(B)))),
    ("a AND NOT b", And((A, Not(B)))),
    ("a OR NOT b", Or((A, Not(B)))),
    ("-a", Not(A)),
    ("-a -b", And((Not(A), Not(B)))),
    ("-(a b)", Not(And((A, B)))),
    ("(-a)", Not(A)),
    ('-"a b"', Not(Phrase(("a", "b")))),
    ("-person:Biden", Not(Field("person", Word("Biden")))),
    ("NOT NOT a", A),
    ("NOT -a", A),
    ("NOT (NOT a)", A),
    ("a-b", Word("a-b")),
    # Phrases
    ('"a b"', Phrase(("a", "b"))),
    ('"a"', Phrase(("a",))),
    ("“a b”", Phrase(("a", "b"))),
    ("„a b“ «c d»", And((Phrase(("a", "b")), Phrase(("c", "d"))))),
    ('"near this"~5', Phrase(("near", "this"), 5)),
    ('"near this"~0', Phrase(("near", "this"), 0)),
    ('"near this"~50', Phrase(("near", "this"), 50)),
    ('"U.S. cease-fire, (now) OR never"', Phrase(("U.S.", "cease-fire", "now", "OR", "never"))),
    ('a"b c"d', And((A, Phrase(("b", "c")), D))),
    # Prefixes and fuzzy words
    ("econom*", Prefix("econom")),
    ("ec*", Prefix("ec")),
    ("econom*,", Prefix("econom")),
    ("a econom* b", And((A, Prefix("econom"), B))),
    ("quatar~", Fuzzy("quatar", 2)),
    ("quata~", Fuzzy("quata", 1)),
    ("quata~.", Fuzzy("quata", 1)),
    # Fields
    ("person:Biden", Field("person", Word("Biden"))),
    ('person:"Joe Biden"', Field("person", Phrase(("Joe", "Biden")))),
    ("person:“Joe Biden”", Field("person", Phrase(("Joe", "Biden")))),
    ("Person:Biden", Field("person", Word("Biden"))),
    ("country:Qatar a", And((Field("country", Word("Qatar")), A))),
    ("source:Reuters", Field("source", Word("Reuters"))),
    ("headline:econom*", Field("headline", Prefix("econom"))),
    ('headline:"near this"~5', Field("headline", Phrase(("near", "this"), 5))),
    ("byline:smyth~", Field("byline", Fuzzy("smyth", 1))),
    ("place:Doha", Field("place", Word("Doha"))),
    ("country:U.S.", Field("country", Word("U.S."))),
    ("person:a/b", Field("person", Phrase(("a", "b")))),
    # Dates
    ("from:2024", Range(date(2024, 1, 1), None)),
    ("to:2024", Range(None, date(2024, 12, 31))),
    ("from:2024-06", Range(date(2024, 6, 1), None)),
    ("to:2024-02", Range(None, date(2024, 2, 29))),
    ("to:2024-6", Range(None, date(2024, 6, 30))),
    ("from:2024-06-07,", Range(date(2024, 6, 7), None)),
    ("to:2024-06-07", Range(None, date(2024, 6, 7))),
    ("-from:2024", Not(Range(date(2024, 1, 1), None))),
]


@pytest.mark.parametrize(("text", "tree"), READ)
def test_reads_without_notice(text, tree):
    parsed = parse(text)

    assert parsed.tree == tree
    assert parsed.notices == ()


MISREAD = [
    # text, tree, and the pieces of text that the notices point at
    ('"a b', And((A, B)), ['"']),
    ('a "b', And((A, B)), ['"']),
    ('-"a', Not(A), ['"']),
    ('""', Everything(), ['""']),
    ('a "!" b', And((A, B)), ['"!"']),
    ('"a b"~', Phrase(("a", "b")), ["~"]),
    ('"a b"~51', Phrase(("a", "b"), 50), ["~51"]),
    ("(a OR b", Or((A, B)), ["("]),
    ("a (b OR c", And((A, Or((B, C)))), ["("]),
    ("((a", A, ["(", "("]),
    ("a (", A, ["("]),
    ("a) b", And((A, B)), [")"]),
    ("a () b", And((A, B)), ["()"]),
    ("a -() b", And((A, B)), ["()"]),
    ("a OR -( b", Or((A, Not(B))), ["("]),
    ("a OR -!", And((A, Word("OR"))), ["OR", "-"]),
    ("(-!)", Everything(), ["(-!)", "-"]),
    ("-! a", A, ["-"]),
    ('-"" a', A, ["-", '""']),
    ("NOT", Word("NOT"), ["NOT"]),
    ("a NOT", And((A, Word("NOT"))), ["NOT"]),
    ("(a NOT) b", And((A, Word("NOT"), B)), ["NOT"]),
    ("NOT OR a", Or((Word("NOT"), A)), ["NOT"]),
    ("NOT NOT", Not(Word("NOT")), ["NOT"]),
    ("OR", Word("OR"), ["OR"]),
    ("a OR", And((A, Word("OR"))), ["OR"]),
    ("AND a", And((Word("AND"), A)), ["AND"]),
    ("a AND OR b", Or((And((A, Word("AND"))), B)), ["AND"]),
    ("foo:bar", Phrase(("foo", "bar")), ["foo:bar"]),
    ("-foo:bar", Not(Phrase(("foo", "bar"))), ["foo:bar"]),
    ('foo:"a b"', And((Word("foo"), Phrase(("a", "b")))), ["foo:"]),
    ("person:", Word("person"), ["person:"]),
    ("person: a", And((Word("person"), A)), ["person:"]),
    ("person:(a)", And((Word("person"), A)), ["person:"]),
    ('person:""', Word("person"), ['""']),
    ('person:"a', And((Word("person"), A)), ['"']),
    ("from:yesterday", Phrase(("from", "yesterday")), ["from:yesterday"]),
    ("from:", Word("from"), ["from:"]),
    ("to:2024-13", Phrase(("to", "2024-13")), ["to:2024-13"]),
    ("to:2024-02-30", Phrase(("to", "2024-02-30")), ["to:2024-02-30"]),
    ("to:0000", Phrase(("to", "0000")), ["to:0000"]),
    ("e*", Word("e"), ["e*"]),
    ("*", Everything(), ["*"]),
    ("*onomy", Word("onomy"), ["*onomy"]),
    ("ec*my", Phrase(("ec", "my")), ["ec*my"]),
    ("oil/ga*", Phrase(("oil", "ga")), ["oil/ga*"]),
    ("word~2", Fuzzy("word", 1), ["~2"]),
]


@pytest.mark.parametrize(("text", "tree", "spans"), MISREAD)
def test_reads_as_text_with_notice(text, tree, spans):
    parsed = parse(text)

    assert parsed.tree == tree
    assert [text[notice.start : notice.end] for notice in parsed.notices] == spans


def test_text_is_cut():
    parsed = parse("a " * 10 + " " * MAX_TEXT + "b")

    assert parsed.tree == And((A,) * 10)
    assert [(notice.start, notice.end) for notice in parsed.notices] == [(MAX_TEXT, MAX_TEXT + 21)]


def test_clauses_are_limited():
    parsed = parse("(a OR (" + "b " * MAX_CLAUSES + ") c) d")

    assert parsed.tree == Or((A, And((B,) * (MAX_CLAUSES - 1))))
    assert len(parsed.notices) == 1


def test_operators_read_as_words_count_as_clauses():
    assert len(parse("OR " * 100).tree.parts) == MAX_CLAUSES


def test_depth_is_limited():
    parsed = parse("(a OR " * (MAX_DEPTH + 2) + "b" + ")" * (MAX_DEPTH + 2))

    assert parsed.tree == Or((*[A] * (MAX_DEPTH + 2), B))
    assert len(parsed.notices) == 2


def test_unclosed_deep_parentheses_are_harmless():
    parsed = parse("(" * MAX_TEXT)

    assert parsed.tree == Everything()
    assert len(parsed.notices) == MAX_NOTICES


def depth(query):
    inner = getattr(query, "parts", ()) or [query.query] if hasattr(query, "query") else ()
    return 1 + max(map(depth, inner), default=0)


PIECES = st.sampled_from(
    ["a", "OR", "AND", "NOT", "-", "(", ")", '"', "“", "~", "~5", "*", ":", "person:", "from:", " "]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_never_raises_and_notices_lie_in_the_text(text):
    parsed = parse(text)

    assert all(0 <= notice.start < notice.end <= len(text) for notice in parsed.notices)
    assert depth(parsed.tree) <= 3 * MAX_DEPTH


@given(st.lists(PIECES, max_size=60).map("".join))
def test_trees_are_flat(text):
    def check(query):
        for part in getattr(query, "parts", ()):
            assert type(part) is not type(query)
            check(part)
        if isinstance(query, Not):
            assert not isinstance(query.query, Not | Everything)
            check(query.query)

    check(parse(text).tree)


@pytest.mark.parametrize("unit", ["a ", '"', "(", "a.", "-", "a~ ", "foo:", "NOT ", "*", "a OR ("])
def test_reads_monstrous_text(unit):
    assert parse(unit * 1_000_000).notices
