"""Ways in and out for impression logs."""

from explainer.importers.checked_rows import checked_rows
from explainer.importers.frames import frame_from_log, log_from_frame
from explainer.importers.impression_log import impression_log_lines, read_impression_log
from explainer.importers.tables import log_from_table

__all__ = [
    "checked_rows", "frame_from_log", "impression_log_lines", "log_from_frame", "log_from_table", "read_impression_log",
]  # fmt: skip
