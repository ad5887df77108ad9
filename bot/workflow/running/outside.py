"""What a run needs of the world: its tools are called, its codes mailed, its contact's words read."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import structlog

from bot.doers.calling import call
from bot.mcp.base import Fault, Toolbox, ToolFailed
from bot.workflow.arguments import Arguments, ArgumentsFault
from bot.workflow.language.edges import DEFAULT
from bot.workflow.language.nodes import AuthGateData, McpToolData
from bot.workflow.running import gate
from bot.workflow.running.codes import Codes, Quota
from bot.workflow.running.course import PERHAPS
from bot.workflow.running.gate import MailWanted, Reply, Verified
from bot.workflow.running.mail import Mailer, letter
from bot.workflow.running.sight import Sight, scope
from bot.workflow.step import Came
from channels.errors import ChannelError, Temporary, Uncertain
from handoff.events import Noted, Speak
from handoff.run import Run
from handoff.store.base import Row, Store
from handoff.texts import fill

log = structlog.get_logger(__name__)

MAIL_TRIES: Final = 3
NO_TOOLS: Final = "no tools are configured"


@dataclass(frozen=True, slots=True)
class Outside:
    """``mailer`` returns who a provider's mails come from and what sends them, or None where it cannot be."""

    store: Store
    toolbox: Callable[[], Toolbox | None]
    mailer: Callable[[str], tuple[str, Mailer] | None]
    codes: Codes
    quota: Quota

    async def tool(self, row: Row, run: Run, data: McpToolData, sight: Sight) -> Came:
        """Call the tool of the node where the run stands, with the key of this visit."""
        try:
            arguments = Arguments(data.arguments).bind(scope(run, sight))
        except ArgumentsFault as fault:
            return Came("error", error=(fault.reason, "arguments"))
        toolbox = self.toolbox()
        if toolbox is None:
            return Came("error", error=(NO_TOOLS, "refused"))
        act = _act(data.tool_name, arguments)
        key, others = run.doubts.get(act, run.key), {one: run.doubts[one] for one in run.doubts if one != act}
        try:
            result = await call(
                toolbox,
                self.store,
                row,
                data.tool_name,
                arguments,
                key,
                data.timeout,
                doubtful=act in run.doubts,
            )
        except ToolFailed as failed:
            log.warning("a workflow's tool failed", tool=data.tool_name, fault=failed.fault, run=run.id)
            kind = _kind(failed)
            acts = (Noted("workflow tool failed", {"tool": data.tool_name, "why": failed.reason}),)
            doubts = {**others, act: key} if kind == PERHAPS else others
            return Came("error", acts=acts, error=(failed.reason, kind), done=True, doubts=doubts)
        kept = {data.output_variable: result.data} if data.output_variable else {}
        noted = (Noted("workflow tool", {"tool": data.tool_name}),)
        return Came(DEFAULT, kept, noted, done=True, doubts=others)

    async def words(
        self, row: Row, run: Run, data: AuthGateData, notes: Mapping[str, Any], text: str, sight: Sight
    ) -> Came:
        """Let the gate where the run stands hear what the contact wrote; mail a code if that is wanted."""
        heard = gate.hear(run, notes, text, sight.words, sight.now, self.codes)
        if isinstance(heard, MailWanted):
            heard = await self._mail(row, run, data, heard, sight)
        match heard:
            case Verified(address):
                return Came("verified", {data.output_variable: address}, (Noted("contact verified"),))
            case Reply(said, after, suggestions):
                due = after.until if after.seal else sight.now + gate.ADDRESS_WITHIN
                return Came(acts=(Speak(said, suggestions),), notes=asdict(after), due=due)
            case gate.Refused(reason):
                return Came("failed", acts=(Noted("contact not verified", {"why": reason}),))
            case MailWanted():
                raise AssertionError("a mail was sent or not")

    async def _mail(
        self, row: Row, run: Run, data: AuthGateData, wanted: MailWanted, sight: Sight
    ) -> gate.Heard:
        """Mail a new code. A provider that is out of order for a moment is tried again with the row."""
        address, notes = wanted.address, wanted.notes
        found = self.mailer(data.provider)
        if found is None:
            return gate.Refused("no provider that mails codes is configured")
        if row.attempts == 0 and not self.quota.take(address, run.conversation):
            return gate.too_many(notes, sight.words)
        code, seal = self.codes.make(gate.purpose(run, address))
        values = {"code": code, "minutes": gate.minutes(data)}
        subject, text = fill(sight.words.gate_subject, **values), fill(sight.words.gate_mail, **values)
        sender, mailer = found
        try:
            await mailer.send(letter(sender, address, subject, text))
        except (Temporary, Uncertain) as error:
            if row.attempts + 1 < MAIL_TRIES:
                raise
            return self._unsent(run, wanted, sight, error)
        except ChannelError as error:
            return self._unsent(run, wanted, sight, error)
        return gate.mailed(notes, address, seal, data, sight.words, sight.now)

    def _unsent(self, run: Run, wanted: MailWanted, sight: Sight, error: ChannelError) -> gate.Heard:
        log.warning("a code was not mailed", run=run.id, error=str(error))
        return gate.unsent(wanted.notes, wanted.address, sight.words)


def _act(tool: str, arguments: Mapping[str, Any]) -> str:
    """Name what a call does, wherever in the workflow it stands."""
    told = json.dumps([tool, arguments], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _kind(failed: ToolFailed) -> str:
    """Name why a tool gave no result; where it perhaps did its work all the same, that comes first."""
    doubtful = failed.sent and failed.fault is not Fault.TOOL_ERROR
    return PERHAPS if doubtful else str(failed.fault)
