"""Pairing: both sides prove that they know the code; codes are short-lived, single-use and cannot be guessed."""

from __future__ import annotations

import pytest

from extension_api.code_proof import RFC_5054_3072, CodeExchange, Group
from extension_api.service import Service
from tests.extension_api.conftest import Browser, Clock, pair
from tests.extension_api.pairing_browser import CodeHolder

# RFC 5054, appendix B.
RFC_PRIME = int(
    "EEAF0AB9ADB38DD69C33F80AFA8FC5E86072618775FF3C0B9EA2314C9C256576D674DF7496EA81D3383B4813D692C6E0E0D5D8E250B98BE48E"
    "495C1D6089DAD15DC7D7B46154D6B6CE8EF4AD69B15D4982559B297BCF1885C529F566660E57EC68EDBC3C05726CC02FD4CBF4976EAA9AFD51"
    "38FE8376435B9FC61D2FC0EB06E3",
    16,
)
RFC_SALT = bytes.fromhex("BEB25379D1A8581EB5A727673A2441EE")
RFC_VERIFIER = int(
    "7E273DE8696FFC4F4E337D05B4B375BEB0DDE1569E8FA00A9886D8129BADA1F1822223CA1A605B530E379BA4729FDC59F105B4787E5186F5C6"
    "71085A1447B52A48CF1970B4FB6F8400BBF4CEBFBB168152E08AB5EA53D15C1AFF87B2B9DA6E04E058AD51CC72BFC9033B564E26480D78E955"
    "A5E29E7AB245DB2BE315E2099AFB",
    16,
)
RFC_SHARED = int(
    "B0DC82BABCF30674AE450C0287745E7990A3381F63B387AAF271A10D233861E359B48220F7C4693C9AE12B0A6F67809F0876E2D013800D6C41"
    "BB59B6D5979B5C00A172B4A2A5903A0BDCAF8A709585EB2AFAFA8F3499B200210DCC1F10EB33943CD67FC88A2F39A4BE5BEC4EC0A3212DC346"
    "D7E474B29EDE8A469FFECA686E5A",
    16,
)
RFC_A = 0x60975527035CF2AD1989806F0407210BC81EDC04E2762A56AFD529DDDA2D4393
RFC_B = 0xE487CB59D31AC550471E81F00F6928E01DDA08E974A004F49E61F5D105284D20


def new_code(owner: Browser) -> str:
    """A code as `whyad pair` shows it."""
    return owner.post("/api/v1/pairing-codes", {}).json["code"]


def wrong_code(code: str) -> str:
    """Another code than this."""
    return "0000-0001" if code != "0000-0001" else "0000-0002"


def test_the_arithmetic_is_that_of_the_standard():
    """Both sides arrive at the number that RFC 5054 prints in its appendix B."""
    group = Group(RFC_PRIME, 2, "sha1")
    browser = CodeHolder("password123", group=group, identity="alice", private=RFC_A)
    service = CodeExchange(group, RFC_SALT, RFC_VERIFIER, RFC_B)

    assert service.shared_number(browser.public) == RFC_SHARED
    assert browser.shared_number(RFC_SALT, service.public) == RFC_SHARED


def test_the_prime_is_nobodys_choice():
    """It is made from the digits of pi as RFC 3526 says, so nobody can have hidden a weakness in it."""
    made = 2**3072 - 2**3008 - 1 + 2**64 * (digits_of_pi(2942) + 1690314)

    assert made == RFC_5054_3072.prime


def digits_of_pi(bits: int) -> int:
    """Pi times two to the power of ``bits``, rounded down; by Machin's formula."""
    one = 1 << (bits + 64)

    def arc_cotangent(n: int) -> int:
        total = term = one // n
        for k in range(3, bits, 2):
            term //= n * n
            total += term // k * (-1) ** (k // 2)
        return total

    return 4 * (4 * arc_cotangent(5) - arc_cotangent(239)) >> 64


def test_a_code_works_once(stranger: Browser, code: str):
    """The same code does not let a second browser in."""
    assert pair(stranger, code).status_code == 200
    assert pair(stranger, code).status_code == 403


def test_both_sides_have_the_same_secret_which_was_not_sent(stranger: Browser, code: str):
    """What the browser keeps opens the service; no message held it."""
    answer = pair(stranger, code)

    assert stranger.get("/api/v1/settings", headers={"Authorization": f"Bearer {answer.secret}"}).status_code == 200
    assert answer.secret not in answer.text


