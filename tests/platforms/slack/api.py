"""The Web API's front: who calls, with what, may they, and what goes wrong."""

import asyncio
import json
from math import ceil
from typing import Any, Final

from aiohttp import web

from tests.platforms.slack import methods, uploads
from tests.platforms.slack.faults import Fault
from tests.platforms.slack.judge import judge
from tests.platforms.slack.site import Refused, Site
from tests.platforms.slack.world import Json

TABLE: Final = {**methods.METHODS, **uploads.METHODS}
BOOLEANS: Final = {"link_names", "unfurl_links", "unfurl_media", "mrkdwn", "reply_broadcast", "inclusive",
                   "include_all_metadata", "include_users", "include_locale", "as_user"}  # fmt: skip
NUMBERS: Final = {"limit", "length", "count"}
JSON: Final = {"blocks", "metadata", "files", "view", "attachments"}
PACED: Final = {"chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"}
BY_KIND: Final = {"im": 0, "channel": 1, "group": 2}


class Api:
    """Answers ``/api/METHOD`` with one workspace."""

    def __init__(self, site: Site, ticket: Any) -> None:
        self._site = site
        self._ticket = ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        method = request.match_info["method"]
        args = await _arguments(request)
        fault = self._site.faults.take(method)
        if fault is not None and (early := await self._spoil(request, fault)):
            return early
        place = str(args.get("channel") or args.get("channel_id"))
        if method in PACED and (late := self._site.slow_down(place)):
            return _slow_down(ceil(late))
        answer = self._answer(method, _token(request, args), args)
        if fault is not None and fault.drop == "after":
            return _cut(request)
        return web.json_response(answer, headers={"x-oauth-scopes": ",".join(sorted(self._site.scopes))})

    async def _spoil(self, request: web.Request, fault: Fault) -> web.StreamResponse | None:
        if fault.hang:
            await asyncio.sleep(fault.hang)
        if fault.drop == "before":
            return _cut(request)
        if fault.status == 429:
            return _slow_down(fault.seconds)
        if fault.status:
            return web.Response(status=fault.status, text="upstream error")
        if fault.error:
            return web.json_response({"ok": False, "error": fault.error})
        return None

    def _answer(self, method: str, token: str, args: Json) -> Json:
        try:
            return {"ok": True, **self._run(method, token, args)}
        except Refused as refused:
            return {"ok": False, "error": refused.error, **refused.more}

    def _run(self, method: str, token: str, args: Json) -> Json:
        if method == "apps.connections.open":
            return self._connect(token)
        if token != self._site.token:
            raise Refused("invalid_auth" if token else "not_authed")
        if method not in TABLE:
            raise Refused("unknown_method")
        self._judge(method, args)
        call, scopes = TABLE[method]
        self._allow(scopes, args)
        return call(self._site, args)

    def _connect(self, token: str) -> Json:
        if token != self._site.app_token:
            raise Refused("invalid_auth")
        base = self._site.base().replace("http://", "ws://")
        return {"url": f"{base}/link?ticket={self._ticket()}"}

    def _judge(self, method: str, args: Json) -> None:
        court = judge()
        if court is None:
            return
        if fault := court.call(method, args):
            self._refuse("invalid_arguments", f"{method}: {fault}")
        if fault := court.blocks(args.get("blocks") or []):
            self._refuse("invalid_blocks", f"{method}: {fault}")

    def _refuse(self, error: str, fault: str) -> None:
        self._site.refused.append(fault)
        raise Refused(error, response_metadata={"messages": [f"[ERROR] {fault}"]})

    def _allow(self, scopes: tuple[str, ...], args: Json) -> None:
        needed = scopes[0] if scopes else ""
        if len(scopes) == 3:
            needed = scopes[BY_KIND[self._site.channel(args["channel"]).kind]]
        if needed and needed not in self._site.scopes:
            provided = ",".join(sorted(self._site.scopes))
            raise Refused("missing_scope", needed=needed, provided=provided)


async def _arguments(request: web.Request) -> Json:
    """Merge query, form and JSON, and give values their types."""
    found: Json = dict(request.query)
    if request.content_type == "application/json" and request.can_read_body:
        found |= await request.json()
    elif request.can_read_body:
        found |= dict(await request.post())
    return {key: _typed(key, value) for key, value in found.items()}


def _typed(key: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if key in BOOLEANS:
        return value in ("1", "true", "True")
    if key in NUMBERS:
        return int(value)
    return json.loads(value) if key in JSON else value


def _token(request: web.Request, args: Json) -> str:
    header = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return str(args.pop("token", "")) or header


def _slow_down(seconds: int) -> web.Response:
    body = {"ok": False, "error": "ratelimited"}
    return web.json_response(body, status=429, headers={"Retry-After": str(seconds)})


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
