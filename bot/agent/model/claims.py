"""Whether a text says that something was done: "I have refunded you", "your order has been cancelled".

A model's prose can claim anything, in any language and any words. What is seen here are the plain ways of
saying it in four languages; a claim that is put in other words is not seen. A negation, a condition
("once we have cancelled it"), a question and a quotation of terms claim nothing.
"""

import re
from enum import StrEnum
from typing import Final

from bot.agent.model import french, spanish


class Claim(StrEnum):
    """Who is said to have done it."""

    SELF = "self"
    """I, who answers."""
    SOMEBODY = "somebody"
    """We, or nobody by name."""


_EN: Final = (
    r"(?:cancel+ed|refunded|(?:re|pre)?booked|processed|issued|updated|changed|modified|sent|e?mailed|"
    r"(?:re)?scheduled|placed|submitted|created|deleted|removed|added|applied|credited|reset|registered|"
    r"ordered|reserved|(?:un)?subscribed|(?:de)?activated|exchanged|initiated|filed|extended|corrected|"
    r"(?:up|down)graded|charged|waived|unlocked|blocked|arranged|completed|closed)"
)
_DE: Final = (
    r"(?:storniert|erstattet|(?:um)?gebucht|bearbeitet|veranlasst|aktualisiert|geändert|(?:ab|zu)?gesendet|"
    r"(?:ver|zu|ab)?geschickt|versandt|eingetragen|angelegt|gelöscht|entfernt|hinzugefügt|gutgeschrieben|"
    r"zurückgesetzt|bestellt|reserviert|(?:de)?aktiviert|umgetauscht|eingereicht|verlängert|korrigiert|"
    r"gekündigt|überwiesen|zurückgezahlt|gesperrt|entsperrt|verschoben|erledigt)"
)
_EN_SO: Final = r"(?:(?:just|now|already|also|successfully|gone ahead and|went ahead and|duly)[ ,]+){0,3}"
_DE_NOT: Final = r"(?:(?!\b(?:nicht|nichts|kein\w*|noch)\b)[^.!?;:\n]){0,80}?"
_UP_TO: Final = r"[^.!?;\n]{0,80}?"

_SELF: Final = (
    rf"\bI(?:['’]ve| have|) {_EN_SO}{_EN}\b",
    rf"\bich (?:habe |hab )?{_DE_NOT}\b{_DE}\b",
    rf"\bhabe ich {_DE_NOT}\b{_DE}\b",
    r"^\W*(?:all )?done\b(?! (?:by|in|at|on|with)\b)",
    r"^\W*(?:ist )?erledigt\b",
    *french.SELF,
    *spanish.SELF,
)
_SOMEBODY: Final = (
    rf"\bwe(?:['’]ve| have) {_EN_SO}{_EN}\b",
    rf"\b(?:has|have) {_EN_SO}been {_EN_SO}{_EN}\b|\b(?:was|were) successfully {_EN}\b",
    rf"\b(?:is|are) now {_EN}\b",
    rf"\bwir haben {_DE_NOT}\b{_DE}\b|\bhaben wir {_DE_NOT}\b{_DE}\b",
    rf"\b(?:Ihre?|deine?|dies\w*)\b {_UP_TO}\b(?:wurden?|ist|sind) {_DE_NOT}\b{_DE}\b",
    *french.SOMEBODY,
    *spanish.SOMEBODY,
)
_FLAGS: Final = re.IGNORECASE
_OPEN: Final = re.compile(
    r"\b(?:if|once|when|whenever|after|before|until|unless|whether|as soon as|in case|wenn|falls|sobald|"
    r"nachdem|bevor|bis|ob|not|never|sorry (?:that|to)|understand|seems?|looks like|sounds like|you say|"
    rf"verstehe|scheint|{french.OPEN}|{spanish.OPEN})\b",
    _FLAGS,
)
"""Before the claim in its clause, one of these takes it back, or only repeats what the contact said."""
_SENTENCE: Final = re.compile(r"[^.!?…\n]+(?:\.(?=\w)[^.!?…\n]+)*[.!?…]*")
_OWN: Final = re.compile("|".join(_SELF), _FLAGS)
_OTHERS: Final = re.compile("|".join(_SOMEBODY), _FLAGS)


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
