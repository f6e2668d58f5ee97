"""Keeps the library's view of the store up to date, and explanations at hand.

Every write makes a new *version*. A write that takes something away or changes a rule (forgetting, correcting,
settings) also makes a new *epoch*, after which no old explanation counts. In lists an explanation lives on until its
campaign gets another impression or the past of its ad changes; the detail view is always of the current version.

The model is loaded, and ads are explained ahead of being asked for, in a thread of their own after the service listens.
What computes is therefore named as ``explainer.…`` here: the library imports it when it is first used.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

import explainer
from explainer import Explanation, Taxonomy, Verdict, WhyadError, Without, wording
from extension_api.answers import Answers
from extension_api.errors import NotHeldError
from extension_api.knowledge import Knowledge, read_knowledge
from extension_api.store.database import Database
from extension_api.store.person_log import read_person_log

QUIET_SECONDS: Final = 2.0  # a page's burst of events is over by then


@dataclass(frozen=True, slots=True)
class _Kept:
    explanation: Explanation
    is_whole: bool
    version: int
    epoch: int
    campaign_size: int
    time: datetime

    def is_current(self, knowledge: Knowledge) -> bool:
        return self.is_whole and self.version == knowledge.version

    def is_good_enough(self, impression_id: str, knowledge: Knowledge) -> bool:
        return self.epoch == knowledge.epoch and self.campaign_size == knowledge.campaign_size_of(impression_id)


class Understanding:
    """Answers "why this ad?" from the store."""

    def __init__(self, database: Database) -> None:
        """Read nothing yet."""
        self._database = database
        self._version = self._epoch = 0
        self._knowledge: Knowledge | None = None
        self._kept: dict[str, _Kept] = {}
        self._reading_lock, self._counting_lock = threading.Lock(), threading.Lock()
        self._changed = threading.Event()
        self._closing = False
        self.failure: str | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Load the model, then keep the newest explanations fresh, in a thread of its own."""
        self._thread = threading.Thread(target=self._stay_ahead, name="whyad-explainer", daemon=True)
        self._changed.set()
        self._thread.start()

    def close(self) -> None:
        """Stop the thread; what it computes is not needed any more."""
        self._closing = True
        self._changed.set()
        if self._thread is not None:
            self._thread.join(timeout=QUIET_SECONDS + 10)

    def note_added(self, earliest: datetime) -> None:
        """Something was added to the store, the oldest of it at this time."""
        with self._counting_lock:
            self._version += 1
        for impression_id, kept in list(self._kept.items()):
            if kept.time >= earliest:
                self._kept.pop(impression_id, None)
        self._changed.set()

    def note_changed(self) -> None:
        """Something was forgotten, corrected or set: no explanation of before counts any more."""
        with self._counting_lock:
            self._version += 1
            self._epoch += 1
        self._kept.clear()
        self._changed.set()

    @cached_property
    def model(self) -> explainer.BaseModel:
        """The shipped model, loaded once."""
        return explainer.BaseModel.load()

    @property
    def model_id(self) -> str | None:
        """The model's id, or None while it is being loaded."""
        return self.model.model_id if "model" in self.__dict__ else None

    @cached_property
    def reader(self) -> explainer.VisitReader:
        """Remembers what each page says."""
        zone = datetime.now().astimezone().tzinfo
        return explainer.VisitReader(Taxonomy.load(), zone=zone or UTC)

    def knowledge(self) -> Knowledge:
        """The store as it is now, read by the library."""
        with self._reading_lock:
            version, epoch = self._version, self._epoch
            if self._knowledge is None or self._knowledge.version != version:
                log, settings = read_person_log(self._database.reader())
                self._knowledge = read_knowledge(version, epoch, log, settings, self.reader)
            return self._knowledge

    def answers(self, language: wording.Language = wording.Language.ENGLISH) -> Answers:
        """Puts the store as it is now into messages, in one language."""
        return Answers(self.knowledge(), language)

    def explain(self, impression_id: str) -> Explanation:
        """Why one ad was shown, with everything known now and with what would change the answer.

        Raises:
            NotHeldError: There is no such ad.
        """
        return self._explain(impression_id, is_whole=True)

    def explain_briefly(self, impression_id: str) -> Explanation:
        """The same for a list: without counterfactuals, and perhaps from before the latest visits.

        Raises:
            NotHeldError: There is no such ad.
        """
        return self._explain(impression_id, is_whole=False)

    def explain_without(self, impression_id: str, without: Without) -> tuple[Explanation, Explanation]:
        """Why one ad was shown, as it is and computed again without some things.

        Raises:
            NotHeldError: There is no such ad.
        """
        knowledge, before = self.knowledge(), self.explain(impression_id)
        if impression_id not in knowledge.impressions:
            raise NotHeldError("ad")
        after = explainer.explain_without(
            impression_id, knowledge.reading, knowledge.memory, self.model, without,
            use_stated=knowledge.settings.use_stated_evidence,
        )  # fmt: skip
        return before, after

    def count_verdicts(self, *, seconds: float) -> tuple[Counter[Verdict], int]:
        """How often each verdict was given, and how many ads were not explained within the time; they will be soon."""
        counts: Counter[Verdict] = Counter()
        waiting, end = 0, time.monotonic() + seconds
        for impression_id in reversed(self.knowledge().impressions):
            kept = self._kept.get(impression_id)
            if kept is None and time.monotonic() > end:
                waiting += 1
                continue
            try:
                counts[kept.explanation.verdict if kept else self.explain_briefly(impression_id).verdict] += 1
            except NotHeldError:  # forgotten while this was counted
                continue
        return counts, waiting

    def _explain(self, impression_id: str, *, is_whole: bool) -> Explanation:
        knowledge = self.knowledge()
        if impression_id not in knowledge.impressions:
            raise NotHeldError("ad")
        kept = self._kept.get(impression_id)
        if kept and (kept.is_current(knowledge) if is_whole else kept.is_good_enough(impression_id, knowledge)):
            return kept.explanation
        explanation = explainer.explain_impression(
            impression_id, knowledge.reading, knowledge.memory, self.model,
            use_stated=knowledge.settings.use_stated_evidence, counterfactuals=is_whole,
        )  # fmt: skip
        if knowledge.version == self._version:  # otherwise something was written meanwhile that may matter to it
            self._kept[impression_id] = _Kept(
                explanation, is_whole=is_whole, version=knowledge.version, epoch=knowledge.epoch,
                campaign_size=knowledge.campaign_size_of(impression_id), time=knowledge.impressions[impression_id].time,
            )  # fmt: skip
        return explanation

    def _stay_ahead(self) -> None:
        try:
            _ = self.model
            while not self._closing:
                self._changed.wait()
                if self._is_quiet():
                    self._explain_all_briefly()
        except WhyadError as error:
            self.failure = f"{type(error).__name__}: reinstall Whyad"

    def _is_quiet(self) -> bool:
        """Wait until nothing has changed for a moment; False if the service closes meanwhile."""
        while self._changed.is_set() and not self._closing:
            self._changed.clear()
            self._changed.wait(QUIET_SECONDS)
        return not self._closing

    def _explain_all_briefly(self) -> None:
        """Explain what has no good explanation yet, newest first, until something changes again."""
        for impression_id in reversed(self.knowledge().impressions):
            if self._closing or self._changed.is_set():
                return
            try:
                self.explain_briefly(impression_id)
            except NotHeldError:  # forgotten a moment ago
                continue
