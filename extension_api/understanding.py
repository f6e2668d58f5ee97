"""Keeps the library's view of the store up to date, and explanations at hand.

Every write makes a new *version*. A write that takes something away or changes a rule (forgetting, correcting,
settings) also makes a new *epoch*, after which no old explanation counts. In lists an explanation lives on until its
campaign gets another impression or the past of its ad changes; the detail view is always of the current version.

The newest stretch of the log is in mind (``memory``); an older ad brings its own surroundings, which are kept for a
while, since who looks at one old ad looks at its neighbours next.

The model is loaded, and ads are explained ahead of being asked for, in a thread of their own after the service listens.
What computes is therefore named as ``explainer.…`` here: the library imports it when it is first used.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

import explainer
from explainer import Explanation, PersonLog, Taxonomy, Verdict, Visit, WhyadError, Without, wording
from extension_api.alternatives import Alternatives, find_alternatives
from extension_api.answers import Answers
from extension_api.errors import NotHeldError
from extension_api.kept_explanations import KeptExplanations
from extension_api.knowledge import Knowledge
from extension_api.memory import MOST_VISITS, RecentMemory, read_surroundings
from extension_api.store.database import Database
from extension_api.store.impressions import impressions_by_id
from extension_api.store.person import read_settings
from extension_api.store.recent import one_look, read_visits_before

LOG: Final = logging.getLogger("whyad")
QUIET_SECONDS: Final = 2.0  # a page's burst of events is over by then
REINSTALL: Final = "reinstall Whyad"
RESTART: Final = "ads are not explained ahead of being asked for; restart Whyad if this stays"
OLDER_KEPT: Final = 4  # surroundings of older ads, a few megabytes each


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What lay around an older ad, and which ads it explains."""

    ids: frozenset[str]
    knowledge: Knowledge


