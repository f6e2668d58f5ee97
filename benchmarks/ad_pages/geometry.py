"""Whether something that was found is a labelled place: by where it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# A finding may be the creative inside a labelled slot, or a box around it: so much larger it may be.
LARGEST_BOX: Final = 3.0
SMALLEST_PART: Final = 0.3


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in CSS pixels from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.width * self.height

    def covers_centre_of(self, other: Box) -> bool:
        """Whether the middle of ``other`` lies in this box."""
        x, y = other.left + other.width / 2, other.top + other.height / 2
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


def is_same_place(found: Box, label: Box) -> bool:
    """Whether ``found`` is the labelled element, a large part of it, or a box closely around it."""
    if not found.area or not label.area:
        return False
    is_part = label.covers_centre_of(found) and found.area >= SMALLEST_PART * label.area
    is_around = found.covers_centre_of(label) and found.area <= LARGEST_BOX * label.area
    return (is_part and found.area <= LARGEST_BOX * label.area) or (is_around and found.area >= label.area / 2)
