"""What the extension captures of pages and ads, in a real Chromium, before any service is there."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser_extension.conftest import Recorder

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONTRACT = Path(__file__).parents[2] / "browser_extension" / "contract" / "messages.ts"
KNOWN_MESSAGES = sorted(set(re.findall(r'"((?:page|panel|options|frame)\.[a-z_]+)"', CONTRACT.read_text())))
RULES = "||tracker.test^\n||ads.test^"
COMPANIES = "tracker.test = Watchful Ltd\nads.test = Placards Inc\nfastbid.test = Fast Bid"


def ad_with(text: str, ads: list[dict[str, Any]]) -> dict[str, Any]:
    """The one ad that says this."""
    (found,) = [ad for ad in ads if text in ad["text"]]
    return found


def test_visit_is_recorded_with_its_words_and_without_its_secrets(recorder: Recorder) -> None:
    """A page leaves its title and headings, never its address's query, its body or what stands in a form."""
    recorder.visit(recorder.url("news", "?session=abc#part"))

    (visit,) = recorder.wait_for("visit", lambda visits: len(visits) == 1)
    assert (visit["title"], visit["headings"]) == (
        "Harbour opens its doors",
        ["Harbour opens its doors", "What to see first"],
    )
    assert (visit["url"], visit["domain"], visit["language"]) == (recorder.url("news"), "news.test", "en-GB")
    assert set(visit["schema_types"]) == {"NewsArticle", "Person"}
    assert not any(secret in str(recorder.events()) for secret in ("abc", "nobody may keep", "secret of the reader"))


def test_tracker_contact_names_company_and_rule(recorder: Recorder) -> None:
    """A company that a page calls is recorded once, with the rule that knows it."""
    recorder.ask("options.set_tracker_lists", rules=RULES, companies=COMPANIES)
    recorder.visit(recorder.url("news"))

    contacts = recorder.wait_for("tracker_contact", lambda contacts: len(contacts) >= 2)
    assert {(c["company"], c["domain"], c["rule"]) for c in contacts} == {
        ("Watchful Ltd", "tracker.test", "||tracker.test^"),
        ("Placards Inc", "ads.test", "||ads.test^"),
    }
    assert recorder.events()[0]["type"] == "visit"


def test_ads_of_all_frames_are_found_with_their_advertiser(recorder: Recorder) -> None:
    """An ad in a sealed frame, one in a written frame and a labelled one are each one ad with the right advertiser."""
    recorder.ask("options.set_tracker_lists", rules=RULES, companies=COMPANIES)
    recorder.visit(recorder.url("news"))

    ads = recorder.wait_for("impression", lambda ads: len(ads) >= 3)
    seen = {text: ad_with(text, ads) for text in ("Tents for two", "Bicycles for rain", "Kettles that sing")}
    assert [ad["frame"] for ad in seen.values()] == ["cross_origin", "friendly", "top"]
    assert [ad["adomain"] for ad in seen.values()] == [["shop.test"], ["bikes.test"], ["shop.test"]]
    assert len(ads) == 3


def test_sealed_frame_tells_who_delivered_it(recorder: Recorder) -> None:
    """The companies in a cross-origin ad's frame are its delivery chain."""
    recorder.ask("options.set_tracker_lists", rules=RULES, companies=COMPANIES)
    recorder.visit(recorder.url("news"))

    ad = ad_with("Tents for two", recorder.wait_for("impression", lambda ads: len(ads) >= 3))
    hops = {(hop["how"], hop["domain"], hop["company"]) for hop in ad["delivery"]}
    assert {
        ("frame", "ads.test", "Placards Inc"),
        ("request", "cdn.ads.test", "Placards Inc"),
        ("request", "sync.test", "sync.test"),
    } <= hops
    assert {"network_rule", "ad_frame"} <= {finder["finder"] for finder in ad["finders"]}


def test_ad_that_only_the_page_vouches_for_is_marked_by_what_it_lacks(recorder: Recorder) -> None:
    """Only where the browser saw an ad host deliver it does an ad carry that mark: a page can build all the rest."""
    recorder.ask("options.set_tracker_lists", rules=RULES, companies=COMPANIES)
    recorder.visit(recorder.url("news"))

    ads = recorder.wait_for("impression", lambda ads: len(ads) >= 3)
    seen = {
        text: "delivery_seen" in {finder["finder"] for finder in ad_with(text, ads)["finders"]}
        for text in ("Tents for two", "Kettles that sing")
    }
    assert seen == {"Tents for two": True, "Kettles that sing": False}


