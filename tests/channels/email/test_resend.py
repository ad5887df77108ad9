"""Mails that Resend takes in: its call is signed and names one, which is then fetched whole."""

import base64
import io
import json
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.resend import received
from channels.email.settings import PATH
from channels.email.signing import svix_key, svix_signed
from channels.email.undelivered import undelivered
from channels.errors import Gone
from handoff.events import DeliveryFailed
from handoff.ids import Address
from tests.channels.email.harness import ANNA, HELP, Rig, letter, rig
from tests.platforms.email.resend import KEY, ResendServer, serving

CHAT = Address("email", ANNA)
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


async def heard(mail: Rig, resend: ResendServer, subject: str) -> None:
    """Have Anna write a mail."""
    resend.mails["m-1"] = letter("Where is it?", subject=subject).as_bytes()
    assert await call(mail, came()) == 200


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


def news(kind: str, **data: Any) -> bytes:
    """Return what Resend tells of a mail of ours."""
    about = {"email_id": "m-9", "to": [ANNA], "from": HELP, "subject": "Re: Lamp", **data}
    return json.dumps({"type": f"email.{kind}", "data": about}).encode()


BOUNCED = {"type": "Permanent", "subType": "General", "message": "smtp; 550 5.1.1 no such user"}
FULL = {"type": "Transient", "subType": "MailboxFull", "message": "try later, dear Anna"}


@pytest.mark.parametrize(
    ("told", "why", "gone"),
    [
        (news("bounced", bounce=BOUNCED), "there is no such mailbox (5.1.1)", True),
        (news("bounced", bounce={**BOUNCED, "message": "?"}), "the mail came back (General)", True),
        (news("bounced", bounce=FULL), "the mail came back (MailboxFull)", False),
        (news("bounced"), "the mail came back", False),
        (news("complained"), "the mail was marked as spam", True),
        (news("suppressed"), "Resend sends nothing to this address any more", True),
        (news("failed", failed={"reason": "over_quota"}), "the mail came back (over_quota)", False),
        (news("failed", failed={"reason": "Dear Anna"}), "the mail came back", False),
    ],
)
async def test_what_did_not_arrive_fails_with_its_reason(
    mail: Rig, resend: ResendServer, told: bytes, why: str, gone: bool
) -> None:
    """Resend has a name of its own for it: the last mail to this address, under its subject, is meant."""
    async with mail.running():
        assert await call(mail, told) == 200
        assert mail.desk.events == []  # no mail to this address had this subject
        await heard(mail, resend, "Lamp")
        assert await call(mail, told) == 200
        assert mail.desk.events[1:] == [(CHAT, DeliveryFailed(0, why, ref=""))]
        if gone:
            with pytest.raises(Gone, match=re.escape(why)):
                await mail.say(CHAT, "again")
        else:
            await mail.say(CHAT, "again")


async def test_of_a_mail_that_has_our_name_it_is_known_which_one(mail: Rig) -> None:
    async with mail.running():
        name = str(await mail.say(CHAT, "one"))
        await mail.say(CHAT, "two")
        assert await call(mail, news("bounced", message_id=f"<{name}>", bounce=FULL, subject="?")) == 200
    assert mail.desk.events == [(CHAT, DeliveryFailed(0, "the mail came back (MailboxFull)", ref=name))]


ANY = st.recursive(st.none() | st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some))


@given(ANY)
def test_no_news_make_it_fail(some: object) -> None:
    for kind in ("bounced", "complained", "failed"):
        data = dict.fromkeys(("to", "subject", "message_id", "bounce", "failed", "email_id"), some)
        assert undelivered({"type": f"email.{kind}", "data": data}) is not None
        assert undelivered({"type": f"email.{kind}", "data": some}) is not None


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
