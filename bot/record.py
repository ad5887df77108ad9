"""Writes down what was done, whatever the store does: what is not known to be done would be done again."""

import asyncio
from typing import Final

import structlog

from channels.errors import Uncertain
from handoff.desk import Desk
from handoff.errors import StoreUnavailable
from handoff.events import Event
from handoff.ids import ConversationId
from handoff.store.base import Settled

log = structlog.get_logger(__name__)

AGAIN: Final = 1.0
"""Seconds between two tries."""


async def record(desk: Desk, conversation: ConversationId, event: Event, done: Settled) -> Settled | None:
    """Have it written down, however long the store is away: what was sent must not be sent again.

    Returns None when the commit settled the row as well, else what is left to write.
    """
    while True:
        try:
            known = await desk.happened(conversation, event, (done,))
        except StoreUnavailable as error:
            log.error("what was sent is not recorded", row=done.id, error=str(error))
            await asyncio.sleep(AGAIN)
        except Exception as error:
            log.exception("what was done cannot be written down", row=done.id)
            raise Uncertain(f"done, but not written down ({type(error).__name__})") from error
        else:
            return done if known is None else None
