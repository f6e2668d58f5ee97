"""Tickets and tokens: who speaks to whom is proved before anything is sent, and a token does what it was made for."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from extension_api.config import BURST_SECONDS
from extension_api.rates import Rates
from tests.extension_api.conftest import Browser, Clock, pair
from tests.extension_api.pairing_browser import shown_with_ticket
from tests.extension_api.test_events import EXAMPLE

NONCE = "bm9uY2Utb2YtMTI4LWJpdHM"


@pytest.fixture
def profile(stranger: Browser, code: str) -> tuple[str, str]:
    """Id and secret of a paired browser profile."""
    answer = pair(stranger, code)
    return answer.json["profile_id"], answer.secret


def get_ticket(browser: Browser, holder_id: str) -> dict[str, str]:
    """A ticket for one request, with the service's proof."""
    return browser.post("/api/v1/tickets", {"holder_id": holder_id, "nonce": NONCE}).json


def shown(profile: tuple[str, str], ticket: str, **other: str) -> dict[str, str]:
    """The header of a request that comes with a ticket."""
    holder_id, secret = profile
    words = {"holder_id": holder_id, "nonce": NONCE, **other}
    return {"Authorization": f"Bearer {shown_with_ticket(secret, ticket=ticket, **words)}"}


def test_the_service_proves_itself_with_what_only_it_keeps(stranger: Browser, profile: tuple[str, str]):
    """The proof is over the browser's own nonce, so an old one cannot be played again."""
    holder_id, secret = profile
    answer = get_ticket(stranger, holder_id)
    about = f"service\nwhyad-ticket-1\nhttp://127.0.0.1:7391\n{holder_id}\n{NONCE}\n{answer['ticket']}".encode()

    assert answer["proof"] == hmac.digest(hashlib.sha256(secret.encode()).digest(), about, "sha256").hex()


def test_a_ticket_opens_once(stranger: Browser, profile: tuple[str, str]):
    """What was overheard is worth nothing."""
    header = shown(profile, get_ticket(stranger, profile[0])["ticket"])

    assert stranger.get("/api/v1/settings", headers=header).status_code == 200
    assert stranger.get("/api/v1/settings", headers=header).status_code == 401
    assert profile[1] not in header["Authorization"]


@pytest.mark.parametrize("other", [{"nonce": "x" * 22}, {"url": "http://127.0.0.1:9"}, {"holder_id": "p-other"}])
def test_a_ticket_opens_for_its_own_conversation(stranger: Browser, profile: tuple[str, str], other: dict[str, str]):
    """Another nonce, another address or another holder: nothing opens."""
    header = shown(profile, get_ticket(stranger, profile[0])["ticket"], **other)

    assert stranger.get("/api/v1/settings", headers=header).status_code == 401


def test_a_ticket_ends_after_half_a_minute(stranger: Browser, profile: tuple[str, str], clock: Clock):
    """It is used at once or not at all."""
    header = shown(profile, get_ticket(stranger, profile[0])["ticket"])
    clock.advance(seconds=31)

    assert stranger.get("/api/v1/settings", headers=header).status_code == 401


@pytest.mark.parametrize("masked", ["", "zz", "00", "ff" * 43, "00" * 200, "é"])
def test_a_ticket_with_anything_else_opens_nothing(stranger: Browser, profile: tuple[str, str], masked: str):
    """A mask around no secret is refused like a wrong token."""
    ticket = get_ticket(stranger, profile[0])["ticket"]

    answer = stranger.get("/api/v1/settings", headers={"Authorization": f"Bearer {ticket}.{masked}"})
    assert answer.status_code == 401


def test_an_unpaired_browser_gets_no_ticket(stranger: Browser, paired: Browser):
    """After unpairing there is nothing to prove any more."""
    profile_id = paired.get("/api/v1/pairings").json["pairings"][0]["profile_id"]
    paired.ask("DELETE", f"/api/v1/pairings/{profile_id}")

    assert stranger.post("/api/v1/tickets", {"holder_id": profile_id, "nonce": NONCE}).status_code == 401


def script(owner: Browser, stranger: Browser, *scopes: str) -> Browser:
    """A script with a token for these scopes."""
    answer = owner.post("/api/v1/tokens", {"name": "a script", "scopes": list(scopes)})
    return Browser(stranger.client, {"Authorization": f"Bearer {answer.json['token']}"})


@pytest.mark.parametrize(
    ("scope", "statuses"),
    [("capture", (403, 200, 403, 403)), ("read", (200, 403, 403, 403)), ("control", (200, 403, 200, 403)),
     ("admin", (200, 200, 200, 200))],
)  # fmt: skip
def test_a_token_does_what_it_was_made_for(owner: Browser, stranger: Browser, scope: str, statuses: tuple[int, ...]):
    """Reading, sending, erasing and letting others in are four rights; a script asks for the one it needs."""
    holder = script(owner, stranger, scope)
    answers = (
        holder.get("/api/v1/traits"),
        holder.post("/api/v1/events", EXAMPLE),
        holder.ask("DELETE", "/api/v1/visits", json={"ids": ["none"]}),
        holder.post("/api/v1/pairing-codes", {}),
    )

    assert tuple(answer.status_code for answer in answers) == statuses


def test_a_revoked_token_of_a_script_is_dead_at_once(owner: Browser, stranger: Browser):
    """It is listed by name without its secret, and opens nothing after it was taken back."""
    holder = script(owner, stranger, "read")
    (held,) = owner.get("/api/v1/tokens").json["tokens"]

    assert owner.ask("DELETE", f"/api/v1/tokens/{held['id']}").status_code == 204
    assert holder.get("/api/v1/traits").status_code == 401
    assert owner.ask("DELETE", f"/api/v1/tokens/{held['id']}").status_code == 404
    assert held["scopes"] == ["read"]


def test_scripts_are_no_paired_browsers(owner: Browser, stranger: Browser):
    """The list of browsers holds browsers only."""
    script(owner, stranger, "read")

    assert owner.get("/api/v1/pairings").json["pairings"] == []


def test_too_many_requests_are_told_when_to_come_back():
    """A full bucket may be emptied at once; then it fills at its rate, for each holder apart."""
    clock = [0.0]
    rates = Rates(2.0, burst=4.0, monotonic=lambda: clock[0])

    assert [rates.take("a") for _ in range(5)] == [0.0] * 4 + [0.5]
    assert rates.take("b") == 0.0
    clock[0] = 0.5
    assert [rates.take("a"), rates.take("a")] == [0.0, 0.5]


def test_a_script_that_runs_wild_is_slowed_down(service, paired: Browser):
    """Beyond what is allowed the answer is 429, with the seconds to wait."""
    object.__setattr__(service, "rates", Rates(0.1, burst=0.1 * BURST_SECONDS, monotonic=lambda: 0.0))
    first, second = paired.get("/api/v1/settings"), paired.get("/api/v1/settings")

    assert (first.status_code, second.status_code) == (200, 429)
    assert second.headers["Retry-After"] == "10"
