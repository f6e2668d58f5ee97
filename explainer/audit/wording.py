"""What an audit found, in plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explainer.audit.proxies import LEAST_PEOPLE, ProxyAudit
from explainer.taxonomy import Taxonomy


def proxy_lines(audits: Iterable[ProxyAudit], taxonomy: Taxonomy | None = None) -> Iterator[str]:
    """One line for each sensitive trait, and one for each trait that stands in for it."""
    topics, is_empty = taxonomy or Taxonomy.load(), True
    for audit in audits:
        is_empty = False
        yield f"{topics.label(audit.sensitive)} ({audit.people} people): {_judged(audit)}"
        for proxy in audit.proxies:
            names = " and ".join(topics.label(trait) for trait in proxy.traits)
            figures = f"×{proxy.ratio:.1f} (at least ×{proxy.low:.1f}, {proxy.people} people)"
            yield f"  {names} could stand in for it: {figures}"
    if is_empty:
        yield "Nobody in this log has a sensitive trait."


def _judged(audit: ProxyAudit) -> str:
    if not audit.can_tell:
        return f"cannot tell; at least {LEAST_PEOPLE} people must have it, and others must not"
    told = f"all harmless traits together tell {audit.auc:.2f} ({audit.low:.2f} to {audit.high:.2f}; 0.5 is chance)"
    return f"{'given away' if audit.is_given_away else 'not given away'}; {told}"