def test_bid_of_the_page_is_claimed_for_its_slot(recorder: Recorder) -> None:
    """What the page's auction says about an ad is kept: price, topic, place told, declared parameters."""
    recorder.ask("options.set_tracker_lists", rules=RULES, companies=COMPANIES)
    recorder.visit(recorder.url("news"))

    ad = ad_with("Bicycles for rain", recorder.wait_for("impression", lambda ads: len(ads) >= 3))
    assert ad["crid"] == "rain-1"
    assert ad["bid"] == {
        "bidder": "fastbid", "cpm": 2.35, "currency": "EUR", "cat": ["488"], "told_place": "Leipzig",
        "dsa_behalf": "Bikes Ltd", "dsa_paid": "Bikes Ltd", "dsa_params": [1, 3],
    }  # fmt: skip
    assert {"domain": "fastbid.test", "company": "Fast Bid", "how": "bidder"} in ad["delivery"]


def test_sealed_frames_of_every_kind_are_read_once_each(recorder: Recorder) -> None:
    """Sandboxed, nested, self-refreshing and late frames: each creative is one impression; a hidden one is none."""
    recorder.visit(recorder.url("frames")).wait_for_timeout(7000)

    ads = recorder.events("impression")
    assert sorted((*ad["adomain"], ad["text"]) for ad in ads) == [
        ("boats.test", "Boats in a sandbox"),
        ("first.test", "The first of two"),
        ("late.test", "Late, but there"),
        ("pans.test", "Pans two frames deep"),
        ("second.test", "The second of two"),
    ]
    assert {"ads.test", "inner.test"} <= {
        hop["domain"] for hop in ad_with("two frames deep", ads)["delivery"] if hop["how"] == "frame"
    }


def test_unpaired_browser_records_nothing(unpaired: Recorder) -> None:
    """Installed is not agreed: before a code was typed a page with ads and trackers leaves nothing."""
    unpaired.visit(unpaired.url("news")).wait_for_timeout(3000)
    assert unpaired.events() == []
    assert unpaired.ask("panel.state", tab_id=None)["health"]["state"] == "unpaired"

    unpaired.pair_without_service()
    unpaired.visit(unpaired.url("paper"))
    unpaired.wait_for("impression", lambda ads: len(ads) == 1)
    assert [visit["domain"] for visit in unpaired.events("visit")] == ["paper.test"]


def test_hashed_address_that_leaves_in_a_body_is_seen(recorder: Recorder) -> None:
    """A call and a beacon that carry the person's address as a hash are a fact once the extension knows the address."""
    digest = hashlib.sha256(b"ann@mail.example").hexdigest()
    page = recorder.visit(recorder.url("news"))
    recorder.wait_for("visit", lambda visits: len(visits) == 1)
    send = "([url, em]) => fetch(url, {method: 'POST', mode: 'no-cors', body: JSON.stringify({em})})"
    page.evaluate(send, [recorder.url("early", "collect"), digest])
    recorder.ask("options.add_address", text="Ann@mail.example")

    page.evaluate(send, [recorder.url("late", "collect"), digest])
    page.evaluate("([url, em]) => navigator.sendBeacon(url, em)", [recorder.url("beacon", "collect"), digest])

    links = recorder.wait_for("company_link", lambda links: len(links) >= 2)
    assert {link["how"] for link in links} == {"hashed_email"}
    assert {link["told"] for link in links} == {"late.test", "beacon.test"}
    assert digest not in json.dumps(recorder.events())


def test_pages_cannot_speak_to_the_extension(recorder: Recorder) -> None:
    """No message of ours, no file and no trace of the extension is within a page's reach."""
    page = recorder.visit(recorder.url("news"))
    recorder.wait_for("impression", lambda ads: len(ads) >= 2)
    extension = recorder.own_page.url.rsplit("/", 1)[0]

    reached = page.evaluate(
        """async ({ extension, types }) => {
            const reach = (file) => fetch(`${extension}/${file}`).then(() => file, () => null);
            const names = ["local.json", "engine.bin", "auction-probe.js", "options.html"];
            const files = await Promise.all(names.map(reach));
            for (const type of types) {
                const forged = {
                    type, title: "forged", domain: "news.test", paused: true, skip: false, rules: ["forged"],
                    text: "forged@mail.test", ids: ["forged-id-1234567"],
                    card: {advertiser: "forged", reasons: ["forged"]},
                };
                postMessage(forged, "*");
                dispatchEvent(new MessageEvent("message", {data: forged}));
                document.dispatchEvent(new CustomEvent(type, {detail: forged}));
            }
            await new Promise((later) => setTimeout(later, 1000));
            return [globalThis.chrome?.runtime?.sendMessage, ...files].filter(Boolean).map(String);
        }""",
        {"extension": extension, "types": KNOWN_MESSAGES},
    )

    assert reached == []
    assert "forged" not in str(recorder.events())
    options = recorder.ask("options.get")
    assert options["paired"]
    assert (options["paused_sites"], options["sensitive_rules"], options["own_addresses"]) == ([], [], [])
    assert [visit["title"] for visit in recorder.events("visit")] == ["Harbour opens its doors"]


