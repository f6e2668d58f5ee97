"""Says on its standard output when a write was sent and when it was acknowledged; ``strace`` watches from outside."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from functools import partial
from pathlib import Path

from extension_api.store.database import Database
from extension_api.store.visits import insert_visit
from extension_api.writer import Writer
from tests.builders import a_visit


def main() -> None:
    """Write as much as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--writes", type=int, default=100, help="per thread")
    parser.add_argument("--synchronous", default="FULL", help="the control makes it NORMAL")
    arguments = parser.parse_args()
    database = Database(arguments.folder / "whyad.sqlite3", backups=arguments.folder / "backups")
    database.writer.execute(f"PRAGMA synchronous = {arguments.synchronous}")
    writer = Writer(database)
    threads = [
        threading.Thread(target=send, args=(writer, number, arguments.writes)) for number in range(arguments.threads)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.close()


def send(writer: Writer, thread: int, writes: int) -> None:
    """One sender."""
    for number in range(writes):
        name = f"{thread}-{number}"
        os.write(sys.stdout.fileno(), f"sent {name}\n".encode())
        writer.write(partial(insert_visit, visit=a_visit(name)))
        os.write(sys.stdout.fileno(), f"acknowledged {name}\n".encode())


if __name__ == "__main__":
    main()
