"""What is like an article, and whom and where a result is unusually often about."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.utils import timezone

from articles.models import Article
from articles.search.engine import NONE, EngineError, chosen
from articles.search.engines import get_engine
from articles.search.facets import Label, labels
from articles.search.results import DistinctiveLink
from articles.search.state import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from articles.search.any_word import Answer
    from articles.search.engine import Audience, DistinctiveValue, Engine, Facet, SearchRequest
    from articles.search.question import Question
    from articles.search.state import SearchState

MOST_SIMILAR = 5
COPIES_AMONG_THEM = 20
"""Further articles asked for, as copies of an article are the most similar to it."""
LEAST_ALIKE = 0.2
"""Of 6,000 Reuters articles, those of a score from 0.2 to 0.25 shared a topic in 66 of 100 cases,
those from 0.15 to 0.2 in 46, which is no more than those below that."""
MOST_DISTINCTIVE = 3
FEWEST_ARTICLES = 10
"""Below so many results nothing about them is usual or unusual."""
FEWEST_TOGETHER = 2
_FACETS: tuple[Facet, ...] = ("people", "countries")


def similar_articles(article: Article, audience: Audience) -> tuple[Article, ...]:
    """Return the articles most like this one that ``audience`` may see, one of each story.

    None of its own story, none that are hardly like it, and none when the index cannot answer.
    """
    try:
        found = get_engine().similar(
            article.pk,
            now=timezone.now(),
            audience=audience,
            limit=MOST_SIMILAR + COPIES_AMONG_THEM,
        )
    except EngineError:
        return ()
    shown = Article.objects.all() if audience == "staff" else Article.objects.visible()
    alike = [similar.id for similar in found if similar.score >= LEAST_ALIKE]
    others = shown.select_related("source").in_bulk(alike)
    listed = [others[id_] for id_ in alike if id_ in others]
    return tuple(islice(_one_of_each_story(article, listed), MOST_SIMILAR))


def _one_of_each_story(article: Article, others: Iterable[Article]) -> Iterator[Article]:
    stories = {article.story_id}
    for other in others:
        if other.story_id is None or other.story_id not in stories:
            stories.add(other.story_id)
            yield other


def distinctive_links(
    engine: Engine, question: Question, answered: Answer, deadline: float
) -> tuple[DistinctiveLink, ...]:
    """Return people and countries commoner in a narrowed result than in the archive.

    The count of each is the total that its link leads to. Nothing for what was not narrowed, for a
    handful of results, or when the index cannot answer by the ``deadline`` (monotonic seconds).
    """
    state, response = question.state, answered.response
    is_narrowed = bool(state.text) or state.is_filtered
    if not is_narrowed or response.total < FEWEST_ARTICLES:
        return ()
    try:
        values = {
            facet: _values(engine, answered.request.until(deadline), facet) for facet in _FACETS
        }
    except EngineError:
        return ()
    known = labels("people", [value.id for found in values.values() for value in found])
    return tuple(
        _link(state, facet, known[value.id], value)
        for facet, found in values.items()
        for value in found
        if value.id in known
    )


def _link(
    state: SearchState, facet: Facet, label: Label, value: DistinctiveValue
) -> DistinctiveLink:
    """Link to the search with the value added, in the mode in which one more narrows it."""
    narrowing = state.with_mode(facet, "all") if state.facet(facet).include else state
    return DistinctiveLink(
        kind=PARAMETERS[facet],
        value=label.value,
        label=label.text,
        count=value.count,
        archive_count=value.archive_count,
        query=narrowing.including(facet, label.value).query_string(),
    )


def _values(engine: Engine, request: SearchRequest, facet: Facet) -> Sequence[DistinctiveValue]:
    choice = request.choice(facet)
    if NONE in choice.include or (choice.mode == "any" and len(choice.include) > 1):
        return ()  # Adding a value would not narrow to the articles counted here.
    limit = MOST_DISTINCTIVE + len(choice.include)
    found = engine.distinctive(request, facet, limit=limit)
    others = [value for value in found if value.id not in chosen(choice)]
    return [value for value in others if value.count >= FEWEST_TOGETHER][:MOST_DISTINCTIVE]
