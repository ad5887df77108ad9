"""The filters of the list, from the address of a request to what the store is asked."""

from collections.abc import Mapping
from typing import Final

from channels.web.http import Fault
from handoff.ownership import Owner
from handoff.store.reading import Query

LONGEST_WORDS: Final = 200
OPEN: Final = (Owner.WAITING, Owner.HUMAN, Owner.AGENT, Owner.AUTOMATION)
_NAMED: Final[Mapping[str, tuple[Owner, ...]]] = {
    "": (),
    "open": OPEN,
    "mine": (Owner.HUMAN,),
    **{owner.value: (owner,) for owner in Owner},
}


def query(asked: Mapping[str, str], me: str, otherwise: str = "") -> Query:
    """Read ``owner``, ``queue``, ``tag`` and ``q``.

    ``owner`` is one of the owners, ``open`` (all but closed) or ``mine``; without it, ``otherwise``.
    Raises Fault 400 for another owner, a filter that is too long, or text no store can hold.
    """
    owner = asked.get("owner") or otherwise
    queue, tag, words = asked.get("queue", ""), asked.get("tag", ""), asked.get("q", "").strip()
    if owner not in _NAMED:
        raise Fault(400, "bad_owner", f"owner is one of {', '.join(name for name in _NAMED if name)}.")
    if any(len(text) > LONGEST_WORDS or not _storable(text) for text in (queue, tag, words)):
        raise Fault(400, "bad_filter", f"A filter is plain text of at most {LONGEST_WORDS} characters.")
    return Query(_NAMED[owner], me if owner == "mine" else None, queue or None, words, tag or None)


def _storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
