"""How English says that something was done, as patterns for claims.py, and what takes it back."""

from typing import Final

_DONE: Final = (
    r"(?:cancel+ed|refunded|(?:re|pre)?booked|processed|issued|updated|changed|modified|sent|e?mailed|"
    r"(?:re)?scheduled|placed|submitted|created|deleted|removed|added|applied|credited|reset|registered|"
    r"ordered|reserved|(?:un)?subscribed|(?:de)?activated|exchanged|initiated|filed|extended|corrected|"
    r"(?:up|down)graded|charged|waived|unlocked|blocked|arranged|completed|closed)"
)
_SO: Final = r"(?:(?:just|now|already|also|successfully|gone ahead and|went ahead and|duly)[ ,]+){0,3}"

SELF: Final = (
    rf"\bI(?:['’]ve| have|) {_SO}{_DONE}\b",
    r"^\W*(?:all )?done\b(?! (?:by|in|at|on|with)\b)",
)
SOMEBODY: Final = (
    rf"\bwe(?:['’]ve| have) {_SO}{_DONE}\b",
    rf"\b(?:has|have) {_SO}been {_SO}{_DONE}\b|\b(?:was|were) successfully {_DONE}\b",
    rf"\b(?:is|are) now {_DONE}\b",
)
OPEN: Final = (
    r"if|once|when|whenever|after|before|until|unless|whether|as soon as|in case|not|never|"
    r"sorry (?:that|to)|understand|seems?|looks like|sounds like|you say"
)
