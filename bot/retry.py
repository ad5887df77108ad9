"""What becomes of a thing to do that failed: again, later, or never. Pure.

A message whose call began and whose end nobody saw is *doubtful*. The rule: it is sent again, because an
answer that is missing hurts more than one that comes twice; the row keeps the doubt, it is counted, and the
operator's mark says "perhaps delivered twice".
"""

from channels.errors import ChannelError, Permanent, RateLimited, Uncertain
from handoff.store.base import Row, RowState, Settled

FIRST = 1.0
LONGEST = 300.0
SOONEST = 0.1
TRIES = 12


def failed(row: Row, error: Exception, now: float) -> Settled:
    """Return what to write about a failed attempt; back-off doubles from 1 s up to 5 minutes, 12 tries."""
    attempts = row.attempts if isinstance(error, RateLimited) else row.attempts + 1
    doubtful = row.doubtful or row.state is RowState.SENDING or isinstance(error, Uncertain)
    if isinstance(error, Permanent) or attempts >= TRIES:
        return Settled(row.id, RowState.DEAD, attempts, None, None, reason(error), doubtful)
    wait = min(FIRST * 2**row.attempts, LONGEST)
    if isinstance(error, RateLimited):
        wait = max(error.seconds, SOONEST)
    return Settled(row.id, RowState.PENDING, attempts, now + wait, None, reason(error), doubtful)


def reason(error: Exception) -> str:
    """Say why in words an operator may read: a channel's own text, else only the kind of fault."""
    return str(error) if isinstance(error, ChannelError) else f"internal error ({type(error).__name__})"
