"""The bot's own words that these flows look for, in one place: as few of each as tell it from all others."""

from typing import Final

TAKE: Final = "Take over"
RETURN: Final = "Return to agent"
ON_CARD: Final = (TAKE, "Resolve", "Snooze", "Transfer")
"""The buttons of a card that nobody took, in their order."""
REJECT: Final = "Reject"
EDIT: Final = "Edit and approve"
ASKS: Final = (RETURN, REJECT, EDIT)
"""The buttons that want a text."""
CHANGE: Final = "Copy the text, change it"
"""What stands below a text that is to be changed where there are no modals."""
WITHOUT_TEXT: Final = "Go on without text"
"""The button below a question where there are no modals."""

WAITING: Final = "Waiting for someone"
HAS_IT: Final = "has it"
RETURNED: Final = "Returned to the"
YOURS: Final = "It is yours"
STRANGER: Final = "not listed as an operator"

JOINED: Final = "{} joined"
HANDED_BACK: Final = "handed you back"
RECOVERED: Final = "Recovered {} messages"
UNDELIVERED: Final = "Not delivered"
REFUSED: Final = "cannot be told"
TOOK_BACK: Final = "took this message back"
REACTED: Final = "reacted {}"
