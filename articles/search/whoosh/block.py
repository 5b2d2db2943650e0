"""A run of documents arranged as the arrays of one segment."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

from articles.search.engine import NONE, Document, Facet
from articles.search.entity_view import EntityRef
from articles.search.whoosh.arrays import Array, run_sizes
from articles.search.whoosh.inversion import Words
from articles.search.whoosh.ranking import lengths, place_weights
from articles.search.whoosh.records import Row, records, row
from articles.search.whoosh.values import Pairs, distinct, values
from articles.search.whoosh.vocabulary import spelling_arrays, stem_arrays, stem_numbers


class Block:
    """Documents, numbered from 0 as they come; an article that comes again is two of them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._rows: list[Row] = []
        self._text, self._byline, self._place = Words(pieces=2), Words(), Words()
        self._values: dict[Facet, _Collected] = {
            "people": _Collected(),
            "countries": _Collected(),
            "source": _Collected(),
        }
        for document in documents:
            self._add(document)

    def _add(self, document: Document) -> None:
        number = len(self._rows)
        self._rows.append(row(document))
        self._text.add(document.headline, document.body)
        self._byline.add(document.byline)
        self._place.add(document.place)
        self._values["people"].add(number, document.entities.people)
        self._values["countries"].add(number, document.entities.countries)
        if document.source != NONE:
            self._values["source"].add(number, [EntityRef(document.source, main=True)])

    def arrays(self) -> dict[str, Array]:
        """Return everything as a segment stores it."""
        text = self._text.tokens()
        headlines = text.lengths[:, 0]
        weights = place_weights(text.places(), np.repeat(headlines, text.document_lengths))
        postings, stems = text.inverted(weights), stem_arrays(text.terms)
        stems_of_postings = np.repeat(stem_numbers(stems), run_sizes(postings.posting_starts))
        sizes = lengths(postings.docs, stems_of_postings, len(self._rows))
        return {
            **records(self._rows, headlines, sizes).named(),
            **postings.named("text"),
            **stems,
            **spelling_arrays("text", text.terms),
            **_plain(self._byline, "byline"),
            **_plain(self._place, "place"),
            **self._facets(),
        }

    def _facets(self) -> dict[str, Array]:
        return {
            name: array
            for facet, collected in self._values.items()
            for name, array in values(collected.pairs(), len(self._rows)).named(facet).items()
        }


class _Collected:
    """Pairs of documents and the values they have in one facet."""

    def __init__(self) -> None:
        self._docs, self._ids, self._main = array("q"), array("q"), array("b")

    def add(self, number: int, refs: Iterable[EntityRef]) -> None:
        for id_, main in distinct(refs).items():
            self._docs.append(number)
            self._ids.append(id_)
            self._main.append(main)

    def pairs(self) -> Pairs:
        return Pairs(
            np.array(self._docs, dtype=np.int64),
            np.array(self._ids, dtype=np.int64),
            np.array(self._main, dtype=np.bool_),
        )


def _plain(words: Words, field: str) -> dict[str, Array]:
    tokens = words.tokens()
    postings = tokens.inverted(np.ones(len(tokens.numbers), dtype=np.uint8))
    return postings.named(field) | spelling_arrays(field, tokens.terms)
