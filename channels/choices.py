"""What a contact says by pressing a button."""

from handoff.content import Content
from handoff.events import ContactAskedForPerson, ContactSaid
from handoff.press import PERSON, SAY


def carried(action: str, most: int) -> str:
    """Return what a button carries in at most so many bytes; empty for what no button can.

    Words that are too long for it are left out: they stand on the button.
    """
    if len(action.encode("utf-8", "replace")) <= most:
        return action
    return SAY if action.startswith(SAY) else ""


def chosen(
    id: str, action: str, label: str, name: str = "", language: str = ""
) -> ContactAskedForPerson | ContactSaid | None:
    """Return what a press says; None for a button that means nothing any more.

    ``id`` names the press, ``label`` stands on the button; ``name`` and ``language`` are the contact's.
    """
    if action == PERSON:
        return ContactAskedForPerson(id, name, language)
    text = action.removeprefix(SAY) or label
    return ContactSaid(id, Content(text), name, language) if action.startswith(SAY) and text else None
