"""The vocabulary of topics is complete, pinned and careful with what is sensitive."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from time import perf_counter

import pytest

from explainer.errors import UnknownTopicError
from explainer.taxonomy import Taxonomy, _load

TAXONOMY = Taxonomy.load()


def test_published_file_is_shipped_unchanged():
    """What we call IAB Content Taxonomy 3.1 is what IAB Tech Lab published."""
    published = (files("explainer") / "taxonomy_data" / "content_taxonomy_3.1.tsv").read_bytes()

    assert sha256(published).hexdigest() == "7212cdc496ba347a03e703b1932bdcdd4fd29089b058f4edeb4d3da1f1222ea7"


def test_camping_lies_below_travel():
    """A topic knows its way up, nearest first."""
    camping = TAXONOMY.topic("677")

    assert camping.path == ("Travel", "Travel Type", "Camping")
    assert TAXONOMY.ancestors("677") == ("664", "653")
    assert TAXONOMY.is_within("677", "653")
    assert not TAXONOMY.is_within("653", "677")


def test_siblings_share_the_parent():
    """Camping stands beside cruises, not beside itself, and the first tier stands alone."""
    assert "678" in TAXONOMY.siblings("677")
    assert "677" not in TAXONOMY.siblings("677")
    assert TAXONOMY.siblings("653") == ()


def test_every_topic_has_a_known_parent_and_a_path():
    """No topic hangs in the air."""
    assert len(TAXONOMY.topics) == 704
    assert all(topic.parent is None or TAXONOMY.knows(topic.parent) for topic in TAXONOMY.topics)
    assert all(topic.path[-1] == topic.name for topic in TAXONOMY.topics)


@pytest.mark.parametrize("id", ["317", "305", "387", "462", "188", "302", "Rm3SiT", "211"])
def test_health_belief_politics_and_intimacy_are_sensitive(id: str):
    """Diabetes, pregnancy, elections, Judaism, dating and their like are handled with care."""
    assert TAXONOMY.topic(id).is_sensitive


@pytest.mark.parametrize("id", ["677", "216", "533", "599", "410"])
def test_everyday_topics_are_not_sensitive(id: str):
    """Camping, cooking, football, computing and investing need no veil."""
    assert not TAXONOMY.topic(id).is_sensitive


def test_unknown_id_is_an_error_only_where_a_topic_is_demanded():
    """A log with foreign topic ids can still be read."""
    with pytest.raises(UnknownTopicError):
        TAXONOMY.topic("nothing")

    assert TAXONOMY.label("nothing") == "nothing"
    assert TAXONOMY.ancestors("nothing") == ()


def test_loading_takes_a_blink():
    """The service starts without waiting for its vocabulary."""
    _load.cache_clear()
    start = perf_counter()
    Taxonomy.load()

    assert perf_counter() - start < 0.1  # about 5 ms on an idle core; the bar leaves room for a busy one
