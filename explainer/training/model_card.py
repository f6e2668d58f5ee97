"""The model card, written from the model's own sidecar, so that the two cannot differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def model_card(sidecar: Mapping[str, Any]) -> str:
    """The card as Markdown."""
    return "\n".join([*_what(sidecar), *_figures(sidecar), *_page_topics(), *_limits(), *_rebuild(sidecar)]) + "\n"


def _what(sidecar: Mapping[str, Any]) -> Iterator[str]:
    evidence, relative = len(sidecar["evidence_columns"]), len(sidecar["columns"])
    yield from (
        "# Model card: the base model",
        "",
        f"Written by `python -m explainer.training` from the sidecar of `{sidecar['model_id']}`; do not edit.",
        "",
        "## What it is",
        "",
        "It answers two questions about an ad that one person was shown. *Judges* say of what kind the ad's",
        "campaign is, from all its showings in the person's log. *Experts*, one per kind, say how many times",
        "likelier the ad is for this person here than for a stranger anywhere, and the difference is split",
        "exactly among the causes.",
        "",
        f"- {sidecar['members']} members, each with one yes-or-no judge per kind ({evidence} columns of evidence)",
        f"  and one log-lift expert per kind but run of network ({relative} relative columns).",
        "- XGBoost trees; read with NumPy alone when an ad is explained.",
        f"- Trained on {sidecar['people']} simulated people who saw {sidecar['campaigns']} campaigns, each person in a",
        "  market of their own: [simulation.md](simulation.md). No real person's data and no text went in.",
        f"- Topics: {sidecar['taxonomy']}. Seed {sidecar['seed']}.",
        "",
    )


def _figures(sidecar: Mapping[str, Any]) -> Iterator[str]:
    held_out, numbers = sidecar["held_out"], sidecar["calibration"]
    yield from (
        "## How good it is",
        "",
        f"On {held_out['people']} simulated people ({held_out['impressions']} ads) that training never saw.",
        "The markets are drawn from very wide ranges: in many of them the true cause cannot be known, since its topic",
        "was never read or its place is not named. In the live miniature market: `python -m benchmarks.live_truth`.",
        "",
        "| question | answer |",
        "|---|---|",
        f"| right cause named on targeted ads (mean over rules) | {held_out['right_on_targeted']:.2f} |",
        f"| silent on untargeted ads | {held_out['silent_on_untargeted']:.2f} |",
    )
    alarms = held_out["false_alarms_a_day"]
    yield f"| number of false \"about you\" among {held_out['ads_a_day']} ads, about a day's | {alarms:.0f} |"
    for rule, share in held_out["by_rule"].items():
        yield f"| right on {rule.replace('_', ' ')} ads | {share:.2f} |"
    for kind, auc in held_out["auc_of_kinds"].items():
        figure = "not in the log" if auc is None else f"{auc:.2f}"
        yield f"| AUC, {kind.replace('_', ' ')} against other campaigns | {figure} |"
    yield from (
        f"| calibration error of the likeliest kind | {held_out['calibration_error_of_kinds']:.3f} |",
        f"| calibration error of the named cause | {held_out['calibration_error_of_top_cause']:.3f} |",
        "",
        f"Calibration, fitted on other people again: temperature {numbers['temperature']:.2f}, intervals of",
        f"{numbers['interval_width']:.1f} standard deviations on each side. Declared, not fitted: silent where",
        f"\"nobody was chosen\" is {numbers['silence']:.2f} times as likely as the likeliest thing that the ad could",
        "be about.",
        "",
    )


def _page_topics() -> Iterator[str]:
    yield from (
        "## How pages are read",
        "",
        "The topics of pages and ads come from a classifier of its own, `explainer/page_topics`. Its weights are made",
        "from word lists for 668 topics that were written for it (Apache-2.0), and from the names and paths of IAB",
        "Content Taxonomy 3.1 (CC BY 3.0); no web page, advertisement or data set went in.",
        "Method, figures and weak spots: [its README](../explainer/page_topics/README.md).",
        "",
    )


def _limits() -> Iterator[str]:
    yield from (
        "## What it cannot do",
        "",
        "- It explains a model of a made-up market, not anybody's server.",
        "- Look-alike campaigns use traits that have nothing to do with the ad: which one is often a guess among the",
        "  strongest.",
        "- After one or two showings of a campaign it is mostly unsure, and says so.",
        "- Lists of e-mail addresses, age, gender and household are not in the market; a model never names them.",
        "- A person's own log is evidence about its campaigns and never training.",
        "",
    )


def _rebuild(sidecar: Mapping[str, Any]) -> Iterator[str]:
    yield "## How to make it again"
    yield ""
    yield "```sh"
    yield "make model    # or, the same bytes with files or pipes in between:"
    yield f"whyad simulate --seed {sidecar['seed']} | whyad train - --seed {sidecar['seed']} --model DIR"
    yield "```"
    yield ""
    yield "Single-threaded and seeded: on one machine and one version of XGBoost, the same bytes."
