"""What the showroom's seed decides."""

from __future__ import annotations

from adtown.showroom.exhibits import EXHIBITS
from adtown.showroom.plan import LABELS_EACH, PAGES, WORDS, plan_showroom
from adtown.showroom.site import create_showroom_app


def test_every_exhibit_is_shown_whatever_the_seed() -> None:
    """A showroom lacks nothing."""
    for seed in range(1, 21):
        shown = [one.exhibit for hall in plan_showroom(seed) for one in hall.exhibits]

        assert set(shown) == set(EXHIBITS)
        assert len(shown) == len(EXHIBITS) + LABELS_EACH


def test_seeds_differ_in_order_size_and_company() -> None:
    """Another seed is another showroom; the same seed is the same."""
    assert plan_showroom(3) == plan_showroom(3)
    assert plan_showroom(3) != plan_showroom(4)


def test_every_language_labels_an_ad_within_twenty_seeds() -> None:
    """Twelve languages and more come up."""
    labelled = {"labelled_banner", "labelled_teaser", "late_ad", "closed_shadow_root", "search_results"}
    shown = [one for seed in range(1, 21) for hall in plan_showroom(seed) for one in hall.exhibits]

    assert {one.label[0] for one in shown if one.exhibit.name in labelled} == {label[0] for label in WORDS["labels"]}


def test_every_hall_opens() -> None:
    """No template is missing."""
    visitor = create_showroom_app(8123).test_client()

    assert {visitor.get(f"/1/hall/{number}").status_code for number in range(PAGES)} == {200}
    assert visitor.get(f"/1/hall/{PAGES}").status_code == 404
