"""The HTTP API: authorised, limited, judged, and only then given to the simulator."""

import asyncio
import io
import json
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from simcord.backend import Backend
from simcord.backend.errors import BackendError
from simcord.http import router
from simcord.http import routes as _routes  # noqa: F401  # importing registers every route

from tests.platforms.discord import rules
from tests.platforms.discord.faults import Fault, Faults

PREFIX = "/api/v10"
CONTENT_FLAG = 1 << 19
JSON = {"Content-Type": "application/json"}  # a charset would make discord.py read the body as text


@dataclass
class Upload:
    """A file of a multipart body, as the simulator reads it."""

    filename: str
    fp: io.BytesIO
    description: str | None = None


@dataclass
class Call:
    """One call as it came in."""

    method: str
    path: str
    params: dict[str, str]
    body: Any = None
    files: list[Upload] = field(default_factory=list)
    authorized: bool = True
    left: tuple[int, float] = (4, 1.0)


@dataclass
class Rest:
    """Serves the API. ``each`` messages in ``window`` seconds a channel, as Discord allows; 0 is no limit."""

    backend: Backend
    token: str
    faults: Faults
    rewrite: Callable[[str], str]
    changed: Callable[[], None]
    gateway_url: Callable[[], str]
    content: Callable[[], bool]
    each: int = 0
    window: float = 5.0
    counts: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)
    _nonces: dict[tuple[int, str], Any] = field(default_factory=dict)
    _sent: dict[str, deque[float]] = field(default_factory=dict)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of a bot."""
        call = await _read(request, self.token)
        self.counts[f"{call.method} {_shape(call.path)}"] += 1
        fault = self.faults.next(call.method, call.path) or self._limit(call)
        if fault is not None and fault.kind not in {"drop-after", "hang"}:
            return self._play(request, fault)
        status, answer = self._answer(call)
        self.changed()
        if fault is not None and fault.kind == "drop-after":
            return _drop(request)
        if fault is not None:
            await asyncio.sleep(3600)
        response = self._response(status, answer)
        left, reset = call.left
        response.headers["X-RateLimit-Remaining"] = str(left)
        response.headers["X-RateLimit-Reset-After"] = f"{reset:.3f}"
        response.headers["X-RateLimit-Reset"] = f"{time.time() + reset:.3f}"
        return response

    def _answer(self, call: Call) -> tuple[int, Any]:
        if not call.authorized:
            return 401, {"code": 0, "message": "401: Unauthorized"}
        try:
            return 200, self._do(call)
        except BackendError as error:
            self.counts[f"refused {error.code}"] += 1
            if error.status == 501 or error.code == 50035:
                self.complaints.append(f"{call.method} {call.path}: {error.message}")
            return error.status, error.to_json()

    def _do(self, call: Call) -> Any:
        if call.path in {"/gateway", "/gateway/bot"}:
            limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
            return {"url": self.gateway_url(), "shards": 1, "session_start_limit": limit}
        rules.judge(call.method, call.path, call.body)
        rules.check(self.backend, self.closed, call.method, call.path, call.body)
        key = _nonce(call)
        if key is not None and key in self._nonces:
            self.counts["same nonce"] += 1
            return self._nonces[key]
        answer = self._dispatch(call)
        if key is not None:
            answer["nonce"] = key[1]
            self._nonces[key] = answer
        return answer

    def _dispatch(self, call: Call) -> Any:
        if call.method == "GET" and "after" in call.params:
            return self._after(call)
        with rules.in_thread(self.backend, call.path, call.params):
            answer = router.dispatch(
                self.backend,
                call.method,
                call.path,
                json=rules.body(call.path, call.body),
                params=call.params,
                files=call.files,
                message_content_access=self.content(),
            )
        if call.path == "/oauth2/applications/@me":
            answer["flags"] = CONTENT_FLAG if self.content() else 0
        return answer

    def _after(self, call: Call) -> Any:
        """Give the first messages after one; the simulator would give the last of all."""
        after, limit = int(call.params.pop("after")), int(call.params.pop("limit", 50))
        call.params["limit"] = str(1 << 30)
        later = [found for found in self._dispatch(call) if int(found["id"]) > after]
        return later[-limit:]

    def _limit(self, call: Call) -> Fault | None:
        if not self.each or call.method != "POST" or not call.path.endswith("/messages"):
            return None
        now, sent = time.monotonic(), self._sent.setdefault(call.path, deque())
        while sent and sent[0] <= now - self.window:
            sent.popleft()
        if len(sent) >= self.each:
            self.counts["limited"] += 1
            return Fault("limit", seconds=sent[0] + self.window - now)
        sent.append(now)
        call.left = self.each - len(sent), sent[0] + self.window - now
        return None

    def _play(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        match fault.kind:
            case "drop-before":
                return _drop(request)
            case "limit" | "banned":
                body = {"message": "slow down", "retry_after": fault.seconds, "global": fault.everywhere}
                response = self._response(429, body)
                response.headers["Retry-After"] = str(fault.seconds)
                if fault.kind == "banned":
                    del response.headers["Via"]
                return response
            case "refuse":
                return self._response(fault.status, {"code": fault.code, "message": fault.message})
            case _:
                return web.Response(
                    status=fault.status, text="<html>trouble</html>", content_type="text/html"
                )

    def _response(self, status: int, answer: Any) -> web.Response:
        headers = {
            "Via": "1.1 google",
            "X-RateLimit-Limit": "5",
            "X-RateLimit-Remaining": "4",
            "X-RateLimit-Reset-After": "1.0",
        }
        if answer is None:
            return web.Response(status=204, headers=headers, content_type="text/html")
        body = self.rewrite(json.dumps(answer)).encode()
        return web.Response(status=status, body=body, headers=headers | JSON)


async def _read(request: web.Request, token: str) -> Call:
    path = request.path.removeprefix(PREFIX)
    call = Call(request.method, path, dict(request.query))
    free = path.startswith(("/interactions/", "/webhooks/")) or path == "/gateway"
    call.authorized = free or request.headers.get("Authorization") == f"Bot {token}"
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                call.files.append(Upload(value.filename, io.BytesIO(value.file.read())))
            elif name == "payload_json":
                call.body = json.loads(str(value))
    elif request.can_read_body:
        call.body = json.loads(await request.read())
    return call


def _nonce(call: Call) -> tuple[int, str] | None:
    parts = call.path.strip("/").split("/")
    if call.method != "POST" or len(parts) != 3 or parts[0] != "channels" or parts[2] != "messages":
        return None
    if not isinstance(call.body, dict) or not call.body.get("enforce_nonce"):
        return None
    return int(parts[1]), str(call.body["nonce"])


def _shape(path: str) -> str:
    parts = path.strip("/").split("/")
    return "/" + "/".join("*" if any(char.isdigit() for char in part) else part for part in parts)


def _drop(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
