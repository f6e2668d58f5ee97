"""What the terminal shows while the demo walks: page by page, ad by ad, and the score at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from adtown.score import GradedAd, by_kind, summarise

_MARKS = {
    "about_you": "●",
    "about_the_page": "◧",
    "about_the_moment": "◔",
    "about_everyone": "○",
    "not_enough_evidence": "·",
}


class Narration:
    """Writes to one stream, in colour only on a terminal."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        """Remember the stream and whether it is a terminal."""
        self._stream, self._colour = stream, stream.isatty()

    def say(self, text: str = "") -> None:
        """One line of plain text."""
        print(text, file=self._stream, flush=True)

    def dim(self, text: str) -> str:
        """Quiet text, where the terminal can."""
        return f"\x1b[2m{text}\x1b[0m" if self._colour else text

    def bold(self, text: str) -> str:
        """Loud text, where the terminal can."""
        return f"\x1b[1m{text}\x1b[0m" if self._colour else text

    def page(self, number: int, total: int, title: str, domain: str) -> None:
        """The page that was just opened."""
        self.say(f"\n{self.dim(f'[{number:2d}/{total}]')} {self.bold(title)} {self.dim(domain)}")

    def ad(self, summary: Mapping[str, Any]) -> None:
        """An ad that was just seen, with its sentence as it stands now."""
        self.say(
            f"    {_MARKS[summary['verdict']]} {summary['advertiser'] or 'unknown advertiser'}: {summary['sentence']}"
        )

    def causes(self, explanation: Mapping[str, Any], *, at_most: int = 3) -> None:
        """The strongest causes of one ad, with their factors."""
        named = [item for item in explanation["contributions"] if abs(item["log_odds"]) >= 0.1][:at_most]
        for item in named:
            cause = item["cause"]
            self.say(self.dim(f"        ×{item['factor']:.1f}  {cause['label']} ({cause['kind'].replace('_', ' ')})"))

    def score(self, graded: Sequence[GradedAd], *, deliveries: int) -> None:
        """The walk's score against the bidders' own log."""
        counts = summarise(graded)
        self.say(self.bold("\nThe score, against the log that the bidders wrote (Whyad never reads it)"))
        self.say(f"  targeted ads whose cause was named rightly  {counts['targeted_right']:3d} of {counts['targeted']}")
        self.say(
            f"  untargeted ads left without a claim         {counts['untargeted_silent']:3d} of {counts['untargeted']}"
        )
        for kind, (right, total) in by_kind(graded).items():
            self.say(self.dim(f"    {kind.replace('_', ' '):<16} {right:3d} of {total}"))
        seen = f"  {len(graded)} of {deliveries} logged deliveries were seen and explained"
        self.say(self.dim(f"{seen}; answers as they stand after the last page"))
