"""The pages behind the links of the team's mails: looking changes nothing, one press decides.

Mail scanners and previews open every link, some of them often. So GET and HEAD only show what would happen;
a person presses the button on the page, which is a POST. Who holds the link is the person it was mailed to.
"""

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog
from aiohttp import web

from channels.base import Sink
from channels.email.names import clean, line
from channels.email.parts import Parts
from channels.email.seal import Act, Expired
from channels.email.settings import ACT
from channels.email.spot import Spot
from channels.team import Answer, Pressed
from handoff.errors import StoreUnavailable

log = structlog.get_logger(__name__)

_STYLE: Final = Path(__file__).parent / "templates" / "page.css"
_LARGEST: Final = 64 * 1024
_TYPED: Final = 4000
_OLD: Final = "This link is too old. Please use a newer mail, or the inbox."
_NONE: Final = (
    "This link is broken, or signed with a key that counts no more. Please open it from the mail as it is, "
    "or use a newer mail, or the inbox."
)
_AWAY: Final = "Nothing can be stored right now, and nothing was changed. Please try again in a minute."
_NOT_YOU: Final = "This mailbox may not do this any more."


@dataclass(frozen=True, slots=True)
class Form:
    """A button of a page; ``asks`` is the label of a field to type into, ``value`` what stands in it."""

    url: str
    label: str
    asks: str = ""
    value: str = ""


class Refusal(Exception):
    """The page that says why nothing happens."""

    def __init__(self, status: int, title: str, text: str) -> None:
        super().__init__(f"{status} {title}")
        self.status, self.title, self.text = status, title, text


class Acts:
    """Answers 503 while the channel does not run, 404 for a bad link, 410 for one that is over."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._sink: Sink | None = None
        self._one = asyncio.Lock()
        self._style = ""

    async def open(self, sink: Sink | None) -> None:
        """Let presses through to this sink; None shuts it."""
        self._style = self._style or await asyncio.to_thread(_STYLE.read_text, "utf-8")
        self._sink = sink

    def routes(self) -> list[web.RouteDef]:
        """Return the pages; GET answers HEAD as well."""
        return [web.get(f"{ACT}/{{token}}", self._shown), web.post(f"{ACT}/{{token}}", self._pressed)]

    async def _shown(self, request: web.Request) -> web.Response:
        return await self._guarded(request, self._show)

    async def _pressed(self, request: web.Request) -> web.Response:
        return await self._guarded(request, self._press)

    async def _guarded(
        self, request: web.Request, handle: Callable[[web.Request, Act], Awaitable[web.Response]]
    ) -> web.Response:
        """Open the link and do what is wanted; whatever stands against it becomes a page."""
        if self._sink is None:
            return web.Response(status=503, headers={"Retry-After": "5"})
        try:
            return await handle(request, self._opened(request.match_info["token"]))
        except Refusal as refusal:
            return self._page(refusal.status, refusal.title, refusal.text, alarm=True)
        except StoreUnavailable:
            return self._page(503, "Please try again", _AWAY, alarm=True)

    def _opened(self, token: str) -> Act:
        try:
            act = self._parts.seal.act(token)
        except Expired:
            raise Refusal(410, "Too old", _OLD) from None
        except ValueError:
            raise Refusal(404, "No such page", _NONE) from None
        if not self._parts.readers.may_act(act.place, act.by):
            raise Refusal(403, "Not allowed", _NOT_YOU)
        return act

    async def _show(self, _request: web.Request, act: Act) -> web.Response:
        """Show what the button would do, or how it ended."""
        sheet = await self._parts.memory.sheet(act.desk)
        over = sheet.over or await self._parts.memory.used(act.nonce)
        if over:
            return self._page(410, "Already decided", over, about=sheet.subject, act=act, alarm=True)
        form = Form("", act.label, act.asks)
        return self._page(200, f"{act.label}?", "", (form,), about=sheet.subject, act=act)

    async def _press(self, request: web.Request, act: Act) -> web.Response:
        """Let one press of a link through at a time, so that the second finds what came of the first."""
        if (request.content_length or 0) > _LARGEST:
            raise Refusal(413, "Too long", "That is too much text.")
        typed = (await request.post()).get("text", "")
        text = clean(typed, _TYPED) if isinstance(typed, str) else ""
        async with self._one:
            return await self._decide(act, text)

    async def _decide(self, act: Act, text: str) -> web.Response:
        sink, memory = self._sink, self._parts.memory
        person = self._parts.readers.person(act.by)
        if sink is None or person is None:
            raise Refusal(403, "Not allowed", _NOT_YOU)
        sheet = await memory.sheet(act.desk)
        if said := await memory.used(act.nonce):
            over = sheet.over or said
            return self._page(410, "Already decided", over, about=sheet.subject, act=act, alarm=True)
        place = Spot(act.place, act.desk).address
        answer = await sink.team(Pressed(person, place, act.action, act.desk, text))
        if not (answer.alert or answer.ask or answer.buttons):
            await self._use(act, person.name, answer)
        return self._answered(act, answer, sheet.subject)

    async def _use(self, act: Act, name: str, answer: Answer) -> None:
        """Keep that the link is used up; what it decided is stored already, and decided only once."""
        said = " ".join(filter(None, (f"{name} pressed {act.label}.", line(answer.text, 200))))
        try:
            await self._parts.memory.use(act.nonce, said)
        except StoreUnavailable:
            log.warning("a used link could not be written down")

    def _answered(self, act: Act, answer: Answer, about: str) -> web.Response:
        if answer.alert:
            return self._page(410, "Nothing was changed", answer.text, about=about, act=act, alarm=True)
        if answer.ask is not None:
            ask = answer.ask
            form = self._form(act.then(ask.token, ask.submit, ask.label), ask.value)
            return self._page(200, ask.title, answer.text, (form,), about=about, act=act)
        forms = tuple(self._form(act.then(one.action, one.label)) for one in answer.buttons if one.action)
        title = act.label if forms else "Done"
        return self._page(200, title, answer.text, forms, about=about, act=act)

    def _form(self, act: Act, value: str = "") -> Form:
        return Form(self._parts.seal.link(act), act.label, act.asks, value)

    def _page(
        self,
        status: int,
        title: str,
        text: str,
        forms: tuple[Form, ...] = (),
        *,
        about: str = "",
        act: Act | None = None,
        alarm: bool = False,
    ) -> web.Response:
        html = self._parts.templates.render(
            "page.html",
            title=line(title, 120),
            text=text,
            forms=forms,
            about=_about(about),
            who=act.by if act is not None else "",
            style=_trusted(self._style),
            alarm=alarm,
        )
        return web.Response(status=status, text=html, content_type="text/html", headers=_headers(self._style))


def _about(subject: str) -> str:
    """Write the subject of a card's mail as a line of a page."""
    title, found, question = subject.removeprefix("[").partition("] ")
    return f"{title}: {question}" if found else subject


def _trusted(style: str) -> object:
    from markupsafe import Markup

    return Markup(style)


def _headers(style: str) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'"
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex",
    }
