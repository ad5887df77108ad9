"""Codes as text messages: a real gateway on a loopback socket that plays every fault."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.config.model import Settings
from bot.workflow.language.nodes import AuthGateData
from bot.workflow.running.courier import Notice
from bot.workflow.running.routes import Route, route
from bot.workflow.running.sms import SECONDS, Gateway
from channels.email.signing import SIGNATURE, STAMP, signed
from channels.errors import ChannelError, Permanent, RateLimited, Temporary, Uncertain
from handoff.texts import Texts, fill
from tests.bot.workflow.running.house import House, house_of
from tests.bot.workflow.running.test_gate import NUMBER, PHONE, TEXTED
from tests.process import free_port

TOKEN, SECRET = "gateway-token", "gateway-secret"
NOTICE = Notice("id1", NUMBER, "Your code: 123456", "Your code is 123456.")
WORDS = Texts()


@dataclass
class Phones:
    """A gateway that sends one text for each id; ``script`` plays a fault for each of the next calls."""

    base: str = ""
    script: list[str] = field(default_factory=list)
    calls: list[tuple[Mapping[str, str], bytes]] = field(default_factory=list)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.calls.append((dict(request.headers), body))
        fault = self.script.pop(0) if self.script else "202"
        if request.method == "HEAD":
            return web.Response(status=405)
        if fault == "hang":
            await self.gone.wait()
        if fault in ("202", "cut"):
            asked = json.loads(body)
            self.texts.setdefault(asked["id"], asked)
        if fault == "cut" and request.transport is not None:
            request.transport.abort()
        return await self._answer(request, fault)

    async def _answer(self, request: web.Request, fault: str) -> web.StreamResponse:
        if fault == "endless":
            reply = web.StreamResponse()
            await reply.prepare(request)
            while request.transport is not None and not request.transport.is_closing():
                await reply.write(b"x" * 65536)
            return reply
        status, _, wait = fault.partition(" ")
        headers = {"Retry-After": wait} if wait else {}
        if status == "302":
            headers["Location"] = f"{self.base}/elsewhere"
        return web.Response(
            status=int(status) if status.isdecimal() else 200, headers=headers, text=f"{TOKEN} {NUMBER}"
        )

    @property
    def code(self) -> str:
        """The code of the newest text."""
        return list(self.texts.values())[-1]["text"].removeprefix("Your code is ")[:6]


@pytest.fixture
async def phones() -> AsyncIterator[Phones]:
    found = Phones()
    site = web.Application()
    site.router.add_route("*", "/send", found.take)
    runner = web.AppRunner(site, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield found
    found.gone.set()
    await runner.cleanup()


def settings(base: str, **more: Any) -> Settings:
    section = {"url": f"{base}/send", "token": TOKEN, "countries": ["DE"], **more}
    return Settings.model_validate({"sms": section})


def gateway(base: str, seconds: float = SECONDS, **more: Any) -> Gateway:
    found = settings(base, **more).sms
    assert found is not None
    return Gateway(found, seconds)


async def test_the_gateway_is_asked_with_number_text_and_id_and_our_token(phones: Phones) -> None:
    await gateway(phones.base).bring(NOTICE)
    ((headers, body),) = phones.calls
    assert json.loads(body) == {"to": NUMBER, "text": NOTICE.text, "id": "id1"}
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["Content-Type"] == "application/json"
    assert SIGNATURE not in headers


async def test_with_a_secret_the_call_is_signed_over_time_and_body(phones: Phones) -> None:
    await gateway(phones.base, token=None, secret=SECRET).bring(NOTICE)
    ((headers, body),) = phones.calls
    assert headers[SIGNATURE] == signed(SECRET, headers[STAMP], body)
    assert "Authorization" not in headers


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("429 7", RateLimited),
        ("429", RateLimited),
        ("500", Temporary),
        ("503", Temporary),
        ("408", Temporary),
        ("cut", Uncertain),
        ("302", Permanent),
        ("401", Permanent),
        ("403", Permanent),
        ("400", Permanent),
        ("422", Permanent),
    ],
)
async def test_each_fault_has_one_name_and_tells_neither_number_nor_secret(
    phones: Phones, fault: str, error: type[ChannelError]
) -> None:
    phones.script = [fault]
    with pytest.raises(error) as caught:
        await gateway(phones.base).bring(NOTICE)
    assert type(caught.value) is error
    assert not any(word in str(caught.value) for word in (TOKEN, NUMBER, "123456"))
    assert len(phones.calls) == 1  # an address it sends us to is not followed: our token is not for it


@pytest.mark.parametrize(
    ("wait", "seconds"), [("7", 7), ("999999", 600), ("Sat, 21 Nov 2026", 60), ("-1", 60)]
)
async def test_a_wait_that_is_asked_for_is_read_within_reason(
    phones: Phones, wait: str, seconds: float
) -> None:
    phones.script = [f"429 {wait}"]
    with pytest.raises(RateLimited) as caught:
        await gateway(phones.base).bring(NOTICE)
    assert caught.value.seconds == seconds


@pytest.mark.parametrize("fault", ["202", "409", "endless"])
async def test_taken_is_taken_whatever_else_is_said(phones: Phones, fault: str) -> None:
    phones.script = [fault]
    await gateway(phones.base).bring(NOTICE)


async def test_a_gateway_that_hangs_perhaps_took_it(phones: Phones) -> None:
    phones.script = ["hang"]
    with pytest.raises(Uncertain):
        await gateway(phones.base, seconds=1.0).bring(NOTICE)


async def test_nobody_there_is_no_text() -> None:
    with pytest.raises(Temporary):
        await gateway(f"http://127.0.0.1:{free_port()}").bring(NOTICE)


async def test_checking_asks_whether_somebody_is_there_and_sends_nothing(phones: Phones) -> None:
    assert await gateway(phones.base).check() == "answers, status 405; texts go to DE"
    assert phones.texts == {}
    with pytest.raises(Temporary):
        await gateway(f"http://127.0.0.1:{free_port()}").check()


class Texting(House):
    """A house whose codes go through the gateway of the settings."""

    def _way(self, data: AuthGateData) -> Route | None:
        return route(self.settings, data)


async def test_a_contact_gets_one_text_though_the_gateway_failed_in_every_way(phones: Phones) -> None:
    phones.script = ["500", "cut", "202"]
    async with house_of(PHONE, settings(phones.base).model_dump(include={"sms"}), kind=Texting) as house:
        await house.say("hello")
        assert await house.say("0151 23456789") == []
        assert await house.waited(1) == []
        assert await house.waited(2) == [TEXTED]
        assert len(phones.calls) == 3
        assert len(phones.texts) == 1
        assert await house.say(phones.code) == [f"Welcome {NUMBER}"]


async def test_a_gateway_that_does_not_let_us_is_told_to_the_contact(phones: Phones) -> None:
    phones.script = ["401"]
    async with house_of(PHONE, settings(phones.base).model_dump(include={"sms"}), kind=Texting) as house:
        await house.say("hello")
        assert await house.say("0151 23456789") == [fill(WORDS.gate_unsent, address=NUMBER)]


async def test_without_a_gateway_the_gate_is_shut_and_nobody_waits() -> None:
    async with house_of(PHONE, {}, kind=Texting) as house:
        await house.say("hello")
        assert await house.say("0151 23456789") == ["No entry"]


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"token": None}, "needs token or secret"),
        ({"countries": []}, "at least 1 item"),
        ({"countries": ["XX"]}, "there is no country 'XX'"),
        ({"countries": ["de"]}, "two letters, such as DE"),
        ({"url": "ftp://x"}, "begins with https://"),
    ],
)
def test_a_wrong_section_is_named(section: Mapping[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        settings("http://127.0.0.1", **section)
