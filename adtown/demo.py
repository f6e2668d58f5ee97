"""``whyad demo``: the whole road in a real browser, from a page visit to an explained ad, scored at the end.

Starts the local service on a store of its own, the town, and Chromium with the built extension; pairs them by typing
the code; walks; and holds the answers against the bidders' log. Everything it makes lies in one folder.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click
from playwright.sync_api import Page

from adtown.browser import Browser, load_tracker_lists, open_browser, pair, prepare_extension
from adtown.gallery import take_pictures
from adtown.local_service import DemoError, LocalService, free_port
from adtown.narration import Narration
from adtown.score import Decision, GradedAd, grade, read_decisions, summarise, without_query
from adtown.town import Town, build_town
from adtown.walk import Walk, plan_walk, take_step

ROOT: Final = Path(__file__).parents[1]
STORE_LABEL: Final = "Demo data: a made-up person in a made-up town"
SETTLE_SECONDS: Final = 2.5  # the outbox flushes within a second; the last ads of a page need their visible moment


@dataclass(slots=True)
class Tour:
    """One run of the demo while it is under way."""

    town: Town
    walk: Walk
    service: LocalService
    browser: Browser
    folder: Path
    narration: Narration
    browser_started: float
    told: set[str] = field(default_factory=set)
    first_explanation_seconds: float | None = None
    town_page: Page | None = None

    def play(self) -> None:
        """Walk the warm-up and the scored pages, telling each ad as its explanation arrives."""
        page = self.browser.context.new_page()
        steps = (*self.walk.warm_up, *self.walk.scored)
        for number, step in enumerate(steps, start=1):
            if number == len(self.walk.warm_up) + 1:
                self.narration.say(self.narration.bold("\nFrom here on the ads count for the score"))
            self.narration.page(number, len(steps), step.title, step.domain)
            take_step(page, step)
            self.tell_new_ads()
        time.sleep(SETTLE_SECONDS)
        self.tell_new_ads()
        self.town_page = page

    def tell_new_ads(self) -> None:
        """Print the ads that were explained since the last look."""
        for summary in reversed(self.service.get("/api/v1/impressions?limit=40")["impressions"]):
            if summary["id"] in self.told:
                continue
            self.told.add(summary["id"])
            if self.first_explanation_seconds is None:
                self.first_explanation_seconds = round(time.monotonic() - self.browser_started, 1)
            self.narration.ad(summary)
            self.narration.causes(self.service.get(f"/api/v1/impressions/{summary['id']}/explanation"))

    def explanations(self) -> list[dict[str, Any]]:
        """All ads as they are explained now, with everything seen of their campaigns."""
        ids, cursor = [], None
        while True:
            page = self.service.get(f"/api/v1/impressions?limit=200{f'&cursor={cursor}' if cursor else ''}")
            ids += [summary["id"] for summary in page["impressions"]]
            cursor = page["next_cursor"]
            if cursor is None:
                return [self.service.get(f"/api/v1/impressions/{impression_id}/explanation") for impression_id in ids]

    def graded(self) -> list[GradedAd]:
        """The scored part of the walk, graded with stated evidence switched off."""
        settings = self.service.get("/api/v1/settings")
        self.service.put("/api/v1/settings", {**settings, "use_stated_evidence": False})
        explanations = self.explanations()
        self.service.put("/api/v1/settings", settings)
        return [
            ad
            for ad in grade(explanations, self.decisions())
            if ad.explanation["impression"]["page_url"] in self.scored_urls
        ]

    def scored_deliveries(self) -> int:
        """How many ads the market delivered on the scored pages."""
        return sum(without_query(decision.page) in self.scored_urls for decision in self.decisions())

    def decisions(self) -> list[Decision]:
        """The bidders' log so far."""
        return read_decisions(self.folder / "market-log" / "decisions.jsonl")

    @property
    def scored_urls(self) -> set[str]:
        """The pages on which ads count."""
        return {step.url for step in self.walk.scored}


