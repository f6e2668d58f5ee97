"""How many requests the holder of a secret may make: a bucket for each that fills at a steady rate."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

HOLDERS_MAX: Final = 1_024  # more are as good as new when they come back


@dataclass(slots=True)
class _Bucket:
    left: float
    since: float


class Rates:
    """The buckets of everybody who asked lately."""

    def __init__(self, per_second: float, *, burst: float, monotonic: Callable[[], float]) -> None:
        """Start with full buckets.

        Args:
            per_second: What may be asked for hours on end.
            burst: What may be asked at once, such as a day's events after an outage.
            monotonic: Seconds that never go back.
        """
        self._per_second, self._burst, self._monotonic = per_second, burst, monotonic
        self._buckets: dict[str, _Bucket] = {}
        self._lock = threading.Lock()

    def take(self, holder_id: str) -> float:
        """Count one request. Returns the seconds to wait before the next one: 0 where there is still something left."""
        now = self._monotonic()
        with self._lock:
            bucket = self._buckets.pop(holder_id, None) or _Bucket(self._burst, now)
            bucket.left = min(self._burst, bucket.left + (now - bucket.since) * self._per_second)
            bucket.since = now
            wait = max(0.0, (1.0 - bucket.left) / self._per_second)
            bucket.left -= 1.0 if wait == 0.0 else 0.0
            self._buckets[holder_id] = bucket
            if len(self._buckets) > HOLDERS_MAX:
                del self._buckets[next(iter(self._buckets))]
        return wait
