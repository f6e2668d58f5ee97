"""How rightly pages are read: foreign sites in seven classes, host names alone, sensitive pages, time and size.

Foreign texts are read from ``--data`` (or ``WHYAD_DATA``); without them those figures are left out, and said so. The
sensitive pages are our own, in ``tests``; no model has learned from them.

    python -m benchmarks.page_topics --quick
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import thread_time
from typing import Final

import numpy as np

from benchmarks.page_readers.classes import HOST_CLASSES, SITE_CLASSES, class_of_topics, likeliest_class
from benchmarks.page_readers.foreign import HOSTS, SITE_TEXTS, LabelledText, read_hosts, read_site_texts
from benchmarks.page_readers.peers import Reader, naive_bayes
from benchmarks.reporting import Bar, interval, print_heading, write
from explainer.page_topics import PageText, is_sensitive_page, read_topics, topic_probabilities
from explainer.taxonomy import Taxonomy
from tests.explainer.page_topics.pages import SensitivePage, read_sensitive_pages

CLASSES_REACH, MILLISECONDS_REACH, MEGABYTES_REACH = 0.92, 2.0, 15.0
RECOGNISED_REACH, ALARMS_REACH = 0.95, 0.03
QUICK_TEXTS, QUICK_HOSTS, ALL_HOSTS = 150, 1_000, 6_000
MOST_CONFUSIONS: Final = 8
SHIPPED: Final = ("page_topics", "taxonomy_data")
EXPLAINER: Final = Path(__file__).parents[1] / "explainer"


def main() -> None:
    """Print the figures; write them where asked."""
    arguments = parse_arguments()
    print_heading("Topics of pages")
    bars: list[Bar] = []
    reports: dict[str, object] = {}
    if (arguments.data / SITE_TEXTS).exists():
        texts = read_site_texts(arguments.data)
        texts = drawn(texts, QUICK_TEXTS, arguments.seed) if arguments.quick else texts
        bars += site_class_bars(texts, reports, quick=arguments.quick)
        bars.append(time_bar(texts, quick=arguments.quick))
    else:
        print(f"  No {SITE_TEXTS} under {arguments.data}: the seven classes are not measured.")
    if (arguments.data / HOSTS).exists():
        hosts = drawn(read_hosts(arguments.data), QUICK_HOSTS if arguments.quick else ALL_HOSTS, arguments.seed)
        reports["hostname_top_level"] = report_hosts(hosts)
    else:
        print(f"  No {HOSTS} under {arguments.data}: host names are not measured.")
    bars += sensitive_bars(quick=arguments.quick)
    bars.append(size_bar())
    print_bars(bars)
    write(arguments.json, bars, **reports)


def parse_arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer texts and host names")
    parser.add_argument("--seed", type=int, default=0, help="which texts and host names a smaller run takes")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WHYAD_DATA", "../shared/data")))
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def drawn(texts: Sequence[LabelledText], number: int, seed: int) -> list[LabelledText]:
    """A sample without repetition."""
    chosen = np.random.default_rng(seed).choice(len(texts), size=min(number, len(texts)), replace=False)
    return [texts[place] for place in chosen]


def our_reader(text: str) -> Mapping[str, float]:
    """The shipped classifier on a text of unknown parts."""
    return topic_probabilities(PageText("", first_words=text))


def site_class_bars(texts: Sequence[LabelledText], reports: dict[str, object], *, quick: bool) -> list[Bar]:
    """Share of sites whose class is right, ours and the peer's."""
    taxonomy = Taxonomy.load()
    ours = hits(texts, our_reader, SITE_CLASSES, taxonomy)
    peers = hits(texts, naive_bayes(taxonomy), SITE_CLASSES, taxonomy)
    value, low, high = interval(ours)
    reports["site_classes"] = report_classes(texts, taxonomy)
    if not quick:  # a sample does not tell which of the two a text is from
        reports["site_halves"] = report_halves(ours)
    for name in sorted(SITE_CLASSES):
        shares = [is_sensitive_page(PageText("", first_words=text.text)) for text in texts if name in text.classes]
        print(f"    {name}: {np.mean(shares):.3f} of {len(shares)} sites called sensitive (report only)")
    silent = sum(not read_topics(PageText("", first_words=text.text)) for text in texts) / len(texts)
    print(f"  No topic at all would be stored for {silent:.3f} of the sites (the classifier abstains).")
    peer = "naive Bayes on the taxonomy's names"
    return [Bar("7 classes from text", value, low, high, CLASSES_REACH, "higher", peer, interval(peers)[0], quick)]


def report_halves(ours: Sequence[float]) -> dict[str, float]:
    """Print the share of each half: mistakes of the first have been looked at when lists grew, of the other never."""
    halves = {"looked at": float(np.mean(ours[::2])), "never looked at": float(np.mean(ours[1::2]))}
    print("    " + "; ".join(f"every second site, {name}: {share:.3f}" for name, share in halves.items()))
    return halves


