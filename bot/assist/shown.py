"""What a reader of the transcript is shown beside messages: translations, originals, drafts."""

from collections.abc import Iterable
from typing import Final

from handoff.content import Button, Style
from handoff.press import Press, Token
from handoff.transcript import Entry, EntryKind

ENTRIES: Final = frozenset({"translation", "sent translated", "edit held"})
"""Events that are shown with the message they are about, never by themselves."""


def translations(entries: Iterable[Entry]) -> dict[int, str]:
    """Return the newest translation of each message that has one, by the message's seq."""
    found = (entry for entry in entries if entry.kind is EntryKind.EVENT)
    return {
        entry.target: str(entry.data.get("text", ""))
        for entry in found
        if entry.target is not None and entry.content.text == "translation"
    }


def originals(entries: Iterable[Entry]) -> dict[int, str]:
    """Return what operators wrote themselves, where the contact reads a translation, by the message's seq."""
    found: dict[int, str] = {}
    for entry in entries:
        if entry.kind is EntryKind.MESSAGE and "original" in entry.data:
            found[entry.seq] = str(entry.data["original"])
        elif entry.kind is EntryKind.EDIT and entry.target is not None:
            found.pop(entry.target, None)
            if "original" in entry.data:
                found[entry.target] = str(entry.data["original"])
    return found


def released(entries: Iterable[Entry]) -> frozenset[int]:
    """Return the entries that were held back for translation and said since: the message stands for them."""
    said = (entry for entry in entries if entry.kind is EntryKind.MESSAGE)
    return frozenset(int(entry.data["note"]) for entry in said if "note" in entry.data)


def buttons(entry: Entry) -> tuple[Button, ...]:
    """Return what can be done with a draft; anything else has none."""
    ticket = entry.data.get("draft")
    if entry.kind is not EntryKind.NOTE or not ticket:
        return ()

    def press(label: str, press: Press, style: Style = Style.PLAIN) -> Button:
        return Button(label, str(Token(press, str(ticket), str(entry.seq))), style)

    return (
        press("Send", Press.SEND, Style.PRIMARY),
        press("Edit and send", Press.REWORD),
        press("Discard", Press.DROP),
    )