REFRESH = """(text) => {
  const creative = `<a href='http://bikes.test/${text}'>Bicycle ${text}</a>`;
  document.querySelector("#slot").innerHTML = `<iframe width=300 height=250 srcdoc="${creative}"></iframe>`;
}"""


def test_refreshed_slot_counts_a_new_creative_once(recorder: Recorder) -> None:
    """A slot that changes to another ad is a second impression; the same ad again is not a third."""
    page = recorder.visit(recorder.url("paper"))
    recorder.wait_for("impression", lambda ads: len(ads) == 1)

    page.evaluate(REFRESH, "one")
    page.wait_for_timeout(1500)
    page.evaluate(REFRESH, "two")

    recorder.wait_for("impression", lambda ads: len(ads) == 2)
    page.wait_for_timeout(2000)
    assert [ad["text"] for ad in recorder.events("impression")] == ["Bicycle one", "Bicycle two"]


def test_ad_below_the_fold_counts_only_once_it_is_seen(recorder: Recorder) -> None:
    """What was never on screen was never shown; each paid link of a box is an ad, the site's own link is none."""
    page = recorder.visit(recorder.url("paper"))
    recorder.wait_for("impression", lambda ads: len(ads) == 1)

    page.evaluate("scrollTo(0, document.body.scrollHeight)")

    ads = recorder.wait_for("impression", lambda ads: len(ads) == 4)
    assert {tuple(ad["adomain"]) for ad in ads} == {("bikes.test",), ("boats.test",), ("pans.test",), ("pots.test",)}


def test_address_change_without_a_document_is_a_new_visit(recorder: Recorder) -> None:
    """A single-page application's next page is a page."""
    page = recorder.visit(recorder.url("paper"))
    recorder.wait_for("visit", lambda visits: len(visits) == 1)

    page.evaluate("document.title = 'The second page'; history.pushState({}, '', '/second')")

    visits = recorder.wait_for("visit", lambda visits: len(visits) == 2)
    assert (visits[1]["title"], visits[1]["url"]) == ("The second page", recorder.url("paper", "second"))


def test_loopback_and_paused_pages_are_never_recorded(recorder: Recorder) -> None:
    """What runs on this computer, and sites the person paused, leave nothing."""
    recorder.ask("panel.pause_site", domain="news.test", paused=True)

    recorder.visit(f"http://127.0.0.1:{recorder.port}/")
    recorder.visit(f"http://mine.localhost:{recorder.port}/")
    recorder.visit(recorder.url("news")).wait_for_timeout(1500)
    recorder.visit(recorder.url("paper"))

    recorder.wait_for("impression", lambda ads: len(ads) == 1)
    assert {event["domain"] for event in recorder.events("visit")} == {"paper.test"}


def test_captured_events_survive_the_end_of_the_worker(recorder: Recorder) -> None:
    """The browser may end the background at any moment; the next page is recorded all the same."""
    recorder.visit(recorder.url("news"))
    before = recorder.wait_for("impression", lambda ads: len(ads) >= 2)
    session = recorder.context.new_cdp_session(recorder.own_page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")

    recorder.visit(recorder.url("paper"))

    after = recorder.wait_for("impression", lambda ads: len(ads) > len(before))
    recorder.own_page.wait_for_timeout(1500)  # the last ads of both pages
    assert [ad["id"] for ad in before] == [ad["id"] for ad in after][: len(before)]
    assert recorder.ask("panel.state", tab_id=None)["health"]["queued"] == len(recorder.events())
    assert recorder.own_page.evaluate("chrome.alarms.get('flush')")["periodInMinutes"] == 0.5  # what waits goes out