def hits(
    texts: Sequence[LabelledText], read: Reader, classes: Mapping[str, tuple[str, ...]], taxonomy: Taxonomy
) -> list[float]:
    """1 for every text whose likeliest class is a true one; a text without any class counts as wrong."""
    class_of = class_of_topics(classes, taxonomy)
    return [float(likeliest_class(read(text.text), class_of) in text.classes) for text in texts]


def report_classes(texts: Sequence[LabelledText], taxonomy: Taxonomy) -> dict[str, float]:
    """Print per class how many are right, and what the others were taken for."""
    class_of = class_of_topics(SITE_CLASSES, taxonomy)
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for text in texts:
        (truth,) = text.classes
        answer = likeliest_class(our_reader(text.text), class_of)
        seen[truth] += 1
        right[truth] += answer == truth
        wrong[truth, answer or "nothing"] += answer != truth
    shares = {name: right[name] / count for name, count in sorted(seen.items())}
    for name, share in shares.items():
        print(f"    {name:32} {share:.3f} of {seen[name]}")
    confusions = (f"{truth} as {answer} {count}" for (truth, answer), count in (+wrong).most_common(MOST_CONFUSIONS))
    print("    taken for another: " + "; ".join(confusions))
    return shares


def report_hosts(hosts: Sequence[LabelledText]) -> dict[str, float]:
    """Print how often a host name alone gives away its broadest topic. No bar: pages are read, not names."""
    taxonomy = Taxonomy.load()
    ours = interval(hits(hosts, our_reader, HOST_CLASSES, taxonomy))
    peer = interval(hits(hosts, naive_bayes(taxonomy), HOST_CLASSES, taxonomy))
    print(f"  Host name alone to one of 22 broadest topics: {ours[0]:.3f} [{ours[1]:.3f}, {ours[2]:.3f}]")
    print(f"    naive Bayes on the taxonomy's names {peer[0]:.3f}; {len(hosts)} host names; report only")
    return {"value": ours[0], "low": ours[1], "high": ours[2], "naive_bayes": peer[0], "hosts": len(hosts)}


def sensitive_bars(*, quick: bool) -> list[Bar]:
    """Pages of GDPR Art. 9 that no model learned from: recognised ones, and false alarms among near misses."""
    pages = read_sensitive_pages()
    for language in ("en", "de"):
        recognised, alarms = recognised_and_alarms([page for page in pages if page.language == language])
        shares = f"recognised {np.mean(recognised):.3f} of {len(recognised)}, false alarms {np.mean(alarms):.3f}"
        print(f"    sensitive pages, {language}: {shares} of {len(alarms)}")
    recognised, alarms = recognised_and_alarms(pages)
    return [
        Bar("sensitive pages recognised", *interval(recognised), RECOGNISED_REACH, "higher", quick=quick),
        Bar("false alarms among near misses", *interval(alarms), ALARMS_REACH, "lower", quick=quick),
    ]


def recognised_and_alarms(pages: Sequence[SensitivePage]) -> tuple[list[float], list[float]]:
    """1 for every page that is called sensitive: those that are, and those that only look so."""
    recognised = [float(is_sensitive_page(page.text)) for page in pages if page.is_sensitive]
    return recognised, [float(is_sensitive_page(page.text)) for page in pages if not page.is_sensitive]


def time_bar(texts: Sequence[LabelledText], *, quick: bool) -> Bar:
    """Processor time to read one page: one thread, the weights already loaded."""
    pages = [PageText(text.text[:60], (text.text[60:120],), text.text[120:], first_words=text.text) for text in texts]
    read_topics(pages[0])
    milliseconds = []
    for page in pages:
        start = thread_time()
        read_topics(page)
        milliseconds.append((thread_time() - start) * 1_000)
    value, low, high = interval(milliseconds)
    return Bar("milliseconds a page, one core", value, low, high, MILLISECONDS_REACH, "lower", quick=quick)


def size_bar() -> Bar:
    """What the classifier adds to the product, word lists and taxonomy included."""
    files = [path for folder in SHIPPED for path in (EXPLAINER / folder).rglob("*") if path.suffix != ".pyc"]
    megabytes = sum(path.stat().st_size for path in files if path.is_file()) / 1e6
    return Bar("megabytes shipped", megabytes, megabytes, megabytes, MEGABYTES_REACH, "lower")


def print_bars(bars: Sequence[Bar]) -> None:
    """One line a figure."""
    for bar in bars:
        peer = "" if bar.peer_value is None else f"; {bar.peer} {bar.peer_value:.3f}"
        sign = "≥" if bar.better == "higher" else "≤"
        verdict = "met" if bar.ok else "missed"
        print(f"  {bar.bar}: {bar.value:.3f} [{bar.low:.3f}, {bar.high:.3f}] {sign} {bar.reach:g}: {verdict}{peer}")


if __name__ == "__main__":
    main()
