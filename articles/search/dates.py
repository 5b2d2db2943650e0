"""Articles over time: bars to draw, what they are called, and where each leads."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from articles.search.engine import Bar, Histogram
    from articles.search.state import SearchState

BAR_STEP = 10
BAR_HEIGHT = 60


@dataclass(frozen=True, slots=True)
class DateBar:
    """One step of time, drawn at ``x`` from ``y`` down to the foot; ``query`` limits to it.

    Numbers of the drawing are as SVG writes them, whatever the reader's language.
    """

    label: str
    count: int
    x: str
    y: str
    height: str
    query: str
    selected: bool

    @property
    def described(self) -> str:
        """The step and its count in words."""
        return with_count(self.label, self.count)


@dataclass(frozen=True, slots=True)
class DatePanel:
    """The histogram, ``width`` units wide and ``BAR_HEIGHT`` high.

    ``by_undated`` leads to the ``undated`` articles only, ``widen`` away from all date limits.
    """

    step: str
    bars: tuple[DateBar, ...]
    width: int
    undated: int
    by_undated: str
    limited: bool
    widen: str
    begins: str = ""
    ends: str = ""
    """What the two ends of the drawing are called."""


def date_panel(state: SearchState, histogram: Histogram) -> DatePanel:
    """Return the bars of a histogram; the count of each is the total that its link leads to."""
    bars = tuple(_bars(state, histogram))
    return DatePanel(
        step=histogram.step,
        bars=bars,
        width=BAR_STEP * len(bars),
        undated=histogram.undated,
        by_undated=state.with_undated().query_string(),
        limited=state.has_dates,
        widen=state.with_dates(None, None).query_string(),
        begins=_end(histogram.step, histogram.bars[0].first) if bars else "",
        ends=_end(histogram.step, histogram.bars[-1].last) if bars else "",
    )


def with_count(label: str, count: int) -> str:
    """Return what something is called and its number of articles in words."""
    counted = ngettext("%(label)s, %(total)s article", "%(label)s, %(total)s articles", count)
    return counted % {"label": label, "total": number_format(count, force_grouping=True)}


def _end(step: str, day: date) -> str:
    if step in {"day", "week"}:
        return date_format(day)
    return date_format(day, "YEAR_MONTH_FORMAT") if step in {"month", "quarter"} else str(day.year)


def _bars(state: SearchState, histogram: Histogram) -> Iterator[DateBar]:
    highest = max((bar.count for bar in histogram.bars), default=1) or 1
    for place, bar in enumerate(histogram.bars):
        selected = (state.first, state.last) == (bar.first, bar.last)
        target = state.with_dates(None, None) if selected else state.with_dates(bar.first, bar.last)
        height = round(BAR_HEIGHT * bar.count / highest, 1)
        yield DateBar(
            label=bar_label(histogram.step, bar),
            count=bar.count,
            x=str(BAR_STEP * place),
            y=f"{BAR_HEIGHT - height:g}",
            height=f"{height:g}",
            query=target.query_string(),
            selected=selected,
        )


def bar_label(step: str, bar: Bar) -> str:
    """Return what a bar's step of time is called in the reader's language."""
    if step == "week":
        return _("week of %(day)s") % {"day": date_format(bar.first)}
    return period_label(bar.first, bar.last)


def period_label(first: date | None, last: date | None) -> str:
    """Return limits as short as they can be said: a day, a month, years, or from and to."""
    if first is None or last is None:
        return _open_label(first, last)
    if first == last:
        return date_format(first)
    if _is_whole(first, last, months=12):
        return _joined(str(first.year), str(last.year))
    if _is_whole(first, last, months=1):
        return _joined(*(date_format(day, "YEAR_MONTH_FORMAT") for day in (first, last)))
    return _joined(date_format(first), date_format(last))


def _open_label(first: date | None, last: date | None) -> str:
    if first is not None:
        return _("from %(day)s") % {"day": date_format(first)}
    return _("until %(day)s") % {"day": date_format(last)} if last else ""


def _is_whole(first: date, last: date, *, months: int) -> bool:
    """Tell whether these days begin and end a month or, of 12 months, a year."""
    from_start = first.day == 1 and (first.month == 1 or months == 1)
    return from_start and _ends(last) and (last.month == 12 or months == 1)  # noqa: PLR2004


def _ends(day: date) -> bool:
    return monthrange(day.year, day.month)[1] == day.day


def _joined(first: str, last: str) -> str:
    if first == last:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