def test_a_code_ends_after_two_minutes(stranger: Browser, code: str, clock: Clock):
    """A note with yesterday's code is worth nothing."""
    clock.advance(seconds=121)

    assert pair(stranger, code).status_code == 403


def test_a_code_that_ends_during_the_exchange_is_worth_nothing(stranger: Browser, code: str, clock: Clock):
    """Two minutes are two minutes, also for a browser that had begun."""
    holder = CodeHolder(code.replace("-", ""))
    begun = stranger.post("/api/v1/pairing-attempts", {"public_number": f"{holder.public:x}"}).json
    proof = holder.prove(begun["salt"], begun["public_number"])["browser"]
    clock.advance(seconds=121)

    body = {"attempt_id": begun["attempt_id"], "proof": proof, "name": "late"}
    assert stranger.post("/api/v1/pairings", body).status_code == 403


def test_five_wrong_codes_void_the_right_one(owner: Browser, stranger: Browser, code: str):
    """Guessing ends the game; a new code starts another."""
    answers = [pair(stranger, wrong_code(code)).status_code for _ in range(5)]

    assert answers == [403] * 5
    assert pair(stranger, code).status_code == 429
    assert pair(stranger, new_code(owner)).status_code == 200


def test_opening_the_dashboard_gives_no_further_tries(owner: Browser, paired: Browser, stranger: Browser):
    """The count of wrong tries begins anew with a new code only."""
    code = new_code(owner)
    for _ in range(4):
        pair(stranger, wrong_code(code))
    paired.post("/api/v1/dashboard-logins", {})

    assert pair(stranger, wrong_code(code)).status_code == 403
    assert pair(stranger, code).status_code == 429


def test_a_new_code_replaces_the_one_before(owner: Browser, stranger: Browser, code: str):
    """There is never more than one code to guess."""
    newer = new_code(owner)

    assert pair(stranger, code if code != newer else wrong_code(code)).status_code == 403
    assert pair(stranger, newer).status_code == 200


def test_one_exchange_tests_one_guess(stranger: Browser, code: str):
    """Neither another proof for the same exchange nor an endless row of exchanges helps who does not know the code."""
    holder = CodeHolder(code.replace("-", ""))
    begun = stranger.post("/api/v1/pairing-attempts", {"public_number": f"{holder.public:x}"}).json
    proof = holder.prove(begun["salt"], begun["public_number"])["browser"]
    body = {"attempt_id": begun["attempt_id"], "name": "x"}

    assert stranger.post("/api/v1/pairings", {**body, "proof": "0" * 64}).status_code == 403
    assert stranger.post("/api/v1/pairings", {**body, "proof": proof}).status_code == 403


@pytest.mark.usefixtures("code")
def test_exchanges_cannot_be_begun_without_end(stranger: Browser):
    """Each costs the service some milliseconds, so there are twenty for one code."""
    answers = [stranger.post("/api/v1/pairing-attempts", {"public_number": "2"}).status_code for _ in range(21)]

    assert answers == [200] * 20 + [429]


@pytest.mark.usefixtures("code")
def test_numbers_that_give_the_key_away_are_refused(stranger: Browser):
    """With a multiple of the prime anybody would know the key; no code helps then."""
    for number in (0, RFC_5054_3072.prime):
        answer = stranger.post("/api/v1/pairing-attempts", {"public_number": f"{number:x}"})

        assert answer.status_code == 422


def test_a_relay_on_another_port_is_found_out(stranger: Browser, code: str):
    """A program that passes the messages on has another address, and the proofs speak of the address."""
    victim = CodeHolder(code.replace("-", ""), url="http://127.0.0.1:9999")
    begun = stranger.post("/api/v1/pairing-attempts", {"public_number": f"{victim.public:x}"}).json
    proofs = victim.prove(begun["salt"], begun["public_number"])

    body = {"attempt_id": begun["attempt_id"], "proof": proofs["browser"], "name": "x"}
    assert stranger.post("/api/v1/pairings", body).status_code == 403


def test_only_hashes_of_secrets_are_kept(paired: Browser, service: Service):
    """A stolen database opens nothing."""
    secret = paired.headers["Authorization"].removeprefix("Bearer ")

    assert secret.encode() not in service.data_dir.database.read_bytes()
    wal = service.data_dir.database.with_name("whyad.sqlite3-wal")
    assert secret.encode() not in wal.read_bytes()


def test_only_the_owner_makes_codes(paired: Browser, stranger: Browser):
    """A paired browser cannot let others in."""
    assert paired.post("/api/v1/pairing-codes", {}).status_code == 403
    assert stranger.post("/api/v1/pairing-codes", {}).status_code == 401
