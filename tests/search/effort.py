"""How many examples hypothesis draws: few by default, many with NEWSROOM_HYPOTHESIS=thorough."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

FACTOR = 20 if os.environ.get("NEWSROOM_HYPOTHESIS") == "thorough" else 1


def examples(number: int) -> settings:
    """Return settings for slow properties: ``number`` examples, or many times as many."""
    return settings(
        max_examples=number * FACTOR,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
