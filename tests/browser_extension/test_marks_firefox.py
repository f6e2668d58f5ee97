"""The small marks at explained ads, in a real Firefox, on the page that watches everything done to it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator

import pytest

from tests.browser_extension.conftest import BUILT, PAIR_WITHOUT_SERVICE
from tests.browser_extension.fake_service import FakeService, fake_service
from tests.browser_extension.test_marks_chromium import LAYERS, LAYOUT, PRESS_ALL_THAT_CAN_BE_REACHED, WORDS
from tests.end_to_end.firefox import ADDON_UUID, Firefox, firefox_path, open_firefox

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OPTIONS = f"moz-extension://{ADDON_UUID}/options.html"
TAB = "\ue004"  # WebDriver's name of the key
CORNER = """(() => { const box = document.querySelector("#native").getBoundingClientRect();
  return [Math.round(box.right - 12), Math.round(box.bottom - 12)]; })()"""


@pytest.fixture(scope="module")
def service() -> Iterator[FakeService]:
    """A service that explains every ad in the same words."""
    with fake_service() as running:
        yield running


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory, sites: int, service: FakeService) -> Iterator[Firefox]:
    """One paired Firefox for all tests."""
    built = BUILT.with_name("firefox-mv3")
    if firefox_path() is None or not (built / "manifest.json").exists():
        pytest.skip("Firefox is not installed, or the extension is not built: run `make extension`")
    folder = tmp_path_factory.mktemp("marks")
    extension = shutil.copytree(built, folder / "extension")
    (extension / "local.json").write_text(json.dumps({"service_url": service.url, "record_loopback_port": sites}))
    with open_firefox(folder / "profile") as browser:
        browser.install(extension)
        browser.open(OPTIONS)
        browser.wait_for("!!document.querySelector('#pair')")  # the extension has made its database by then
        browser.evaluate(f"({PAIR_WITHOUT_SERVICE})()")
        yield browser


@pytest.fixture
def shelf(paired: Firefox, sites: int, service: FakeService) -> Firefox:
    """The curious page, once both its ads have their marks."""
    paired.open("about:blank")
    service.asked.clear()
    paired.open(f"http://shelf.localhost:{sites}/")
    paired.wait_for(f"({LAYERS})() === 1")
    paired.wait_for(f"document.elementFromPoint(...{CORNER}) === document.documentElement.lastElementChild")
    return paired


def explanations_asked(service: FakeService) -> int:
    """How often a panel asked for an ad's whole explanation."""
    return sum(path.endswith("/explanation") for _, path in service.asked)


def move_to(browser: Firefox, *then: dict[str, object]) -> None:
    """Put the pointer on the corner of the lower ad, and do something there."""
    x, y = browser.evaluate(CORNER)
    there = {"type": "pointerMove", "x": x, "y": y}
    actions = [{"type": "pointer", "id": "mouse", "actions": [there, *then]}]
    browser.call("input.performActions", context=browser.context, actions=actions)


def test_marks_move_nothing_in_firefox(shelf: Firefox) -> None:
    """Every box of the page stays where it is while a mark comes and says its sentence."""
    before = shelf.evaluate(f"({LAYOUT})()")
    move_to(shelf)
    time.sleep(0.3)

    assert shelf.evaluate(f"({LAYOUT})()") == before


def test_page_cannot_read_what_a_mark_says_in_firefox(shelf: Firefox) -> None:
    """While the sentence is on screen, no root, no text and no search gives it away."""
    move_to(shelf)
    time.sleep(0.3)

    assert shelf.evaluate("window.seen.roots.length") == 0
    assert shelf.evaluate("document.documentElement.lastElementChild.shadowRoot") is None
    markup = shelf.evaluate("document.documentElement.outerHTML")
    assert not any(word in markup for word in WORDS)
    assert not any(shelf.evaluate(f"window.find({json.dumps(word)}, false, false, true)") for word in WORDS)


def test_click_on_a_mark_opens_the_panel_at_that_ad_in_firefox(shelf: Firefox, service: FakeService) -> None:
    """One click in the page, and a panel asks why for that very ad."""
    move_to(shelf, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})
    deadline = time.monotonic() + 15
    while explanations_asked(service) == 0 and time.monotonic() < deadline:
        time.sleep(0.2)

    assert explanations_asked(service) == 1


def test_a_page_cannot_press_a_mark_in_firefox(shelf: Firefox, service: FakeService) -> None:
    """Neither is the button in reach of the page's scripts, nor are events that a script makes clicks."""
    shelf.evaluate(f"({PRESS_ALL_THAT_CAN_BE_REACHED})()")
    time.sleep(1.5)

    assert explanations_asked(service) == 0


def test_marks_can_be_reached_with_the_keyboard_in_firefox(shelf: Firefox) -> None:
    """Tab leads from the page's own links to the marks."""
    press = [{"type": "keyDown", "value": TAB}, {"type": "keyUp", "value": TAB}]
    shelf.evaluate("document.querySelector('a').focus()")
    reached = list[bool]()
    while not any(reached) and len(reached) < 10:
        keys = [{"type": "key", "id": "keys", "actions": press}]
        shelf.call("input.performActions", context=shelf.context, actions=keys)
        reached.append(bool(shelf.evaluate("document.activeElement.parentElement === document.documentElement")))

    assert any(reached), "Tab never reaches a mark"