@contextmanager
def run_town(seed: int, port: int, log_dir: Path, output: Path) -> Iterator[None]:
    """The town's servers as their own process."""
    command = [
        sys.executable,
        "-m",
        "adtown",
        "serve",
        "--seed",
        str(seed),
        "--port",
        str(port),
        "--log-dir",
        str(log_dir),
    ]
    with output.open("ab") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT, cwd=ROOT)
        try:
            wait_for_port(port, process, output)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def wait_for_port(port: int, process: subprocess.Popen[bytes], output: Path) -> None:
    """Return once somebody listens on the port."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise DemoError(f"the town did not start; it said: {output.read_text(errors='replace')[-800:]}")


@contextmanager
def tour(seed: int, folder: Path, *, port: int, extension: Path, narration: Narration) -> Iterator[Tour]:
    """Everything that must run during a walk, started in order and stopped in reverse.

    The browser is visible where there is a display.
    """
    town, town_port = build_town(seed), free_port()
    narration.say(
        f"Town {seed}: {len(town.sites)} sites on *.localhost:{town_port}; everything of this demo lies in {folder}"
    )
    with (
        LocalService(folder / "store", port=port, label=STORE_LABEL, output=folder / "service.log") as service,
        run_town(seed, town_port, folder / "market-log", folder / "town.log"),
    ):
        prepare_extension(extension, folder / "extension", service_url=service.url, town_port=town_port)
        browser_started = time.monotonic()
        with open_browser(folder / "profile", folder / "extension", headless=not has_display()) as browser:
            pair(browser, service.pairing_code())
            load_tracker_lists(browser, rules=town.tracker_rules(), companies=town.tracker_companies())
            yield Tour(town, plan_walk(town, seed, town_port), service, browser, folder, narration, browser_started)


def has_display() -> bool:
    """Whether a window could be seen."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin")


def result(tour: Tour, seed: int, graded: list[GradedAd]) -> dict[str, Any]:
    """What ``--json`` writes."""
    return {
        "seed": seed,
        "ads": [ad.to_json() for ad in graded],
        "score": summarise(graded),
        "seconds_to_first_explanation": tour.first_explanation_seconds,
        "sites": len({ad.explanation["impression"]["page_domain"] for ad in graded}),
    }


def fresh_folder(seed: int) -> Path:
    """An empty folder for this run; the person's own store is never touched."""
    folder = Path.cwd() / ".demo" / f"seed-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "market-log").mkdir(parents=True)
    return folder


@click.command()
@click.option(
    "--seed", default=7, show_default=True, help="Another number is another town: other sites, campaigns and walk."
)
@click.option("--once", is_flag=True, help="End after the walk instead of staying up for your own browser.")
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write answers and score to this file."
)
@click.option("--port", default=0, help="Port of the demo's service; 0 takes a free one.")
@click.option(
    "--extension",
    type=click.Path(path_type=Path),
    default=ROOT / "browser_extension" / ".output" / "chrome-mv3",
    help="The built extension.",
)
@click.option("--quiet", is_flag=True, help="Print the score only.")
def demo(  # noqa: PLR0913 - a command's options are its arguments
    *, seed: int, once: bool, json_file: Path | None, port: int, extension: Path, quiet: bool
) -> None:
    """Walk a made-up town in a real browser and explain the ads it shows."""
    narration = Narration(io.StringIO() if quiet else sys.stdout)
    folder = fresh_folder(seed)
    try:
        with tour(seed, folder, port=port or free_port(), extension=extension, narration=narration) as running:
            running.play()
            graded = running.graded()
            Narration().score(graded, deliveries=running.scored_deliveries())
            if json_file:
                json_file.write_text(json.dumps(result(running, seed, graded), indent=2, ensure_ascii=False))
            pictures = (
                take_pictures(running.browser, running.service, running.town_page, folder / "screenshots")
                if running.town_page and not quiet
                else []
            )
            farewell(narration, running, pictures)
            if not once:
                stay_up(narration)
    except DemoError as error:
        raise click.ClickException(str(error)) from error


def farewell(narration: Narration, running: Tour, pictures: list[Path]) -> None:
    """Where to look next."""
    narration.say(f"\nFirst explanation {running.first_explanation_seconds} s after the browser's start")
    if pictures:
        narration.say("Screenshots:\n" + "\n".join(f"  {path}" for path in pictures))
    service = running.service
    narration.say(f"Dashboard: {service.url}/")
    narration.say(f"  sign in with the code from: whyad pair --port {service.port} --data-dir {service.data_dir}")
    narration.say("Your own browser: open chrome://extensions, switch on Developer mode, Load unpacked:")
    narration.say(f"  {running.folder / 'extension'}")


def stay_up(narration: Narration) -> None:
    """Wait for Ctrl-C."""
    narration.say("\nStill running, for your own browser too. Ctrl-C ends it.")
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        narration.say("\nGood-bye.")
