"""Whether a text says that something was done: "I have refunded you", "your order has been cancelled".

A model's prose can claim anything, in any language and any words. What is seen here are the plain ways of
saying it in four languages; a claim that is put in other words is not seen. A negation, a condition
("once we have cancelled it"), a question and a quotation of terms claim nothing.
"""

import re
from enum import StrEnum
from typing import Final

from bot.agent.model.claimed import de, en, es, fr


class Claim(StrEnum):
    """Who is said to have done it."""

    SELF = "self"
    """I, who answers."""
    SOMEBODY = "somebody"
    """We, or nobody by name."""


_LANGUAGES: Final = (en, de, fr, es)
_FLAGS: Final = re.IGNORECASE
_OPEN: Final = re.compile(rf"\b(?:{'|'.join(one.OPEN for one in _LANGUAGES)})\b", _FLAGS)
"""Before the claim in its clause, one of these takes it back, or only repeats what the contact said."""
_SENTENCE: Final = re.compile(r"[^.!?…\n]+(?:\.(?=\w)[^.!?…\n]+)*[.!?…]*")
_OWN: Final = re.compile("|".join(way for one in _LANGUAGES for way in one.SELF), _FLAGS)
_OTHERS: Final = re.compile("|".join(way for one in _LANGUAGES for way in one.SOMEBODY), _FLAGS)


def claim(text: str) -> Claim | None:
    """Return who is said to have done something; None for a text that says no such thing."""
    sentences = [one[0].strip() for one in _SENTENCE.finditer(text)]
    told = [one for one in sentences if not one.endswith("?")]
    if any(_says(_OWN, one) for one in told):
        return Claim.SELF
    return Claim.SOMEBODY if any(_says(_OTHERS, one) for one in told) else None


def _says(pattern: re.Pattern[str], sentence: str) -> bool:
    found = pattern.search(sentence)
    return found is not None and not _OPEN.search(sentence[: found.start()].rpartition(",")[2])
