"""How German says that something was done, as patterns for claims.py, and what takes it back."""

from typing import Final

_DONE: Final = (
    r"(?:storniert|erstattet|(?:um)?gebucht|bearbeitet|veranlasst|aktualisiert|geändert|(?:ab|zu)?gesendet|"
    r"(?:ver|zu|ab)?geschickt|versandt|eingetragen|angelegt|gelöscht|entfernt|hinzugefügt|gutgeschrieben|"
    r"zurückgesetzt|bestellt|reserviert|(?:de)?aktiviert|umgetauscht|eingereicht|verlängert|korrigiert|"
    r"gekündigt|überwiesen|zurückgezahlt|gesperrt|entsperrt|verschoben|erledigt)"
)
_NOT: Final = r"(?:(?!\b(?:nicht|nichts|kein\w*|noch)\b)[^.!?;:\n]){0,80}?"
_UP_TO: Final = r"[^.!?;\n]{0,80}?"

SELF: Final = (
    rf"\bich (?:habe |hab )?{_NOT}\b{_DONE}\b",
    rf"\bhabe ich {_NOT}\b{_DONE}\b",
    r"^\W*(?:ist )?erledigt\b",
)
SOMEBODY: Final = (
    rf"\bwir haben {_NOT}\b{_DONE}\b|\bhaben wir {_NOT}\b{_DONE}\b",
    rf"\b(?:Ihre?|deine?|dies\w*)\b {_UP_TO}\b(?:wurden?|ist|sind) {_NOT}\b{_DONE}\b",
)
OPEN: Final = r"wenn|falls|sobald|nachdem|bevor|bis|ob|verstehe|scheint"
