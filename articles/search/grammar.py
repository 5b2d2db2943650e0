"""Reads what a reader typed into a query tree. It never fails: what it cannot read is text.

Words are ANDed and OR binds loosest, so ``a b OR c`` is (a AND b) OR c; operators are in capitals.
The rows of ``tests/search/test_grammar.py`` are the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.search.lexer import Kind, Lexer, Notice, Token
from articles.search.query import And, Everything, Not, Or, Query, Word
from articles.search.wording import Message, _

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MAX_CLAUSES", "MAX_DEPTH", "MAX_NOTICES", "MAX_TEXT", "Notice", "Parsed", "parse"]

MAX_TEXT = 512
MAX_CLAUSES = 32
MAX_DEPTH = 8
MAX_NOTICES = 10
_NO_PARTNER = _("This parenthesis has no partner, so it was ignored.")
_TOO_DEEP = _("Parentheses nest at most %(most)s deep; this pair was ignored.")
_TOO_MANY = _("Only the first %(most)s words and phrases were searched for.")
_NO_OPERAND = _("“%(word)s” lacks an operand, so it was read as a word.")
_STARTS = (Kind.OPERAND, Kind.OPEN, Kind.NOT)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query tree, and a notice for each piece of text that was not read as meant."""

    tree: Query
    notices: tuple[Notice, ...] = ()


def parse(text: str) -> Parsed:
    """Read a query in linear time; never raises, and the empty query asks for everything.

    The tree has no And within And, no Or within Or and no double negation. A query of exclusions
    only is ``Not(x)`` or an And of Nots, and means everything but those.
    """
    lexer = Lexer(text[:MAX_TEXT])
    notices = lexer.notices
    tokens = _balance(_bind_minus(list(lexer.tokens()), notices), notices)
    tokens = _limit(_settle(tokens, text, notices), notices)
    if len(text) > MAX_TEXT:
        message = Message(_("Only the first %(most)s characters were read."), most=MAX_TEXT)
        notices.append(Notice(message, MAX_TEXT, len(text)))
    tree = _Parser(tokens).disjunction() if tokens else Everything()
    notices.sort(key=lambda notice: (notice.start, notice.end))
    return Parsed(tree, tuple(notices[:MAX_NOTICES]))


def _bind_minus(tokens: list[Token], notices: list[Notice]) -> list[Token]:
    """Leave out each minus that touches nothing it could negate.

    At most an unpaired quotation mark may stand between a minus and its operand.
    """
    bound: list[Token] = []
    for token in reversed(tokens):
        after = bound[-1] if bound else None
        touches = after is not None and after.kind in _STARTS and after.start <= token.end + 1
        if token.is_minus and not touches:
            notices.append(_notice(Message(_("This minus has no word to exclude.")), token))
        else:
            bound.append(token)
    return bound[::-1]


def _balance(tokens: Iterable[Token], notices: list[Notice]) -> list[Token]:
    """Return the tokens with each bracket matched, none empty and none nested too deep.

    A bracket nobody closes reaches to the end of the query; any other odd one is left out.
    """
    balanced: list[Token] = []
    opened: list[Token] = []
    for token in tokens:
        if token.kind is Kind.OPEN:
            opened.append(token)
            if len(opened) <= MAX_DEPTH:
                balanced.append(token)
        elif token.kind is Kind.CLOSE:
            _close(token, opened, balanced, notices)
        else:
            balanced.append(token)
    for depth, token in reversed(list(enumerate(opened))):
        notices.append(_notice(Message(_("This parenthesis is never closed.")), token))
        if depth < MAX_DEPTH:
            _close_group(Token(Kind.CLOSE, token.end, token.end), balanced)
    return balanced


def _close(token: Token, opened: list[Token], balanced: list[Token], notices: list[Notice]) -> None:
    if not opened:
        notices.append(_notice(Message(_NO_PARTNER), token))
        return
    partner = opened.pop()
    if len(opened) >= MAX_DEPTH:
        message = Message(_TOO_DEEP, most=MAX_DEPTH)
        notices.append(Notice(message, partner.start, token.end))
    elif not _close_group(token, balanced):
        message = Message(_("There is nothing between these parentheses."))
        notices.append(Notice(message, partner.start, token.end))


def _close_group(token: Token, balanced: list[Token]) -> bool:
    """Append the closing bracket, or take back the opening one (and a minus) of an empty pair."""
    if balanced[-1].kind is Kind.OPEN:
        balanced.pop()
        if balanced and balanced[-1].is_minus:
            balanced.pop()
        return False
    balanced.append(token)
    return True


def _limit(tokens: list[Token], notices: list[Notice]) -> list[Token]:
    """Cut a balanced list before the first clause too many and close what is open there."""
    operands = [at for at, token in enumerate(tokens) if token.kind is Kind.OPERAND]
    if len(operands) <= MAX_CLAUSES:
        return tokens
    cut = operands[MAX_CLAUSES]
    message = Message(_TOO_MANY, most=MAX_CLAUSES)
    notices.append(Notice(message, tokens[cut].start, tokens[-1].end))
    kept = tokens[: operands[MAX_CLAUSES - 1] + 1]
    depth = sum((token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE) for token in kept)
    return kept + [Token(Kind.CLOSE, tokens[cut].start, tokens[cut].start)] * depth


def _settle(tokens: list[Token], text: str, notices: list[Notice]) -> list[Token]:
    """Return balanced tokens in which each operator has its operands; others become words."""
    settled: list[Token] = []
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if _is_settled(token, settled[-1] if settled else None, following):
            settled.append(token)
            continue
        typed = text[token.start : token.end]
        notices.append(_notice(Message(_NO_OPERAND, word=typed), token))
        settled.append(Token(Kind.OPERAND, token.start, token.end, Word(typed)))
    return settled


def _is_settled(token: Token, before: Token | None, after: Token | None) -> bool:
    if token.kind is Kind.NOT:
        return after is not None and after.kind in _STARTS
    if token.kind in (Kind.AND, Kind.OR):
        has_left = before is not None and before.kind in (Kind.OPERAND, Kind.CLOSE)
        return has_left and after is not None and after.kind in _STARTS
    return True


def _notice(message: Message, token: Token) -> Notice:
    return Notice(message, token.start, token.end)


class _Parser:
    """Recursive descent over settled tokens; it recurses once for each bracket that is open."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._position = 0

    def disjunction(self) -> Query:
        parts = [self._conjunction()]
        while self._accept(Kind.OR):
            parts.append(self._conjunction())
        return _joined(Or, parts)

    def _conjunction(self) -> Query:
        parts = [self._negation()]
        while self._accept(Kind.AND) or self._peek() in _STARTS:
            parts.append(self._negation())
        return _joined(And, parts)

    def _negation(self) -> Query:
        negated = False
        while self._accept(Kind.NOT):
            negated = not negated
        query = self._primary()
        if not negated:
            return query
        return query.query if isinstance(query, Not) else Not(query)

    def _primary(self) -> Query:
        token = self._tokens[self._position]
        self._position += 1
        if token.query is not None:
            return token.query
        group = self.disjunction()
        self._accept(Kind.CLOSE)
        return group

    def _peek(self) -> Kind | None:
        return self._tokens[self._position].kind if self._position < len(self._tokens) else None

    def _accept(self, kind: Kind) -> bool:
        accepted = self._peek() is kind
        self._position += accepted
        return accepted


def _joined(kind: type[And | Or], parts: list[Query]) -> Query:
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
