"""Where the service logs: to the terminal or the journal, or to a private file that never grows large.

What is logged holds times, counts and kinds of error, never an address, a title or a name.
"""

from __future__ import annotations

import logging
import sys
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from extension_api.data_dir import make_private_file

FILE_BYTES: Final = 1_048_576
OLD_FILES: Final = 2
FORMAT: Final = "%(asctime)s %(message)s"


class PrivateRotatingFile(RotatingFileHandler):
    """A log file that only its owner can read, the old ones too."""

    def __init__(self, path: Path) -> None:
        """Begin or go on with the file."""
        super().__init__(path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        """Called for the first file and after each change of files."""
        make_private_file(Path(self.baseFilename))
        return super()._open()


def start_logging(file: Path | None) -> None:
    """Log to a file, or to the terminal."""
    handler = PrivateRotatingFile(file) if file else logging.StreamHandler(sys.stderr)
    logging.basicConfig(format=FORMAT, level=logging.INFO, handlers=[handler])
