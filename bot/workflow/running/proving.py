"""What a gate needs of the world: the contact's words are heard, codes are sent."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import structlog

from bot.workflow.language.nodes import AuthGateData
from bot.workflow.running import gate
from bot.workflow.running.came import Came
from bot.workflow.running.codes import Code, Codes
from bot.workflow.running.courier import Notice
from bot.workflow.running.gate import CodeWanted, Manner, Reply, Verified
from bot.workflow.running.quota import Quota
from bot.workflow.running.routes import Route
from bot.workflow.running.sight import Sight
from channels.errors import ChannelError, RateLimited, Temporary, Uncertain
from handoff.events import Noted, Speak
from handoff.run import Run
from handoff.store.base import Row
from handoff.texts import fill

log = structlog.get_logger(__name__)

TRIES: Final = 3
PATIENCE: Final = 10.0
"""Seconds that a provider may ask us to wait; a contact who waits for a code is told sooner than later."""


@dataclass(frozen=True, slots=True)
class Proving:
    """``route`` returns the way to a gate's kind of address, or None where there is none."""

    route: Callable[[AuthGateData], Route | None]
    codes: Codes
    quota: Quota

    async def words(
        self, row: Row, run: Run, data: AuthGateData, notes: Mapping[str, Any], text: str, sight: Sight
    ) -> Came:
        """Let the gate where the run stands hear what the contact wrote; send a code if that is wanted."""
        route = self.route(data)
        if route is None:
            return _came(gate.Refused(f"no provider can send a code by {data.contact_type}"), data)
        manner = gate.manner(data, sight.words, route.find)
        heard = gate.hear(run, notes, text, manner, sight.words, sight.now, self.codes)
        if isinstance(heard, CodeWanted):
            heard = await self._send(row, run, data, heard, manner, route, sight)
        return _came(heard, data, sight.now)

    async def _send(
        self,
        row: Row,
        run: Run,
        data: AuthGateData,
        wanted: CodeWanted,
        manner: Manner,
        route: Route,
        sight: Sight,
    ) -> gate.Heard:
        """Send a code. A provider that is out of order for a moment is tried again with the row."""
        code = gate.code(run, wanted, self.codes)
        if not await self.quota.take(route.kind, code.id, wanted.address, run.conversation, route.limits):
            return gate.too_many(wanted, sight.words)
        try:
            await route.courier.bring(_notice(code, wanted, data, sight))
        except ChannelError as error:
            if _again(error) and row.attempts + 1 < TRIES:
                raise Temporary(str(error)) from error
            log.warning("a code was not sent", run=run.id, error=str(error))
            return gate.unsent(wanted, sight.words)
        return gate.sent(wanted, code.seal, data, manner, sight.words, sight.now)


def _again(error: ChannelError) -> bool:
    """Whether another try can help soon; a code that was perhaps sent is sent again under the same id."""
    soon = isinstance(error, RateLimited) and error.seconds <= PATIENCE
    return soon or isinstance(error, Temporary | Uncertain)


def _notice(code: Code, wanted: CodeWanted, data: AuthGateData, sight: Sight) -> Notice:
    values = {"code": code.digits, "minutes": gate.minutes(data)}
    text = sight.words.gate_text if data.contact_type == "phone" else sight.words.gate_mail
    return Notice(code.id, wanted.address, fill(sight.words.gate_subject, **values), fill(text, **values))


def _came(heard: gate.Heard, data: AuthGateData, now: float = 0.0) -> Came:
    match heard:
        case Verified(address):
            variables, noted = {data.output_variable: address}, Noted("contact verified")
            return Came("verified", variables, (noted,), proven=address)
        case Reply(said, after, suggestions):
            due = after.until if after.seal else now + gate.ADDRESS_WITHIN
            return Came(acts=(Speak(said, suggestions),), notes=asdict(after), due=due)
        case gate.Refused(reason):
            noted = Noted("contact not verified", {"why": reason})
            return Came("failed", acts=(noted,), error=(reason, "refused"))
        case CodeWanted():
            raise AssertionError("a code was sent or not")
