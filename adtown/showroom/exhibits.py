"""What stands in the showroom: each exhibit is a template of ``templates/exhibits`` and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BANNERS: Final = ((300, 250), (336, 280), (728, 90), (468, 60), (320, 100), (160, 600), (300, 600), (250, 250))
ANY_SIZE: Final = ((410, 130), (560, 220), (350, 270), (620, 140))
PLAYERS: Final = ((480, 270), (560, 315), (400, 240))


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One thing to be shown.

    Attributes:
        name: Its template.
        is_ad: Whether it is an ad that a person can see.
        sizes: Widths and heights from which one is drawn.
        part: What of it is the ad, as a CSS selector within the exhibit; the exhibit itself where empty.
        parts: How many such parts there are; None where the number is drawn.
        needs_known_company: Whether nothing but the company tells what it is.
    """

    name: str
    is_ad: bool
    sizes: tuple[tuple[int, int], ...] = BANNERS
    part: str = ""
    parts: int | None = 1
    needs_known_company: bool = False


EXHIBITS: Final = (
    Exhibit("cross_origin_frame", is_ad=True, part="iframe", needs_known_company=True),
    Exhibit("frame_in_frame_in_frame", is_ad=True, part="iframe", needs_known_company=True),
    Exhibit("written_frame", is_ad=True, part="iframe"),
    Exhibit("srcdoc_frame", is_ad=True, part="iframe"),
    Exhibit("blob_frame", is_ad=True, part="iframe", needs_known_company=True),
    Exhibit("sandboxed_frame", is_ad=True, part="iframe", needs_known_company=True),
    Exhibit("closed_shadow_root", is_ad=True, part="div", sizes=ANY_SIZE),
    Exhibit("publisher_tag_slot", is_ad=True, part="iframe"),
    Exhibit("page_ad_unit", is_ad=True, part="ins"),
    Exhibit("accelerated_page_ad", is_ad=True, part="amp-ad"),
    Exhibit("lazy_slot", is_ad=True, part="iframe", needs_known_company=True),
    Exhibit("refreshing_slot", is_ad=True, part="iframe", needs_known_company=True),
    Exhibit("late_ad", is_ad=True, part="img"),
    Exhibit("labelled_banner", is_ad=True, part="img", sizes=ANY_SIZE),
    Exhibit("labelled_teaser", is_ad=True, sizes=((520, 0),)),
    Exhibit("ad_choices", is_ad=True, sizes=ANY_SIZE),
    Exhibit("paid_links", is_ad=True, part=".unit", parts=None, sizes=((760, 0),)),
    Exhibit("paid_links_of_a_company", is_ad=True, part=".syndicatedItem", parts=None, sizes=((760, 0),)),
    Exhibit("search_results", is_ad=True, part=".paid", parts=2, sizes=((620, 0),)),
    Exhibit("video_with_ad_layer", is_ad=True, part=".stage", sizes=PLAYERS),
    Exhibit("video_countdown", is_ad=True, part=".stage", sizes=PLAYERS),
    Exhibit("sponsored_product", is_ad=True, part=".paid", sizes=((760, 0),)),
    Exhibit("hidden_ads", is_ad=False, part=".gone", parts=5),
    Exhibit("empty_slots", is_ad=False, part=".slot", parts=4, sizes=((320, 100),)),
    Exhibit("placeholder_only", is_ad=False, part="amp-ad"),
    Exhibit("video_player", is_ad=False, sizes=PLAYERS),
    Exhibit("embedded_widget", is_ad=False, part="iframe"),
    Exhibit("own_frame", is_ad=False, part="iframe"),
    Exhibit("related_stories", is_ad=False, part=".story", parts=3, sizes=((760, 0),)),
    Exhibit("own_stories_in_a_paid_box", is_ad=False, part=".organicItem", parts=3, sizes=((760, 0),)),
    Exhibit("own_products", is_ad=False, part=".product", parts=3, sizes=((760, 0),)),
    Exhibit("own_banner", is_ad=False, part="img"),
    Exhibit("newsletter", is_ad=False, sizes=((420, 0),)),
    Exhibit("cookie_notice", is_ad=False, sizes=((420, 0),)),
    Exhibit("social_post", is_ad=False, sizes=((420, 0),)),
    Exhibit("words_about_ads", is_ad=False, sizes=((620, 0),)),
)
