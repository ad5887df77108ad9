"""What codes and the nameless are called where people read them."""

from collections.abc import Mapping
from typing import Final

from handoff.ids import Address
from handoff.trigger import Mechanism

SEEN_BY: Final[Mapping[Mechanism, str]] = {
    Mechanism.MANUAL: "By hand",
    Mechanism.REQUEST: "Asked for a person",
    Mechanism.RULE: "A rule matched",
    Mechanism.FAILURE: "The assistant failed",
    Mechanism.PROMISE: "The assistant promised a person",
    Mechanism.MOOD: "The contact is upset",
    Mechanism.STUCK: "Going in circles",
    Mechanism.CONFIDENCE: "The assistant was not sure enough",
    Mechanism.APPROVAL: "Something needs approval",
}
_CHANNELS: Final = {"web": "Web chat"}


def spaced(code: str) -> str:
    """Return a code such as ``person_requested`` as words; what an admin capitalized stays so."""
    words = " ".join(code.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def messenger(channel: str) -> str:
    """Return what people call a channel."""
    return _CHANNELS.get(channel, channel.title())


def place(address: Address) -> str:
    """Return what people call a place of the team: the messenger, and its own id of the chat."""
    return "The inbox" if address.channel == "web" else f"{messenger(address.channel)} ({address.chat})"


def known_as(name: str, id: str) -> str:
    """Return the contact's name, or one that tells nameless visitors apart; ``id`` is the conversation's."""
    return " ".join(name.split()) or f"Visitor {id[-4:].upper()}"
