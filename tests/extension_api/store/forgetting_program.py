"""Fills a store, then forgets a site, a company or everything, slowly enough to be killed on the way."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path
from sqlite3 import Connection

from explainer import TrackerContact
from extension_api import erasures, portions
from extension_api.app import open_service
from extension_api.config import ServiceConfig, utc_now
from extension_api.store.visits import insert_contact, insert_visit
from tests.builders import NOON, a_visit

SITE = "canary-clinic.example"
COMPANY = "Canary Trackers Ltd"
COMPANY_DOMAIN = "canary-trackers.example"
VISITS = 400  # half of them to the site; the company is on all of them
SLOW_SECONDS = 0.02  # between two portions of one thing each


def main() -> None:
    """Fill, say so, forget until the end comes."""
    folder, what = Path(sys.argv[1]), sys.argv[2]
    service = open_service(ServiceConfig(folder))
    service.writer.write(fill)
    portions.PORTION_LEAST = portions.PORTION_MAX = 1
    service.erasures._portions = portions.Portions(service.writer, pause_per_second=0)
    subject = {"site": SITE, "company": COMPANY, "everything": utc_now().isoformat()}[what]
    erasures.shrink = stop_here  # the step after which everything is gone
    erasures._erase_portion = slowly(erasures._erase_portion)
    service.erasures.forget(what, subject, model_id=None)
    signal.pause()


def fill(db: Connection) -> None:
    """Visits with a contact each."""
    for n in range(VISITS):
        site = SITE if n % 2 else "other.example"
        insert_visit(db, a_visit(f"v{n}", minutes=-n, domain=site, url=f"https://{site}/{n}"))
        insert_contact(db, f"c{n}", NOON, TrackerContact(f"v{n}", COMPANY, COMPANY_DOMAIN, ""))


def slowly(erase_portion):
    """The same, and then a moment's rest."""

    def erase(*args, **kwargs):
        time.sleep(SLOW_SECONDS)
        return erase_portion(*args, **kwargs)

    return erase


def stop_here(_: Connection) -> None:
    """Do nothing any more."""
    signal.pause()


if __name__ == "__main__":
    main()
