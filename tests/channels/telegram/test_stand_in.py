"""The stand-in says no where Telegram does: by its specification, and by TDLib's parser."""

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from tests.platforms.telegram.server import TelegramServer
from tests.platforms.telegram.spec import Spec, folder

Ask = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    server = TelegramServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def ask(server: TelegramServer) -> AsyncIterator[Ask]:
    async with aiohttp.ClientSession() as session:

        async def asked(method: str, **params: object) -> tuple[int, str]:
            url = f"{server.base}/bot{server.token}/{method}"
            async with session.post(url, json=params) as answer:
                body = await answer.json()
                return answer.status, body.get("description", "ok")

        yield asked


@pytest.mark.skipif(Spec.found() is None, reason=f"the specification is not at {folder()}")
@pytest.mark.parametrize(
    ("method", "more", "words"),
    [
        ("sendMessages", {}, "Not Found"),
        ("sendMessage", {}, "text is required"),
        ("sendMessage", {"text": "x", "colour": "red"}, "no parameter ['colour']"),
        ("sendMessage", {"text": 5}, "is no String"),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "exactly one kind",
        ),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]}},
            "1-64 bytes",
        ),
        ("createForumTopic", {"name": "x" * 129}, "1-128 characters"),
    ],
)
async def test_what_is_not_in_the_specification_is_refused(
    server: TelegramServer, ask: Ask, method: str, more: dict[str, object], words: str
) -> None:
    status, said = await ask(method, chat_id=server.person("Anna").id, **more)
    assert status in (400, 404)
    assert words in said


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "<b>x", "parse_mode": "HTML"}, 'Can\'t find end tag corresponding to start tag "b"'),
        ({"text": "a.b", "parse_mode": "MarkdownV2"}, "Character '.' is reserved"),
        ({"text": " "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        (
            {"text": "😀", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
            "middle of a UTF-16 symbol",
        ),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
        ({"text": "x", "chat_id": 12}, "chat not found"),
    ],
)
async def test_what_telegram_refuses_is_refused_in_its_words(
    server: TelegramServer, ask: Ask, params: dict[str, object], words: str
) -> None:
    status, said = await ask("sendMessage", **({"chat_id": server.person("Anna").id} | params))
    assert status == 400
    assert words in said


async def test_updates_are_kept_until_an_offset_confirms_them(server: TelegramServer, ask: Ask) -> None:
    server.person("Anna").says("hello")
    waiting = server.updates.pending[0]["update_id"]
    assert (await ask("getUpdates", offset=waiting))[0] == 200
    assert len(server.updates.pending) == 1
    await ask("getUpdates", offset=waiting + 1)
    assert server.updates.pending == []


async def test_real_limits_are_kept_when_they_are_on(server: TelegramServer, ask: Ask) -> None:
    server.limits.speed = 1
    anna = server.person("Anna")
    answers = [await ask("sendMessage", chat_id=anna.id, text="x") for _ in range(5)]
    assert answers[0] == (200, "ok")
    assert answers[-1] == (429, "Too Many Requests: retry after 1")


async def test_what_becomes_a_link_by_itself_is_shown_as_such(server: TelegramServer, ask: Ask) -> None:
    anna = server.person("Anna")
    await ask("sendMessage", chat_id=anna.id, text="hi @anna_b see https://a.example and /take")
    assert [one["type"] for one in anna.chat.messages[0].entities] == ["mention", "url", "bot_command"]
