"""Shows one person what came of a press or a text: an ephemeral, a modal, or a reply with buttons."""

import json
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog

from channels import marks
from channels.errors import ChannelError
from channels.slack.api import Api
from channels.slack.blocks import ACTION, Json, buttons, fit, section
from channels.slack.errors import Refusal
from channels.slack.spot import Spot
from channels.slack.text import clean, one_line
from channels.team import Answer, Ask
from handoff.content import Button

log = structlog.get_logger(__name__)

NAME: Final = "answer"
ASKS: Final = "ask"
NOTED: Final = "memo"
_LATE: Final = "Slack could not open the question in time."
_SECTION: Final = 2900


@dataclass(frozen=True, slots=True)
class Where:
    """Who did something, where, and by what Slack lets us answer it.

    ``ref`` is the message that was pressed or written, ``name`` the kind of button, ``said`` the text of
    its message; ``alone`` says that only this person sees that message.
    """

    spot: Spot
    user: str
    ref: str = ""
    trigger: str = ""
    respond: str = ""
    name: str = ""
    said: str = ""
    alone: bool = False


class Answers:
    """Best effort: what was decided is stored already, so a failure here is logged and nothing more."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def show(self, answer: Answer, where: Where) -> None:
        """Show an answer to a press or to a sent modal."""
        try:
            if answer.ask is not None:
                await self.ask(answer.ask, where)
            elif where.name == NAME and where.respond and not answer.alert:
                await self._replace(answer, where)
            elif answer.text or answer.buttons:
                await self._alone(answer, where)
        except ChannelError as error:
            log.warning("an answer could not be shown", error=str(error))

    async def mark(self, answer: Answer, where: Where) -> None:
        """Show what became of a text in a desk thread."""
        try:
            if answer.noted:
                await self._react(where)
            if answer.held:
                await self._reply(answer, where)
            elif answer.ask is not None:
                await self._later(answer.ask, where, answer.text)
            elif answer.text or answer.buttons:
                await self._alone(answer, where)
        except ChannelError as error:
            log.warning("a mark could not be shown", error=str(error))

    async def ask(self, ask: Ask, where: Where) -> None:
        """Open a modal; where the press is too old for one, offer a button that opens it."""
        if not where.trigger:
            await self._later(ask, where, "")
            return
        try:
            await self._api.write("views.open", trigger_id=where.trigger, view=modal(ask, where))
        except Refusal as refusal:
            if not refusal.code.endswith("trigger_id"):
                raise
            await self._later(ask, where, _LATE)

    async def _later(self, ask: Ask, where: Where, text: str) -> None:
        """Offer a button that asks; a text to be changed fits into none, so there it is a press as before."""
        if ask.value:
            await self._say(where, text or ask.label, buttons([Button(ask.title, ask.token)], NAME))
            return
        value = json.dumps({"title": ask.title, "label": ask.label, "token": ask.token, "submit": ask.submit})
        if len(value) > ACTION:
            return
        button = replace(Button(ask.title, value))
        await self._say(where, text or ask.label, buttons([button], ASKS))

    async def _alone(self, answer: Answer, where: Where) -> None:
        text = marks.warned(answer.text) if answer.alert else answer.text
        await self._say(where, text, buttons(answer.buttons, NAME))

    async def _say(self, where: Where, text: str, rows: list[Json]) -> None:
        body = _body(text, rows)
        try:
            await self._api.write(
                "chat.postEphemeral",
                channel=where.spot.channel,
                user=where.user,
                thread_ts=where.spot.thread or None,
                **body,
            )
        except Refusal as refusal:
            if refusal.code != "user_not_in_channel" or not where.respond:
                raise
            await self._api.respond(where.respond, {**body, "response_type": "ephemeral"})

    async def _replace(self, answer: Answer, where: Where) -> None:
        """Let the pressed answer lose its buttons, and say what came of it in its place."""
        if not answer.text and not answer.buttons and (where.alone or not where.said):
            await self._api.respond(where.respond, {"delete_original": True})
            return
        body = _body(answer.text, buttons(answer.buttons, NAME))
        if not answer.text:
            body = {"text": where.said, "blocks": [section(where.said[:_SECTION])]}
        await self._api.respond(where.respond, {**body, "replace_original": True})

    async def _react(self, where: Where) -> None:
        try:
            channel = where.spot.channel
            await self._api.write("reactions.add", channel=channel, timestamp=where.ref, name=NOTED)
        except Refusal as refusal:
            if refusal.code != "already_reacted":
                raise

    async def _reply(self, answer: Answer, where: Where) -> None:
        """Reply for all to see: it must still be there tomorrow, which an ephemeral is not."""
        place: dict[str, Any] = {"channel": where.spot.channel, "thread_ts": where.spot.thread or None}
        await self._api.write(
            "chat.postMessage", **_body(answer.text, buttons(answer.buttons, NAME)), **place
        )


def modal(ask: Ask, where: Where) -> Json:
    """Return the view that asks for one text; what it is about travels inside."""
    spot = where.spot
    note: Json = {"token": ask.token, "channel": spot.channel, "thread": spot.thread, "ref": where.ref}
    note |= {"name": where.name, "respond": where.respond, "alone": where.alone}
    field: Json = {"type": "plain_text_input", "action_id": "text", "multiline": True}
    if ask.value:
        field["initial_value"] = ask.value
    block = {"type": "input", "block_id": "ask", "optional": not ask.value, "element": field}
    return {
        "type": "modal",
        "callback_id": "ask",
        "private_metadata": json.dumps(note),
        "title": _plain(ask.title, 24),
        "submit": _plain(ask.submit, 24),
        "close": _plain("Cancel", 24),
        "blocks": [{**block, "label": _plain(ask.label, 500)}],
    }


def _plain(text: str, limit: int) -> Json:
    return {"type": "plain_text", "text": one_line(text, limit), "emoji": True}


def _body(text: str, rows: list[Json]) -> Json:
    words = fit(text, _SECTION) if clean(text).strip() else "…"
    return {"text": words, "blocks": [section(words), *rows]}
