"""Facet values that set the articles found apart from the archive.

Ranked by the log-likelihood ratio of Dunning, "Accurate Methods for the Statistics of Surprise and
Coincidence" (1993): how unlikely so many articles with the value would be among those found if
they were as usual.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from articles.search.engine import LEAST_SURPRISE, DistinctiveValue, Facet
from articles.search.whoosh.evaluation import Evaluation


def distinctive(found: Evaluation, facet: Facet, limit: int) -> tuple[DistinctiveValue, ...]:
    """Return values with a larger share of what is found than chance gives, most unusual first.

    Where time ran out there are none: of a part nobody knows what sets it apart.
    """
    if not found.total or found.partial or limit <= 0:
        return ()
    counts, (archive, totals) = found.table(facet), found.archive(facet)
    numbers = np.flatnonzero(counts)
    here, there = counts[numbers].astype(np.float64), totals[numbers].astype(np.float64)
    more = here * archive > there * found.total
    numbers, here, there = numbers[more], here[more], there[more]
    surprise = _log_likelihood_ratio(here, there, found.total, archive)
    certain = surprise >= LEAST_SURPRISE
    here, there, surprise = here[certain], there[certain], surprise[certain]
    ids = found.roots(facet)[numbers[certain]]
    order = np.lexsort((ids, -surprise))[:limit]
    rows = zip(ids[order].tolist(), here[order].tolist(), there[order].tolist(), strict=True)
    return tuple(DistinctiveValue(id_, int(count), int(total)) for id_, count, total in rows)


def _log_likelihood_ratio(
    here: NDArray[np.float64], there: NDArray[np.float64], found: int, archive: int
) -> NDArray[np.float64]:
    """Return half of Dunning's ratio for articles found with a value against those not found."""
    elsewhere, rest = there - here, archive - found
    share, share_here = there / archive, here / found
    share_elsewhere = elsewhere / max(rest, 1)
    return (
        _likelihood(here, found, share_here)
        + _likelihood(elsewhere, rest, share_elsewhere)
        - _likelihood(here, found, share)
        - _likelihood(elsewhere, rest, share)
    )


def _likelihood(
    times: NDArray[np.float64], trials: int, share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the logarithm of the likelihood of so many times; 0 log 0 is 0."""
    sure = np.clip(share, 1e-12, 1 - 1e-12)
    found: NDArray[np.float64] = times * np.log(sure) + (trials - times) * np.log1p(-sure)
    return found
