"""A provider of language models on loopback, OpenAI's chat completions and Anthropic's messages alike.

In a test: ``async with Provider([{"answer": "Hi."}]) as provider`` and give the agent ``provider.openai`` or
``provider.anthropic`` as its base URL. As a process: ``python -m tests.models.provider PORT SCRIPT.json``
serves until it is stopped (port 0: any), prints ``ready http://127.0.0.1:PORT`` first, and a line of JSON for
every request (the dialect, the newest text, the step that was played). The script's steps are told in
script.py, faults in faults.py. ``POST /script`` with a list of steps puts them behind those that are left.

Base URLs: ``http://127.0.0.1:PORT/v1`` for OpenAI, ``http://127.0.0.1:PORT`` for Anthropic.
"""

import asyncio
import json
import re
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from tests.models.faults import FAULTS, REFUSALS
from tests.models.script import Reply, Script, Step, reply
from tests.models.wire import Anthropic, Event, OpenAI, Wire, words

_NEWEST = re.compile(r"<newest>(.*)</newest>", re.DOTALL)
_PASSAGE = re.compile(r'<passage id="(p\d+)"')


class Provider:
    """The server. ``requests`` are the bodies it was sent, ``headers`` theirs; ``gone`` counts hang-ups.

    Steps that are held are answered when ``gate`` is set.
    """

    def __init__(self, steps: Iterable[Step] | Script = (), *, tell: bool = False) -> None:
        self.script = steps if isinstance(steps, Script) else Script(list(steps))
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.gone = 0
        self.gate = asyncio.Event()
        self._tell = tell
        self._news = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def openai(self) -> str:
        """The base URL for OpenAI's dialect."""
        return f"{self.url}/v1"

    @property
    def anthropic(self) -> str:
        """The base URL for Anthropic's dialect."""
        return self.url

    def say(self, *steps: Step) -> None:
        """Put steps behind those that are left."""
        self.script.add(*steps)

    async def until(self, requests: int = 0, gone: int = 0) -> None:
        """Wait until so many requests came in and so many clients hung up."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.requests) >= requests and self.gone >= gone)

    async def start(self, port: int = 0) -> None:
        """Listen on loopback."""
        app = web.Application()
        app.router.add_post("/v1/chat/completions", partial(self._serve, OpenAI()))
        app.router.add_post("/v1/messages", partial(self._serve, Anthropic()))
        app.router.add_post("/script", self._add)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Stop listening and drop every connection."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _add(self, request: web.Request) -> web.Response:
        self.say(*await request.json())
        return web.json_response({"left": len(self.script.steps)})

    async def _serve(self, wire: Wire, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        newest, whole = wire.newest(body), _whole(body)
        step = self.script.next(newest, whole)
        await self._note(request, body, wire, step)
        if step is None:
            return web.json_response(wire.error(500, "script_over", "The script is over."), status=500)
        try:
            if step.get("held"):
                await self.gate.wait()
            await asyncio.sleep(step.get("wait", 0))
            answer = reply(step, len(self.requests), _PASSAGE.findall(whole), _newest(whole))
            return await self._play(request, body, wire, step, answer)
        except (asyncio.CancelledError, ConnectionError):
            self.gone += 1
            await self._changed()
            raise

    async def _note(self, request: web.Request, body: dict[str, Any], wire: Wire, step: Step | None) -> None:
        self.requests.append(body)
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        if self._tell:
            said = {"dialect": type(wire).__name__, "newest": wire.newest(body), "played": step}
            print(json.dumps(said), flush=True)  # noqa: T201
        await self._changed()

    async def _changed(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def _play(
        self, request: web.Request, body: dict[str, Any], wire: Wire, step: Step, answer: Reply
    ) -> web.StreamResponse:
        model = body.get("model", "")
        if fault := step.get("fault"):
            return await self._fail(request, body, wire, fault)
        if not body.get("stream"):
            return web.json_response(wire.whole(answer, model))
        stream = await _opened(request)
        for event in wire.stream(answer, model):
            await stream.write(_line(event))
            await asyncio.sleep(answer.pace)
        await stream.write_eof()
        return stream

    async def _fail(
        self, request: web.Request, body: dict[str, Any], wire: Wire, fault: str
    ) -> web.StreamResponse:
        if refusal := REFUSALS.get(fault):
            if refusal.page:
                return web.Response(status=refusal.status, text=refusal.message, content_type="text/html")
            told = wire.error(refusal.status, refusal.code, refusal.message)
            return web.json_response(told, status=refusal.status, headers=refusal.headers)
        assert fault in FAULTS, f"there is no fault {fault!r}"
        if fault == "garbage":
            return web.Response(text="I am no JSON {", content_type="application/json")
        if fault == "empty":
            return web.json_response({"id": "x", "object": "chat.completion", "created": 1, "choices": []})
        return await self._break(request, body, wire, fault)

    async def _break(
        self, request: web.Request, body: dict[str, Any], wire: Wire, fault: str
    ) -> web.StreamResponse:
        """Stop in the middle: of a stream after its first pieces, else before the first byte."""
        stream = web.StreamResponse()
        if fault not in {"drop", "hang"} and body.get("stream"):
            stream = await _opened(request)
            begun = Reply(text="", calls=reply({"answer": "I am about to say"}, 0, ()).calls, piece=8)
            for event in list(wire.stream(begun, body.get("model", "")))[:4]:
                await stream.write(_line(event))
        if fault in ("hang", "silence"):
            await asyncio.Event().wait()
        if fault == "late_error":
            await stream.write(_line(("error", wire.error(500, "overloaded_error", "Overloaded."))))
            return stream
        assert request.transport is not None
        request.transport.abort()
        return stream


async def _opened(request: web.Request) -> web.StreamResponse:
    stream = web.StreamResponse(headers={"content-type": "text/event-stream"})
    await stream.prepare(request)
    return stream


def _line(event: Event) -> bytes:
    name, data = event
    text = data if isinstance(data, str) else json.dumps(data)
    return (f"event: {name}\n" if name else "").encode() + f"data: {text}\n\n".encode()


def _newest(whole: str) -> str:
    found = _NEWEST.search(whole)
    return found[1] if found else ""


def _whole(body: dict[str, Any]) -> str:
    return "\n".join(words(message.get("content")) for message in body.get("messages", []))


async def _main(port: int, script: Path) -> None:
    provider = Provider(Script.read(script), tell=True)
    await provider.start(port)
    print(f"ready {provider.url}", flush=True)  # noqa: T201
    try:
        await asyncio.Event().wait()
    finally:
        await provider.close()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), Path(sys.argv[2])))
