"""A declared market with many people, whose auction is known in closed form. See docs/simulation.md."""

from explainer.simulation.crowd.life import CrowdLife, live
from explainer.simulation.crowd.rows import crowd_rows
from explainer.simulation.crowd.truth import TrueReasons, true_reasons
from explainer.simulation.crowd.world import CrowdSettings, CrowdWorld, draw_world

__all__ = [
    "CrowdLife", "CrowdSettings", "CrowdWorld", "TrueReasons", "crowd_rows", "draw_world", "live", "true_reasons",
]  # fmt: skip
