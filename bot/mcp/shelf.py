"""One server's tools as they were last offered: which may be called, and which changed since agreed to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog

from bot.config.faults import hint
from bot.config.tools import EVERY, ServerSettings
from bot.mcp.base import Fault, Tool, ToolFailed
from bot.mcp.offers import tool
from bot.mcp.pins import Pins

if TYPE_CHECKING:
    from mcp.types import Tool as Offer

log = structlog.get_logger(__name__)


class Shelf:
    """Filled at every connection, and again while it is held."""

    def __init__(self, server: str, settings: ServerSettings, pins: Pins) -> None:
        self.server = server
        self.offered: tuple[str, ...] = ()
        self._settings = settings
        self._pins = pins
        self._tools: dict[str, Tool] = {}
        self._changed: frozenset[str] = frozenset()

    async def fill(self, offers: "Sequence[Offer]") -> None:
        """Take in what the server offers; keeps what is allowed, and tells the log of what changed."""
        kept = {
            offer.name: tool(self.server, offer, self._settings)
            for offer in offers
            if self._settings.allows(offer.name)
        }
        changed = await self._pins.changed(self.server, kept.values())
        for name in sorted(changed - self._changed):
            log.warning("tool changed since it was agreed to: refused", server=self.server, tool=name)
        self.offered = tuple(offer.name for offer in offers)
        self._tools, self._changed = kept, changed

    @property
    def tools(self) -> tuple[Tool, ...]:
        """Those that may be called."""
        return tuple(tool for name, tool in self._tools.items() if name not in self._changed)

    @property
    def changed(self) -> tuple[Tool, ...]:
        """Those that wait for an admin to agree again."""
        return tuple(self._tools[name] for name in sorted(self._changed))

    @property
    def missing(self) -> tuple[str, ...]:
        """Names on the allow-list that the server does not offer."""
        return tuple(name for name in self._settings.allow if name not in (EVERY, *self.offered))

    def allow(self, name: str) -> None:
        """Raise ToolFailed (refused) unless the tool is on the allow-list."""
        if not self._settings.allows(name):
            near = hint(name, self._settings.allow)
            raise self._refused(f"{name!r} is not in allow of [tools.{self.server}]{near}")

    def get(self, name: str) -> Tool | None:
        """Return a tool that may be called, or None."""
        return None if name in self._changed else self._tools.get(name)

    async def take(self, name: str) -> Tool:
        """Return a tool that may be called, or raise ToolFailed; looks whether an admin has agreed."""
        if name in self._changed:
            await self.look_again()
        if name in self._changed:
            raise self._refused(
                f"{name!r} is not what was agreed to any more: "
                f"look with `handoff tools show {self.server} {name}`, "
                f"then `handoff tools accept {self.server} {name}`"
            )
        return self.offer(name)

    async def look_again(self) -> None:
        """See whether an admin has agreed to what had changed."""
        if not (before := self._changed):
            return
        self._changed = await self._pins.changed(self.server, self._tools.values())
        for name in sorted(before - self._changed):
            log.info("tool agreed to: it may be called again", server=self.server, tool=name)

    async def accept(self, name: str) -> Tool:
        """Agree to the tool as it is offered now; raises ToolFailed (refused) for one that is not offered."""
        tool = self.offer(name)
        await self._pins.pin(tool)
        self._changed -= {name}
        return tool

    def offer(self, name: str) -> Tool:
        """Return an allowed tool as it is offered, agreed to or not; raises ToolFailed (refused) for none."""
        self.allow(name)
        if name not in self._tools:
            raise self._refused(f"{self.server} offers no tool {name!r}{hint(name, self.offered)}")
        return self._tools[name]

    def _refused(self, reason: str) -> ToolFailed:
        return ToolFailed(Fault.REFUSED, reason)
