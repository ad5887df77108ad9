"""How codes are mailed: over a real SMTP server, and over HTTP as Resend's interface has it."""

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.config.model import Settings
from bot.workflow.running.courier import Notice
from bot.workflow.running.mail import Resend, letter, mailer
from channels.errors import ChannelError, Permanent, RateLimited, Temporary, Uncertain
from tests.process import free_port

KEY = "re_secret_key"
SENDER = "Shop <shop@example.com>"
NOTICE = Notice("id1", "mia@example.com", "Ihr Code: 123456", "Ihr Code ist 123456 – für Sie.")


@dataclass
class Provider:
    """Answers as it is told, and keeps what it was asked."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str = '{"id": "em_1"}'
    cut: bool = False
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    base: str = ""
    keys: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.keys.append(request.headers["Idempotency-Key"])
        self.asked.append((request.headers["Authorization"], await request.json()))
        if self.cut and request.transport is not None:
            request.transport.abort()
        return web.Response(status=self.status, headers=self.headers, text=self.body)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    found = Provider()
    site = web.Application()
    site.router.add_post("/emails", found.answer)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield found
    await runner.cleanup()


async def test_resend_gets_the_mail_with_our_key(provider: Provider) -> None:
    assert await Resend(KEY, provider.base).send(letter(SENDER, NOTICE)) == "em_1"
    ((key, body),) = provider.asked
    assert provider.keys == ["id1"]  # Resend sends one mail for it, however often it is asked
    assert key == f"Bearer {KEY}"
    assert (body["from"], body["to"], body["subject"]) == (SENDER, [NOTICE.to], NOTICE.subject)
    assert body["text"].strip() == NOTICE.text
    assert body["headers"]["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (429, RateLimited),
        (500, Temporary),
        (503, Temporary),
        (401, Permanent),
        (403, Permanent),
        (422, Permanent),
        (302, Permanent),
    ],
)
async def test_each_refusal_has_one_name_and_tells_no_secret(
    provider: Provider, status: int, error: type[ChannelError]
) -> None:
    provider.status, provider.body = status, f'{{"message": "{KEY} mia@example.com"}}'
    with pytest.raises(error) as caught:
        await Resend(KEY, provider.base).send(letter(SENDER, NOTICE))
    assert type(caught.value) is error
    assert KEY not in str(caught.value)
    assert "mia" not in str(caught.value)


async def test_a_wait_that_is_asked_for_is_kept_within_reason(provider: Provider) -> None:
    provider.status, provider.headers = 429, {"Retry-After": "7"}
    with pytest.raises(RateLimited) as caught:
        await Resend(KEY, provider.base).send(letter(SENDER, NOTICE))
    assert caught.value.seconds == 7


async def test_an_answer_that_is_cut_off_is_perhaps_a_mail(provider: Provider) -> None:
    provider.cut = True
    with pytest.raises(Uncertain):
        await Resend(KEY, provider.base).send(letter(SENDER, NOTICE))


async def test_nobody_there_is_no_mail() -> None:
    with pytest.raises(Temporary):
        await Resend(KEY, f"http://127.0.0.1:{free_port()}").send(letter(SENDER, NOTICE))


async def test_an_answer_without_an_id_is_still_a_mail(provider: Provider) -> None:
    provider.body = "accepted"
    assert await Resend(KEY, provider.base).send(letter(SENDER, NOTICE)) == ""


class Mailbox:
    """Takes every mail."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.got.append(envelope)
        return "250 OK"


async def test_a_code_comes_through_a_real_mail_server() -> None:
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        mail = {"from": "Shop <shop@example.com>", "smtp_url": f"smtp://127.0.0.1:{server.port}"}
        found = mailer(Settings.model_validate({"mail": mail}), "smtp")
        assert found is not None
        sender, smtp = found
        await smtp.send(letter(sender, NOTICE))
    finally:
        server.stop()
    (envelope,) = mailbox.got
    assert (envelope.mail_from, envelope.rcpt_tos) == ("shop@example.com", ["mia@example.com"])
    assert isinstance(envelope.content, bytes)
    text = message_from_bytes(envelope.content).get_payload(decode=True)
    assert isinstance(text, bytes)
    assert "123456" in text.decode()
    assert base64.b64encode(b"123456") not in envelope.content


BOTH = {"from": "a@x.example", "smtp_url": "smtp://127.0.0.1", "resend_key": KEY}


@pytest.mark.parametrize(
    ("settings", "provider", "kind"),
    [
        ({"mail": BOTH}, "resend", "Resend"),
        ({"mail": BOTH}, "smtp", "Mailer"),
        ({"mail": {"from": "a@x.example", "resend_key": KEY}}, "smtp", "Resend"),
        ({"mail": {"from": "a@x.example", "smtp_url": "smtp://127.0.0.1"}}, "resend", "Mailer"),
        (
            {"channels": {"email": {"smtp_url": "smtp://127.0.0.1", "from": "a@x.example"}}},
            "resend",
            "Mailer",
        ),
        ({"mail": {"resend_key": KEY}}, "resend", None),
        ({}, "smtp", None),
    ],
)
def test_a_provider_without_settings_is_stood_in_for(
    settings: dict[str, Any], provider: str, kind: str | None
) -> None:
    found = mailer(Settings.model_validate(settings), provider)
    assert (type(found[1]).__name__ if found else None) == kind
