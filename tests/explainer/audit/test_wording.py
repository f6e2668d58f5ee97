"""An audit reads as plain sentences."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from explainer.audit.wording import proxy_lines
from explainer.commands import audit_command
from explainer.importers import impression_log_lines
from tests.explainer.audit.test_proxies import HARMLESS, SENSITIVE, TAXONOMY, a_log_of_people, audited


def test_a_trait_that_stands_in_is_named_with_its_factor() -> None:
    """The reader learns which trait, for what, how much, and from how many people."""
    first, second, *_ = proxy_lines([audited(0, implanted="one")], TAXONOMY)

    assert first.startswith(TAXONOMY.label(SENSITIVE))
    assert "given away" in first
    assert second.strip().startswith(TAXONOMY.label(HARMLESS[0]))
    assert "could stand in for it: ×" in second


def test_too_few_people_are_a_stated_cannot_tell() -> None:
    """An audit that cannot tell says so."""
    (line,) = proxy_lines([audited(3, people=60)], TAXONOMY)

    assert "cannot tell" in line


def test_the_command_audits_a_log(tmp_path: Path) -> None:
    """`whyad audit LOG` reads a log and prints its answers."""
    log = tmp_path / "log.jsonl"
    log.write_text("".join(impression_log_lines(a_log_of_people(0, implanted="one"))))

    done = CliRunner().invoke(audit_command, [str(log)])

    assert done.exit_code == 0, done.output
    assert "could stand in for it" in done.output


def test_a_log_without_sensitive_traits_says_so() -> None:
    """Nothing to audit is said in so many words."""
    assert list(proxy_lines([], TAXONOMY)) == ["Nobody in this log has a sensitive trait."]
