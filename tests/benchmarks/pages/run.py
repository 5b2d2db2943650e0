"""The benchmark of pages: how long readers wait when many of them use the site at once."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks.pages.load import Load, Seen, connect, fetch, read_together, text
from tests.benchmarks.pages.walk import RESULT_PAGES, Visit
from tests.benchmarks.search.archive import mean_tokens
from tests.benchmarks.search.machine import Figures, machine
from tests.benchmarks.search.measure import percentile95
from tests.benchmarks.search.vocabulary import near, vocabulary
from tests.benchmarks.stored.folder import Stored, data_folder
from tests.benchmarks.stored.processes import interruptible, serving

PEOPLE = 200_000
PROMISED_MS, PROMISED_BYTES = 60.0, 60_000
WARM_UP_SECONDS = 10.0
_ASSET = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:css|js))"')


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; ``keep`` names a folder whose prepared archives are used again."""

    articles: int
    users: int = 20
    think: float = 1.0
    seconds: float = 60.0
    seed: int = 1
    keep: Path | None = None


def run(options: Options) -> Figures:
    """Measure and return the figures: times in milliseconds at the client, sizes in bytes."""
    stored = Stored(options.articles, min(PEOPLE, 2 * options.articles), 0, options.seed)
    with (
        interruptible(),
        data_folder(stored, options.keep) as data,
        serving(data) as port,
    ):
        described, weight = machine(), _weight(port)
        warm_up = min(WARM_UP_SECONDS, options.seconds)
        load = Load(port, options.users, options.think, options.seconds, warm_up, options.seed)
        seen = read_together(load)
    return {
        "benchmark": "pages",
        "articles": options.articles,
        "users": options.users,
        "think": options.think,
        "seconds": options.seconds,
        "seed": options.seed,
        "machine": described,
        "weight": weight,
        **_figures(seen),
    }


def _figures(seen: Seen) -> Figures:
    promised = [one for kind in RESULT_PAGES for one in seen.seconds.get(kind, ())]
    return {
        "result_pages": _spread(promised),
        "pages": {
            kind: {**_spread(seconds), "bytes": round(statistics.median(seen.sizes[kind]))}
            for kind, seconds in sorted(seen.seconds.items())
        },
        "failures": seen.failures,
    }


def _spread(seconds: Sequence[float]) -> Figures:
    return {
        "visits": len(seconds),
        "median_ms": round(statistics.median(seconds) * 1000, 1) if seconds else None,
        "p95_ms": round(percentile95(seconds) * 1000, 1) if seconds else None,
        "worst_ms": round(max(seconds) * 1000, 1) if seconds else None,
    }


def _weight(port: int) -> Figures:
    """Return the compressed bytes of a result page and of what it loads."""
    word = near(vocabulary().lemmas, 0.1, mean_tokens())
    with closing(connect(port)) as connection:
        _, body = fetch(connection, Visit("search", f"/search?q={quote(word)}"))
        assets = dict.fromkeys(_ASSET.findall(text(body)))
        sizes = {asset: len(fetch(connection, Visit("asset", asset))[1]) for asset in assets}
    return {"html": len(body), "assets": sum(sizes.values()), "files": len(sizes)}
