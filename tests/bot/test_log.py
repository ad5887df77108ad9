"""Real loggers, real exceptions, real requests: what ends up on the line."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from aiohttp import ClientSession, web

from bot import log
from bot.access import AccessLog

SECRET = "sk-proj-abcdefghijklmnop1234"


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """Catch the log, and give the process its own logging back."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    log.configure("debug", "json", stream=stream)
    yield stream
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:], root.level = before, level


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_is_json_with_time_level_logger_and_facts(out: io.StringIO) -> None:
    structlog.get_logger("bot.x").info("sent", channel="web", seconds=0.25)
    (line,) = lines(out)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "sent", "level": "info", "logger": "bot.x", "channel": "web", "seconds": 0.25}


async def test_each_task_has_its_own_conversation_on_every_line_also_of_other_libraries(
    out: io.StringIO,
) -> None:
    async def turn(name: str) -> None:
        with log.bind(conversation=name):
            structlog.get_logger("bot").info("first")
            await asyncio.sleep(0)
            logging.getLogger("other").warning("from %s", name)

    await asyncio.gather(turn("c1"), turn("c2"))
    structlog.get_logger("bot").info("outside")
    found = [(line["event"], line.get("conversation")) for line in lines(out)]
    assert sorted(found[:4]) == [("first", "c1"), ("first", "c2"), ("from c1", "c1"), ("from c2", "c2")]
    assert found[4] == ("outside", None)


def test_an_exception_loses_its_secrets_after_it_became_text(out: io.StringIO) -> None:
    for logger in (structlog.get_logger("ours"), logging.getLogger("theirs")):
        try:
            raise ValueError(f"401 for key {SECRET} of anna@shop.example at https://u:pw@host/?token=abc")
        except ValueError:
            logger.exception("failed")
    for line in lines(out):
        assert "Traceback" in line["exception"]
        assert "401 for key [hidden] of [mail] at https://[hidden]@host/?token=[hidden]" in line["exception"]
        assert SECRET not in json.dumps(line)


def test_arguments_and_extras_of_other_libraries_are_cleaned(out: io.StringIO) -> None:
    logging.getLogger("sdk").info(
        "POST %s", f"https://h/{SECRET}", extra={"authorization": "x", "text": "hi"}
    )
    (line,) = lines(out)
    assert SECRET not in json.dumps(line)
    assert (line["authorization"], line["text"]) == ("[hidden]", "<2>")


def test_what_people_wrote_stays_only_where_the_admin_asked(out: io.StringIO) -> None:
    structlog.get_logger("a").info("said", text="hello")
    log.configure("info", "json", texts=True, stream=out)
    structlog.get_logger("a").info("said", text="hello", token="hello")
    first, second = lines(out)
    assert first["text"] == "<5>"
    assert (second["text"], second["token"]) == ("hello", "[hidden]")


def test_below_the_level_nothing_is_written(out: io.StringIO) -> None:
    log.configure("warning", "json", stream=out)
    structlog.get_logger("a").info("not this")
    logging.getLogger("b").info("nor this")
    structlog.get_logger("a").warning("this")
    assert [line["event"] for line in lines(out)] == ["this"]


def test_the_pretty_form_is_cleaned_as_well(out: io.StringIO) -> None:
    log.configure("info", "pretty", stream=out)
    try:
        raise ValueError(SECRET)
    except ValueError:
        structlog.get_logger("a").exception("failed", text="hello")
    assert "Traceback" in out.getvalue()
    assert SECRET not in out.getvalue()
    assert "hello" not in out.getvalue()


async def test_a_request_is_logged_without_query_address_or_headers(out: io.StringIO) -> None:
    await ask("get", "hello")
    await ask("post", "hello")
    await ask("get", "nothing")
    got, posted, missed = (line for line in lines(out) if line["logger"] == "aiohttp.access")
    assert got.pop("ms") >= 0
    assert got.pop("timestamp")
    assert got == {
        "event": "request",
        "level": "debug",
        "logger": "aiohttp.access",
        "method": "GET",
        "path": "/hello",
        "status": 200,
    }
    assert (posted["level"], posted["method"], posted["path"]) == ("info", "POST", "/hello")
    assert (missed["level"], missed["status"]) == ("info", 404)


async def test_what_proves_who_presses_a_link_is_not_logged(out: io.StringIO) -> None:
    await ask("post", "act/" + "a.B-c_" * 30)
    assert [one["path"] for one in lines(out) if one["logger"] == "aiohttp.access"] == ["/act/[hidden]"]


def test_what_libraries_of_mail_say_about_each_mail_is_not_logged(out: io.StringIO) -> None:
    log.configure("debug", "json", stream=out)
    logging.getLogger("aioimaplib.aioimaplib").info("Received: my lamp is broken")
    assert lines(out) == []


async def ask(method: str, path: str) -> None:
    """Bring one request to a server that logs."""

    async def hello(request: web.Request) -> web.Response:
        return web.Response(text="hi")

    app = web.Application()
    app.add_routes([web.get("/hello", hello), web.post("/hello", hello)])
    runner = web.AppRunner(app, access_log_class=AccessLog)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"{site_url(runner)}/{path}?token=abc"
    async with ClientSession() as session, session.request(method, url, headers={"Referer": "r"}):
        pass
    await runner.cleanup()


def test_the_library_own_access_lines_lose_their_queries(out: io.StringIO) -> None:
    logging.getLogger("aiohttp.access").info('"GET /x?name=Anna&c=d HTTP/1.1" 200')
    assert lines(out)[0]["event"] == '"GET /x HTTP/1.1" 200'


def site_url(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"
