"""The town's words: complete, of a readable length, written once, and unknown to whatever reads page topics."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "adtown" / "content"
TOPIC_FILES = sorted((CONTENT / "topics").glob("*.json"))
TAXONOMY = ROOT / "explainer" / "taxonomy_data" / "content_taxonomy_3.1.tsv"
TRAINING_TEXTS = {".txt", ".json", ".jsonl", ".tsv", ".csv", ".py"}
HOST_LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read(name: str) -> Any:
    """One JSON file of the content."""
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


TOPICS = [json.loads(path.read_text(encoding="utf-8")) for path in TOPIC_FILES]
ARTICLES = [article for topic in TOPICS for article in topic["articles"]] + read("general.json")["articles"]
LINES = [line for topic in TOPICS for line in topic["creatives"]]


def parents() -> dict[str, str]:
    """Parent of every topic id, from the published table."""
    rows = [line.split("\t") for line in TAXONOMY.read_text(encoding="utf-8").splitlines()[2:]]
    return {row[0].strip(): row[1].strip() for row in rows if row[0].strip()}


def top(topic: str, table: dict[str, str]) -> str:
    """The tier-1 topic above a topic."""
    while table.get(topic):
        topic = table[topic]
    return topic


def words_of(article: dict[str, Any]) -> str:
    """All text of an article in reading order."""
    return " ".join([article["title"], *article["headings"], article["description"], *article["paragraphs"]])


def sentences(article: dict[str, Any]) -> Iterator[str]:
    """The sentences of an article's text."""
    for part in (article["description"], *article["paragraphs"]):
        yield from (sentence.strip().lower() for sentence in re.split(r"(?<=[.!?])\s+", part) if sentence.strip())


def shingles(text: str, size: int = 8) -> set[tuple[str, ...]]:
    """Every run of ``size`` words."""
    found = re.findall(r"[a-z0-9']+", text.lower())
    return {tuple(found[start : start + size]) for start in range(len(found) - size + 1)}


def test_topics_are_known_and_enough() -> None:
    """At least thirty published topics, and six families that a parent segment can stand for."""
    table = parents()
    families = Counter(top(topic["id"], table) for topic in TOPICS)

    assert len(TOPICS) >= 30
    assert all(
        topic["id"] == path.stem and topic["id"] in table for topic, path in zip(TOPICS, TOPIC_FILES, strict=True)
    )
    assert sum(count >= 3 for count in families.values()) >= 6


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic["id"])
def test_topic_has_pages_a_shop_and_ads(topic: dict[str, Any]) -> None:
    """Every interest can be shown by reading, by shopping and by an ad."""
    assert len(topic["articles"]) in {5, 6}
    assert len(topic["shop"]["products"]) == 4
    assert len(topic["creatives"]) == 5
    assert all(product["price"] > 0 and product["description"] for product in topic["shop"]["products"])


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["slug"])
def test_article_reads_like_a_short_page(article: dict[str, Any]) -> None:
    """Some hundred words, in paragraphs under headings."""
    assert 90 <= len(words_of(article).split()) <= 140
    assert len(article["paragraphs"]) in {3, 4}
    assert len(article["headings"]) in {2, 3}


def test_ad_says_its_thing_in_a_few_words() -> None:
    """Ads name what they sell in five to fourteen words."""
    lengths = [len(f"{line['headline']} {line['line']}".split()) for line in LINES]

    assert all(5 <= length <= 14 for length in lengths)


def test_names_and_addresses_are_used_once() -> None:
    """No two articles, hosts, products or ads can be mistaken for each other."""
    hosts = [topic["shop"]["slug"] for topic in TOPICS] + [site["slug"] for site in read("sites.json")]
    skus = [product["sku"] for topic in TOPICS for product in topic["shop"]["products"]]
    everything = [hosts, skus, [article["slug"] for article in ARTICLES], [line["headline"] for line in LINES]]

    assert all(len(names) == len(set(names)) for names in everything)
    assert all(HOST_LABEL.fullmatch(host) for host in hosts)


def test_no_sentence_is_written_twice() -> None:
    """Nothing is padded with phrases that recur from page to page."""
    counts = Counter(sentence for article in ARTICLES for sentence in sentences(article))

    assert [sentence for sentence, count in counts.items() if count > 1] == []


def test_local_ads_name_their_city() -> None:
    """Eight cities with four lines each, and some of them say when."""
    places = read("places.json")
    texts = {place["city"]: [f"{line['headline']} {line['line']}" for line in place["lines"]] for place in places}

    assert [len(lines) for lines in texts.values()] == [4] * 8
    assert all(
        any(when in " ".join(lines).lower() for when in ("tonight", "evening", "weekend")) for lines in texts.values()
    )
    assert all(city in line for city, lines in texts.items() for line in lines)


def test_publishers_and_untargeted_lines_are_there() -> None:
    """Sixteen publishers whose names tell nothing, eight house ads, sixteen teasers with known topics."""
    house, known = read("house.json"), parents()

    assert len({site["name"] for site in read("sites.json")}) == 16
    assert (len(house["house"]), len(house["teasers"])) == (8, 16)
    assert all(topic in known for teaser in house["teasers"] for topic in teaser["topics"])


def test_town_texts_are_in_no_training_list() -> None:
    """A page reader that had seen these pages before would be praised for remembering."""
    files = [path for path in (ROOT / "explainer").rglob("*") if path.suffix in TRAINING_TEXTS]
    town = set().union(*(shingles(words_of(article)) for article in ARTICLES))

    assert not [path for path in files if town & shingles(path.read_text(encoding="utf-8"))]