class Understanding:
    """Answers "why this ad?" from the store."""

    def __init__(self, database: Database) -> None:
        """Read nothing yet."""
        self._database = database
        self._version = self._epoch = 0
        self._knowledge: Knowledge | None = None
        self._kept = KeptExplanations()
        self._older: list[_Surroundings] = []
        self._older_reader: explainer.VisitReader | None = None  # neighbours of an older ad have most pages in common
        self._reading_lock, self._older_lock = threading.Lock(), threading.Lock()
        self._counting_lock = threading.Lock()
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
        self._kept.drop_from(earliest)
        with self._older_lock:
            self._older = [item for item in self._older if item.knowledge.until < earliest]
        self._changed.set()

    def note_changed(self) -> None:
        """Something was forgotten, corrected or set: no explanation of before counts any more."""
        with self._counting_lock:
            self._version += 1
            self._epoch += 1
        self._kept.clear()
        with self._older_lock:
            self._older, self._older_reader = [], None
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
        return self._new_reader()

    @staticmethod
    def _new_reader() -> explainer.VisitReader:
        return explainer.VisitReader(Taxonomy.load(), zone=datetime.now().astimezone().tzinfo or UTC)

    @cached_property
    def _memory(self) -> RecentMemory:
        return RecentMemory(self.reader)

    def knowledge(self) -> Knowledge:
        """The newest stretch of the store as it is now, read by the library."""
        with self._reading_lock:
            version, epoch, known = self._version, self._epoch, self._knowledge
            if known is None or known.version != version:
                if known is None or known.epoch != epoch:
                    self._memory.forget()
                self._knowledge = self._read(version, epoch, known)
            return self._knowledge or self._read(version, epoch, None)

    def _read(self, version: int, epoch: int, before: Knowledge | None) -> Knowledge:
        db = self._database.reader()
        with one_look(db):
            settings, reading = read_settings(db), self._memory.catch_up(db)
        return Knowledge.after(before, version, epoch, settings, reading, since=self._memory.ads_since)

    def knowledge_about(self, impression_id: str) -> Knowledge:
        """The newest stretch, or what lay around the ad if it is older.

        Raises:
            NotHeldError: There is no such ad.
        """
        knowledge = self.knowledge()
        return knowledge if impression_id in knowledge.impressions else self._surroundings(impression_id, knowledge)

    def _surroundings(self, impression_id: str, newest: Knowledge) -> Knowledge:
        with self._older_lock:
            self._older = [item for item in self._older if item.knowledge.epoch == newest.epoch][-OLDER_KEPT:]
            for item in self._older:
                if impression_id in item.ids:
                    return item.knowledge
            db = self._database.reader()
            found = impressions_by_id(db, [impression_id])
            if not found:
                raise NotHeldError("ad")
            with one_look(db):
                self._older_reader = self._older_reader or self._new_reader()
                reading, ids = read_surroundings(db, found[0], self._older_reader)
            older = Knowledge.after(None, newest.version, newest.epoch, newest.settings, reading, is_older=True)
            self._older.append(_Surroundings(ids, older))
            return older

    def answers(
        self, language: wording.Language = wording.Language.ENGLISH, *, about: str | None = None
    ) -> Answers:  # fmt: skip
        """Puts the store as it is now into messages, in one language; ``about`` is the ad that is spoken of, if one is.

        Raises:
            NotHeldError: There is no such ad.
        """
        return Answers(self.knowledge() if about is None else self.knowledge_about(about), language)

    def older_visits_behind(self, topic: str) -> Iterator[Sequence[str]]:
        """Ids of the visits before the newest stretch that speak for a topic, some at a time."""
        visits = self._before(self.knowledge().reading.log.visits)
        while visits:
            reading = explainer.read_person(PersonLog(visits, (), (), visits[0].time), self._new_reader())
            visits = self._before(visits)  # looked for while the first of these is still held
            yield list(dict.fromkeys(item.visit_id for item in reading.evidence if item.topic == topic))

    def _before(self, visits: Sequence[Visit]) -> tuple[Visit, ...]:
        return read_visits_before(self._database.reader(), visits[0], most=MOST_VISITS) if visits else ()

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
        knowledge, before = self.knowledge_about(impression_id), self.explain(impression_id)
        after = explainer.explain_without(
            impression_id, knowledge.reading, knowledge.memory, self.model, without,
            use_stated=knowledge.settings.use_stated_evidence,
        )  # fmt: skip
        return before, after

    def alternatives(self, impression_id: str) -> Alternatives:
        """What it would have taken for another verdict on one ad, and which known ads would have stood there then.

        Raises:
            NotHeldError: There is no such ad.
        """
        return find_alternatives(self.explain(impression_id), self.knowledge_about(impression_id), self.model)

    def count_verdicts(self, *, seconds: float) -> tuple[Counter[Verdict], int]:
        """How often each verdict was given, and how many ads were not explained within the time; they will be soon."""
        counts: Counter[Verdict] = Counter()
        waiting, end = 0, time.monotonic() + seconds
        for impression_id in reversed(self.knowledge().impressions):
            kept = self._kept.any_of(impression_id)
            if kept is None and time.monotonic() > end:
                waiting += 1
                continue
            try:
                counts[(kept or self.explain_briefly(impression_id)).verdict] += 1
            except NotHeldError:  # forgotten while this was counted
                continue
        return counts, waiting

    def _explain(self, impression_id: str, *, is_whole: bool) -> Explanation:
        knowledge = self.knowledge_about(impression_id)
        kept = self._kept.find(impression_id, knowledge, is_whole=is_whole)
        if kept is not None:
            return kept
        explanation = explainer.explain_impression(
            impression_id, knowledge.reading, knowledge.memory, self.model,
            use_stated=knowledge.settings.use_stated_evidence, counterfactuals=is_whole,
        )  # fmt: skip
        if knowledge.epoch == self._epoch and (knowledge.is_older or knowledge.version == self._version):
            return self._kept.keep(explanation, knowledge, is_whole=is_whole)
        return explanation  # something was written meanwhile that may matter to it

    def _stay_ahead(self) -> None:
        while not self._closing:
            self._changed.wait()
            try:
                self._explain_ahead()
            except Exception as error:  # noqa: BLE001 - whatever it is: told in /health, and tried after the next change
                is_ours = isinstance(error, WhyadError)
                self._changed.clear()
                self.failure = f"{type(error).__name__}: {REINSTALL if is_ours else RESTART}"
                LOG.warning("explaining ahead has stopped for now (%s)", type(error).__name__)
            else:
                self.failure = None

    def _explain_ahead(self) -> None:
        _ = self.model
        if self._knowledge is None:
            self.knowledge()  # nobody waits for it yet, but soon somebody will
            gc.freeze()  # looking through all this for garbage, again and again, made somebody wait for 0.2 s
        if self._is_quiet():
            self._explain_all_briefly()

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
