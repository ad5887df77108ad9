"""Mails that Resend takes in: its call is signed and names one, which is then fetched whole."""

import base64
import io
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.resend import received
from channels.email.settings import PATH
from channels.email.signing import svix_key, svix_signed
from tests.channels.email.harness import Rig, letter, rig
from tests.platforms.email.resend import KEY, ResendServer, serving

WHSEC = "whsec_" + base64.b64encode(b"s" * 24).decode()


@pytest.fixture
async def resend() -> AsyncIterator[ResendServer]:
    async with serving() as made:
        yield made


@pytest.fixture
async def mail(resend: ResendServer, tmp_path: Path) -> AsyncIterator[Rig]:
    changes = {"webhook_secrets": (WHSEC,), "resend_key": KEY, "resend_base": resend.url}
    async with rig(tmp_path, inbound="resend", **changes) as made:
        yield made


async def call(mail: Rig, body: bytes, secret: str = WHSEC) -> int:
    """Be Resend; return the status."""
    at = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "svix-id": "msg_1",
        "svix-timestamp": at,
        "svix-signature": svix_signed(svix_key(secret), "msg_1", at, body),
    }
    async with mail.http.post(f"{mail.url}{PATH}", data=io.BytesIO(body), headers=headers) as response:
        return response.status


def came(id: str = "m-1") -> bytes:
    return json.dumps({"type": "email.received", "data": {"email_id": id, "subject": "x"}}).encode()


async def test_a_mail_is_fetched_whole_and_the_key_goes_to_the_api_alone(
    mail: Rig, resend: ResendServer
) -> None:
    resend.mails["m-1"] = letter("Where is it?", subject="Lamp").as_bytes()
    async with mail.running():
        assert await call(mail, came()) == 200
        assert await call(mail, came()) == 200
    assert [said.content.text for said in mail.desk.said] == ["Lamp\n\nWhere is it?"]
    assert resend.keys == {"/emails/receiving/m-1": f"Bearer {KEY}", "/raw/m-1": ""}


async def test_what_cannot_be_fetched_now_must_come_again(mail: Rig, resend: ResendServer) -> None:
    resend.mails["m-1"] = letter("hi").as_bytes()
    async with mail.running():
        resend.down = True
        assert await call(mail, came()) == 503
        resend.down = False
        assert await call(mail, came("m-2")) == 503
        assert await call(mail, came()) == 200
    assert len(mail.desk.said) == 1


async def test_other_news_and_strangers_change_nothing(mail: Rig, resend: ResendServer) -> None:
    async with mail.running():
        assert await call(mail, b'{"type":"email.sent","data":{"email_id":"m-1"}}') == 200
        assert await call(mail, b"no json") == 200
        stranger = "whsec_" + base64.b64encode(b"x" * 24).decode()
        assert await call(mail, came(), stranger) == 403
        assert await call(mail, b"[" * 2_000_000) == 413
        assert await mail.bring(letter("hi")) == 415
    assert (mail.desk.events, resend.keys) == ([], {})


@pytest.mark.parametrize("id", ["../emails", "a/b", "", "a?b", "x" * 101, 7, None])
def test_an_id_is_only_an_id(id: object) -> None:
    assert received(json.dumps({"type": "email.received", "data": {"email_id": id}}).encode()) is None


@given(st.binary(max_size=200))
def test_no_body_makes_it_fail(body: bytes) -> None:
    assert received(body) is None
