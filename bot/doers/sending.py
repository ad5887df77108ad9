"""One message on its way to a platform: paced, and in doubt where it may come twice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import structlog

from channels.base import Channel, Outgoing, Receipt
from channels.errors import ChannelError, Gone, Permanent, Uncertain
from handoff.desk import Desk
from handoff.ids import Address
from handoff.store.base import Row, RowState, Settled, Store

log = structlog.get_logger(__name__)

WITHHELD = "the conversation changed hands before it was sent"


def perhaps(row: Row) -> bool:
    """Whether an earlier try perhaps arrived."""
    return row.doubtful or row.state is RowState.SENDING


@dataclass(frozen=True, slots=True)
class Carrier:
    """Brings messages to places on all channels; whoever sends through it keeps to their limits."""

    desk: Desk
    store: Store
    channels: Mapping[str, Channel]

    def channel(self, place: Address) -> Channel:
        """Return the place's channel; raises Permanent where it is not configured any more."""
        channel = self.channels.get(place.channel)
        if channel is None:
            raise Permanent(f"the channel {place.channel!r} is not configured")
        return channel

    async def send(self, row: Row, out: Outgoing) -> Settled:
        """Send once the platform's limits let it, unless the row's epoch is over by then (law 1)."""
        channel = self.channel(out.to)
        await self.begin(row, channel, out.to)
        await self.desk.know_fence(row.conversation)
        if not self.desk.may_send(row.conversation, row.fence):  # no await between this and the call
            return Settled(row.id, RowState.DROPPED, row.attempts, error=WITHHELD, doubtful=perhaps(row))
        return sent(row, channel, await _call(channel, out))

    async def show(self, row: Row, out: Outgoing) -> Settled:
        """Send to a desk thread; of a file that cannot be shown there, the words with it still are."""
        try:
            return await self.send(row, out)
        except Gone:
            raise
        except Permanent as error:
            if not out.content.files:
                raise
            return await self.send(row, _in_words(out, str(error)))

    async def begin(self, row: Row, channel: Channel, to: Address) -> None:
        """Wait for the limits; where a call that is cut off leaves us in doubt, write down that it starts."""
        await channel.ready(to)
        if not channel.capabilities.idempotent:
            await self.store.settle(Settled(row.id, RowState.SENDING, row.attempts, doubtful=perhaps(row)))


def _in_words(out: Outgoing, reason: str) -> Outgoing:
    missing = (f"[file {file.name}: {reason}]" for file in out.content.files)
    text = "\n".join(filter(None, (out.content.text, *missing)))
    return replace(out, key=f"{out.key}:words", content=replace(out.content, text=text, files=()))


def sent(row: Row, channel: Channel, receipt: Receipt) -> Settled:
    """Return what to write about a message that the platform took."""
    able = channel.capabilities
    doubtful = perhaps(row) and not (able.idempotent or able.looks)
    return Settled(row.id, RowState.SENT, row.attempts + 1, ref=receipt.ref, doubtful=doubtful)


async def _call(channel: Channel, out: Outgoing) -> Receipt:
    """Send; an adapter that fails in a way it does not name leaves us in doubt, and that is said (law 3)."""
    try:
        return await channel.send(out)
    except ChannelError:
        raise
    except Exception as error:
        log.exception("an adapter failed", row=out.key)
        raise Uncertain(f"internal error ({type(error).__name__})") from error
