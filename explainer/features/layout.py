"""The traits at every place of a log as matrices, which grow with the log.

A log that grows by an ad shares its matrices with the log before: rows that are the very same are not laid out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from explainer.records import LoggedImpression, LoggedTrait

FloatArray = npt.NDArray[np.float64]
_Traits = tuple[npt.NDArray[np.intp], tuple[LoggedTrait, ...]]
_STRENGTH = "strength"
_VISITS = "visits"


class TraitLayout:
    """One row per place and one column per topic: strengths, visits, and how many visits somebody saw.

    Attributes:
        logged: The places.
        column: The column of each topic that was a trait at some place, in order of appearance.
        traits: For each place its traits and their columns.
        width: For each place how many topics had been a trait by then.
        grids: What was laid out so far, by figure: strength, visits, or a company with a mark before its name.
        kept: With how many rows of the layout before this one begins.
    """

    def __init__(self, logged: Sequence[LoggedImpression], before: TraitLayout | None = None) -> None:
        """Lay out a log, going on from the layout of a log that begins with the same rows."""
        self.logged = logged
        self.kept = _same_rows(before.logged, logged) if before else 0
        topics = dict.fromkeys(before.topics_until(self.kept)) if before else dict[str, None]()
        self.width: list[int] = list(before.width[: self.kept]) if before else list[int]()
        for row in logged[self.kept :]:
            topics |= dict.fromkeys(trait.id for trait in row.traits)
            self.width.append(len(topics))
        self.column: Mapping[str, int] = {topic: number for number, topic in enumerate(topics)}
        known = before.traits[: self.kept] if before else []
        self.traits: list[_Traits] = [*known, *(_laid_out(row, self.column) for row in logged[self.kept :])]
        self.grids: dict[str, Grid] = {}
        if before and self.kept:
            shape = (len(logged), len(topics))
            self.grids = {figure: grid.going_on(shape, self.kept) for figure, grid in tuple(before.grids.items())}
            for figure, grid in self.grids.items():
                self._write(grid, figure, self.kept)

    def topics_until(self, places: int) -> list[str]:
        """The topics of the first places, in order of appearance."""
        return list(self.column)[: self.width[places - 1] if places else 0]

    def strength(self) -> FloatArray:
        """How strong each trait was."""
        return self._laid_out(_STRENGTH)

    def visits(self) -> FloatArray:
        """How many visits were behind each trait; -1 where it is not known who saw them."""
        return self._laid_out(_VISITS)

    def seen_by(self, vendor: str) -> FloatArray:
        """How many of these visits a company saw."""
        return self._laid_out(f"@{vendor}")

    def _laid_out(self, figure: str) -> FloatArray:
        grid = self.grids.get(figure)
        if grid is None:  # shared only once it is written, since several threads may ask
            grid = Grid((len(self.logged), len(self.column)))
            self._write(grid, figure, 0)
            self.grids[figure] = grid
        values: FloatArray = grid.cells[: len(self.logged), : len(self.column)]
        return values

    def _write(self, grid: Grid, figure: str, since: int) -> None:
        read = _reading_of(figure)
        for place in range(since, len(self.logged)):
            columns, traits = self.traits[place]
            grid.write(place, columns, read(traits))


class Grid:
    """A matrix with room at its end, so that a row more does not mean another matrix.

    A row is written once. Whoever shares a grid looks at its own rows and columns only, since others may have gone on.
    """

    __slots__ = ("cells", "written")

    def __init__(self, shape: tuple[int, int], written: int = 0) -> None:
        """Make room for a quarter more rows and a few more columns."""
        rows, columns = shape
        self.cells = np.zeros((rows + rows // 4 + 8, columns + 16))
        self.written = written

    def going_on(self, shape: tuple[int, int], kept: int) -> Grid:
        """This grid if the rows after ``kept`` are free and there is room, else another that begins with those rows."""
        rows, columns = shape
        if self.written == kept and rows <= self.cells.shape[0] and columns <= self.cells.shape[1]:
            return self
        grid = Grid(shape, kept)
        width = min(self.cells.shape[1], grid.cells.shape[1])
        grid.cells[:kept, :width] = self.cells[:kept, :width]
        return grid

    def write(self, row: int, columns: npt.NDArray[np.intp], figures: Sequence[float]) -> None:
        """Write the next row."""
        self.cells[row, columns] = figures
        self.written = row + 1


def _same_rows(rows: Sequence[LoggedImpression], others: Sequence[LoggedImpression]) -> int:
    """How many rows two logs begin with that are the very same objects."""
    pairs = enumerate(zip(rows, others, strict=False))
    return next((place for place, (row, other) in pairs if row is not other), min(len(rows), len(others)))


def _laid_out(row: LoggedImpression, column: Mapping[str, int]) -> _Traits:
    """A row's traits. Interest and intent of one topic speak for the same ads: the stronger one counts."""
    found: dict[str, LoggedTrait] = {}
    for trait in row.traits:
        if trait.strength > (found[trait.id].strength if trait.id in found else 0.0):
            found[trait.id] = trait
    return np.array([column[topic] for topic in found], dtype=np.intp), tuple(found.values())


def _reading_of(figure: str) -> Callable[[tuple[LoggedTrait, ...]], list[float]]:
    """How to read a figure off a row's traits."""
    if figure == _STRENGTH:
        return lambda traits: [trait.strength for trait in traits]
    if figure == _VISITS:
        return lambda traits: [-1 if trait.vendors is None else trait.visits for trait in traits]
    vendor = figure[1:]
    return lambda traits: [trait.vendors.get(vendor, 0) if trait.vendors else 0 for trait in traits]
