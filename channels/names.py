"""Who speaks, in the same words on every messenger: machine, contact and colleague never look alike."""

from collections.abc import Mapping
from typing import Final

from channels.fit import clip
from handoff.transcript import Author, AuthorKind

ROLES: Final[Mapping[AuthorKind, str]] = {
    AuthorKind.CONTACT: "contact",
    AuthorKind.AGENT: "assistant",
    AuthorKind.HUMAN: "team",
}
"""The system is nobody, and has none."""
LONGEST: Final = 80


def signed(author: Author) -> str:
    """Return ``Maria · contact`` in at most 80 characters, ``Contact`` for one without a name.

    The role comes last and is never cut, so no name can pass for another's. Empty for the system.
    """
    role, name = ROLES.get(author.kind, ""), " ".join(author.name.split())
    if not role:
        return ""
    return f"{clip(name, LONGEST - len(role) - 3)} · {role}" if name else role.title()


def noted(author: Author | None = None) -> str:
    """Return what stands over a note; without ``author`` where the name is shown beside it."""
    name = " ".join(author.name.split()) if author is not None else ""
    return " · ".join(filter(None, ("📝 Note", clip(name, LONGEST), "not sent to the contact")))
