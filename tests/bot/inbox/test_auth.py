"""Tokens, codes and cookies: what proves who somebody is, and for how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inbox.auth import LOGIN_LASTS, SESSION_LASTS, Auth, SpentHere

KEY = b"k" * 32


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def auth(clock: Clock) -> Auth:
    return Auth(KEY, clock=clock)


async def test_each_proof_names_its_operator(auth: Auth) -> None:
    assert auth.of_token(auth.api_token("ana")) == "ana"
    assert auth.of_session(auth.session("Zoë von Übel")) == "Zoë von Übel"
    assert await auth.redeem(auth.login_code("ana")) == "ana"


async def test_no_proof_passes_for_another(auth: Auth) -> None:
    token, cookie, code = auth.api_token("ana"), auth.session("ana"), auth.login_code("ana")
    assert [auth.of_token(cookie), auth.of_token(code)] == [None, None]
    assert [auth.of_session(token), auth.of_session(code)] == [None, None]
    assert [await auth.redeem(token), await auth.redeem(cookie)] == [None, None]


async def test_a_login_code_works_once(auth: Auth) -> None:
    code = auth.login_code("ana")
    assert [await auth.redeem(code), await auth.redeem(code)] == ["ana", None]


async def test_a_login_code_is_too_old_after_ten_minutes(auth: Auth, clock: Clock) -> None:
    code, later = auth.login_code("ana"), auth.login_code("ana")
    clock.now += LOGIN_LASTS
    assert await auth.redeem(code) == "ana"
    clock.now += 1
    assert await auth.redeem(later) is None


async def test_a_code_from_before_the_process_started_is_refused(auth: Auth, clock: Clock) -> None:
    code = auth.login_code("ana")
    clock.now += 5
    assert await Auth(KEY, clock=clock).redeem(code) is None


async def test_used_codes_are_forgotten_when_they_are_too_old_anyway(clock: Clock) -> None:
    spent = SpentHere(clock)
    assert await spent.spend("one", clock())
    clock.now += LOGIN_LASTS + 1
    assert await spent.spend("two", clock())
    assert list(spent._used) == ["two"]


def test_a_cookie_lasts_thirty_days_and_a_token_until_the_secret_changes(auth: Auth, clock: Clock) -> None:
    cookie, token = auth.session("ana"), auth.api_token("ana")
    clock.now += SESSION_LASTS + 1
    assert auth.of_session(cookie) is None
    assert auth.of_token(token) == "ana"
    assert Auth(b"x" * 32, clock=clock).of_token(token) is None


def test_a_cookie_from_the_future_is_refused(auth: Auth, clock: Clock) -> None:
    cookie = auth.session("ana")
    clock.now -= 3600
    assert auth.of_session(cookie) is None


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_garbage_is_nobody(text: str) -> None:
    auth = Auth(KEY)
    assert auth.of_token(text) is None
    assert auth.of_session(text) is None


@given(st.integers(0, 200), st.characters(codec="ascii"))
def test_a_token_with_one_letter_changed_is_nobodys(at: int, letter: str) -> None:
    auth = Auth(KEY)
    token = auth.api_token("ana")
    changed = token[: at % len(token)] + letter + token[at % len(token) + 1 :]
    assert auth.of_token(changed) == ("ana" if changed == token else None)


def test_a_signature_written_in_another_alphabet_is_nobodys() -> None:
    """Base64 has two alphabets and bits to spare: what they spell alike is still another text."""
    auth = Auth(KEY)
    token = next(one for one in iter(lambda: auth.api_token("ana"), "") if "-" in one.rpartition(".")[2])
    data, _, signature = token.rpartition(".")
    assert auth.of_token(f"{data}.{signature.replace('-', '+')}") is None
    assert auth.of_token(f"{token}=") is None
    assert auth.of_token(token) == "ana"
