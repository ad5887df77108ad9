"""An operator's words on their way through translation: said in order and once, or not at all."""

from dataclasses import dataclass

from handoff.content import Content
from handoff.transcript import Author, Origin


@dataclass(frozen=True, slots=True)
class Pending:
    """``seq`` is the entry that only the team sees; ``content`` the operator's own words as they stand now.

    ``author`` is as the contact reads it, ``id`` the writer's own name of the message, ``target`` the seq of
    a message it quotes. ``change`` is the seq of a sent message whose text this one replaces. ``ready`` is
    what shall be said, None while it is still being translated; ``why`` tells why it is no translation.
    """

    seq: int
    author: Author
    content: Content
    id: str = ""
    target: int | None = None
    origin: Origin | None = None
    change: int | None = None
    ready: str | None = None
    why: str = ""
