"""Impressions: the ads that were shown, why, and what the person thinks of the reasons."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from explainer import AdImpression, Cause, Explanation, Verdict
from extension_api.alternatives import alternatives_message
from extension_api.cursors import Cursor, read_cursor, write_cursor
from extension_api.endpoints import Endpoints, Policy
from extension_api.errors import NotHeldError
from extension_api.languages import wanted_language
from extension_api.payloads.explanations import (
    ExplanationResponse,
    FeedbackRequest,
    FeedbackResponse,
    ImpressionsResponse,
    ImpressionSummary,
)
from extension_api.payloads.fields import Id, Message
from extension_api.payloads.what_if import AlternativesResponse, CounterfactualRequest, CounterfactualResponse
from extension_api.service import Service, current_service
from extension_api.store.impressions import (
    Place,
    holds_impression,
    impressions_by_id,
    keep_feedback,
    newest_impressions,
)

PAGE_MAX = 200
PAGE_DEFAULT = 40
# An older ad is read with what lay around it. So that nobody waits for a page of them, it ends once it took this long
# and holds that many; its cursor goes on from there.
OLDER_SECONDS: Final = 0.05
OLDER_LEAST: Final = 10

_Explained = tuple[AdImpression, Explanation | None]

endpoints = Endpoints("Impressions")


def split_commas(value: object) -> object:
    """``a,b`` in an address means two ids."""
    return value.split(",") if isinstance(value, str) else value


class ImpressionsQuery(Message):
    """Which ads: a page of all, or those with certain ids; with a verdict, the page holds only those that have it."""

    limit: Annotated[int, Field(ge=1, le=PAGE_MAX)] = PAGE_DEFAULT
    cursor: Annotated[str, Field(max_length=256)] | None = None
    verdict: Verdict | None = None
    ids: Annotated[list[Id], BeforeValidator(split_commas), Field(max_length=PAGE_MAX)] | None = None


@endpoints.get("/api/v1/impressions", Policy.READ)
def get_impressions(query: ImpressionsQuery) -> ImpressionsResponse:
    """List ads, newest first, each with its one sentence. Follow ``next_cursor``; pages of years ago hold fewer."""
    service = current_service()
    if query.ids is not None:
        asked = _explained(service, impressions_by_id(service.reader(), query.ids))
        return ImpressionsResponse(impressions=_summaries(service, asked, query), next_cursor=None)
    after = Place(*read_cursor(query.cursor).as_time()) if query.cursor else None
    found = newest_impressions(service.reader(), limit=query.limit + 1, after=after)
    page = _without_long_waits(service, found[: query.limit])
    last = page[-1][0] if len(page) < len(found) else None
    return ImpressionsResponse(
        impressions=_summaries(service, page, query),
        next_cursor=write_cursor(Cursor.at(last.time, last.id)) if last else None,
    )


@endpoints.get("/api/v1/impressions/<id>/explanation", Policy.READ)
def get_explanation(id: str) -> ExplanationResponse:
    """Explain one ad with everything known now: causes, visits, companies, what is stated, what would change it."""
    understanding = current_service().understanding
    explanation = understanding.explain(id)
    answers = understanding.answers(wanted_language(), about=id)
    impression = answers.knowledge.impressions.get(id)
    if impression is None:  # forgotten a moment ago
        raise NotHeldError("ad")
    return answers.explanation(impression, explanation)


@endpoints.get("/api/v1/impressions/<id>/alternatives", Policy.READ)
def get_alternatives(id: str) -> AlternativesResponse:
    """Find the fewest causes without which the verdict would be another one, and the ads that would gain the place."""
    understanding = current_service().understanding
    found = understanding.alternatives(id)
    answers = understanding.answers(wanted_language(), about=id)
    if id not in answers.knowledge.impressions:  # forgotten a moment ago
        raise NotHeldError("ad")
    return alternatives_message(id, found, answers)


@endpoints.post("/api/v1/impressions/<id>/counterfactuals", Policy.READ)
def post_counterfactuals(id: str, body: CounterfactualRequest) -> CounterfactualResponse:
    """Compute the answer again without a cause, trait, visit, site, company, the last days, or several of them."""
    understanding = current_service().understanding
    without = body.to_record()
    before, after = understanding.explain_without(id, without)
    answers = understanding.answers(wanted_language(), about=id)
    impression = answers.knowledge.impressions.get(id)
    if impression is None:  # forgotten a moment ago
        raise NotHeldError("ad")
    return answers.counterfactual(impression, without, before=before, after=after)


@endpoints.post("/api/v1/impressions/<id>/feedback", Policy.CONTROL)
def post_feedback(id: str, body: FeedbackRequest) -> FeedbackResponse:
    """Keep the person's opinion of one cause of an ad. It is theirs to export; it trains nothing by itself."""
    service, cause = current_service(), Cause(body.cause.kind, body.cause.id)
    now = service.now
    if not holds_impression(service.reader(), id):
        raise NotHeldError("ad")
    service.writer.write(lambda db: keep_feedback(db, id, cause, opinion=body.opinion, time=now))
    return FeedbackResponse(impression_id=id, opinion=body.opinion, time=now)


def _without_long_waits(service: Service, impressions: Sequence[AdImpression]) -> list[_Explained]:
    """The newest of them, all if none is older than what the service has in mind."""
    newest, end = service.understanding.knowledge().impressions, time.monotonic() + OLDER_SECONDS
    page: list[_Explained] = []
    for shown, explanation in _explained(service, impressions):
        page.append((shown, explanation))
        if len(page) >= OLDER_LEAST and shown.id not in newest and time.monotonic() > end:
            break
    return page


def _explained(service: Service, impressions: Sequence[AdImpression]) -> Iterator[_Explained]:
    for impression in impressions:
        try:
            yield impression, service.understanding.explain_briefly(impression.id)
        except NotHeldError:  # forgotten while this list was made
            yield impression, None


def _summaries(
    service: Service, explained: Iterable[_Explained], query: ImpressionsQuery
) -> list[ImpressionSummary]:
    answers = service.understanding.answers(wanted_language())
    return [
        answers.summary(impression, explanation)
        for impression, explanation in explained
        if explanation is not None and query.verdict in (None, explanation.verdict)
    ]
