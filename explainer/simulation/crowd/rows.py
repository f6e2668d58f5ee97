"""The crowd's life as an impression log: what browsers could have seen of it, and nothing of why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from explainer.records import (
    CauseKind,
    LoggedAd,
    LoggedContext,
    LoggedImpression,
    LoggedPage,
    LoggedTrait,
)  # fmt: skip
from explainer.simulation.crowd.life import NEVER, CrowdLife
from explainer.simulation.crowd.truth import shop_name
from explainer.simulation.crowd.world import PARTS_OF_DAY, SITES_PER_TOPIC, CrowdWorld
from explainer.simulation.market import PLACES

FIRST_DAY: Final = datetime(2026, 1, 5, tzinfo=UTC)
STRENGTH_PER_VISIT: Final = 0.8
HALF_LIFE_DAYS: Final = 21.0


def crowd_rows(life: CrowdLife) -> Iterator[LoggedImpression]:
    """Write the log, in the order of the life's arrays."""
    ads = [_ad(life.world, number) for number in range(life.world.settings.campaigns)]
    for number in range(len(life.winner)):
        yield _row(life, number, ads[int(life.winner[number])])


def _ad(world: CrowdWorld, number: int) -> LoggedAd:
    return LoggedAd(
        ad_id=f"ad{number}", adomain=(shop_name(number),), cat=(world.topics[world.campaigns.topic[number]],),
        vendors=(_vendor(int(world.campaigns.vendor[number])),),
    )  # fmt: skip


def _vendor(number: int) -> str:
    return f"dsp{number}.example"


def _row(life: CrowdLife, number: int, ad: LoggedAd) -> LoggedImpression:
    world, day, page = life.world, float(life.days[number]), int(life.page[number])
    visited = np.flatnonzero(life.shops[number] > NEVER / 2).tolist()
    return LoggedImpression(
        impression_id=f"i{number}", person_id=f"p{life.person[number]}", time=FIRST_DAY + timedelta(days=day),
        page=LoggedPage(
            f"site{life.site[number] % SITES_PER_TOPIC}-{page}.example", (world.topics[page],) if page >= 0 else ()
        ),
        ad=ad, traits=tuple(_trait(life, number, topic) for topic in np.flatnonzero(life.visits[number]).tolist()),
        context=LoggedContext(place=PLACES[life.place[number]], moments=(PARTS_OF_DAY[life.moment[number]],)),
        visited_advertisers={shop_name(shop): max(0.0, day - float(life.shops[number, shop])) for shop in visited},
        advertiser_vendors={
            shop_name(shop): tuple(_vendor(v) for v in np.flatnonzero(world.seen_at_shop[shop]).tolist())
            for shop in visited
        },
        observed_days=day,
    )  # fmt: skip


def _trait(life: CrowdLife, number: int, topic: int) -> LoggedTrait:
    visits, ago = int(life.visits[number, topic]), max(0.0, float(life.days[number] - life.last[number, topic]))
    seen = life.states[number, :, topic].tolist()
    return LoggedTrait(
        life.world.topics[topic], CauseKind.INTEREST,
        STRENGTH_PER_VISIT * visits * 2 ** (-ago / HALF_LIFE_DAYS), visits, ago,
        {_vendor(v): count for v, count in enumerate(seen) if count},
    )  # fmt: skip
