"""The commands of desk threads: what each is called, what may stand behind it, what it does."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Takes(StrEnum):
    """Whether a command wants words behind it."""

    NOTHING = "nothing"
    PERHAPS = "perhaps"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Command:
    """``words`` shows what stands behind the name; ``does`` is one line for people."""

    name: str
    does: str
    words: str = ""
    takes: Takes = Takes.NOTHING


COMMANDS: Final = (
    Command("take", "Take over this conversation"),
    Command("reply", "Send a text to the contact", "TEXT", Takes.TEXT),
    Command("note", "Write a note that only the team sees", "TEXT", Takes.TEXT),
    Command("draft", "Have the assistant write a draft, for you to send or not", "[WISH]", Takes.PERHAPS),
    Command("return", "Return it to the assistant, with a note for it", "[NOTE]", Takes.PERHAPS),
    Command("resolve", "Close the conversation"),
    Command("snooze", "Put it off, for 30m, 2h or 1d", "TIME", Takes.TEXT),
    Command("transfer", "Pass it on to a queue or a colleague", "NAME", Takes.TEXT),
    Command("who", "Say who has it"),
    Command("help", "List the commands"),
)
