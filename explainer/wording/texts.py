"""Every text that a language has to have. A language that lacks one does not import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.records import CauseKind, EvidenceTier, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The sentences of one language, with gaps in braces, and the few words that fill them.

    Attributes:
        topic_names: Names of topics by id, where they differ from the taxonomy's own.
        instants: Names of moments and devices (``evening``, ``mobile``), where they differ from ours.
        dates: A day as text: ``{day}``, ``{month}``, ``{year}``.
        hedges: How sure we are, at the end of a sentence.
        picked: How a sentence about the choice of an ad begins, by how sure we are.
        for_everyone: The verdict that an ad is for everyone.
        causes: A cause inside a sentence. English and German both take it as an object ("without …").
        circumstances: ``place:NAME``, ``moment:NAME`` and so on; any other prefix reads as ``any_circumstance``.
        from_visits: A cause with the visits behind it.
        changed_to: What the verdict would be without something.
        instead: Says that other ads would have gained without something.
        sources: Who states something, with the verb.
        payer: How a bid's payer is named.
        capitals: Words of topic names that keep their capital inside a sentence; None where all do.
        joiner: What stands for ``&``.
    """

    months: tuple[str, ...]
    dates: str
    topic_names: Mapping[str, str]
    instants: Mapping[str, str]
    capitals: frozenset[str] | None
    joiner: str

    sensitive_label: str
    sensitive_page: str
    sensitive_topic: str

    hedges: Mapping[EvidenceTier, str]
    picked: Mapping[EvidenceTier, str]
    for_everyone: Mapping[EvidenceTier, str]

    about_you: str
    about_you_by_visit: str
    about_you_by_list: str
    about_you_perhaps: str
    about_you_unnamed: str
    about_the_page: str
    about_the_page_unnamed: str
    about_the_moment: str
    not_enough: str
    not_enough_but_stated: str

    causes: Mapping[CauseKind, str]
    circumstances: Mapping[str, str]
    any_circumstance: str

    moved: str
    moved_perhaps: str
    not_moved: str
    from_visits: str
    one_visit: str
    many_visits: str
    visits_to: str
    out_of_reach: str
    stated_too: str
    twins: str
    stands_in: str

    more_than: str
    times_likelier: str
    twice: str
    slightly_likelier: str
    unchanged: str
    slightly_less: str
    half: str
    a_third: str
    times_less: str
    far_less: str

    without_as_anyone: str
    without_still: str
    without_less: str
    visits_to_site: str
    one_visit_to: str
    what_company_saw: str
    last_days: str
    last_day: str
    changed_to: Mapping[Verdict, str]
    instead: str

    sources: Mapping[str, str]
    card_sources: Mapping[str, str]
    on_card: str
    any_source: str
    stated: str
    stated_kinds: Mapping[str, str]
    payer: str
    disagrees: str
    disagrees_with_nobody: str

    watching_since: str
    seen_once: str
    seen_rarely: str
