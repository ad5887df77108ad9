"""What must not be in a log is taken out of it: secrets, people's addresses, and what they wrote.

The last step before a line is rendered: exceptions are text by then, and they carry keys and URLs. Values
are cleaned one by one, so that times, ids and counts stay readable. What is hidden is hidden by the name
of its key (a password, a contact's text) or by its looks (an API key, a mail address). Hiding too much is
a nuisance, hiding too little a leak: where in doubt it is hidden.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

HIDDEN: Final = "[hidden]"
SECRET_KEYS: Final = re.compile(
    r"token|secret|password|passwd|api_?key|authorization|cookie|credential", re.IGNORECASE
)
TEXT_KEYS: Final = frozenset(
    {"answer", "asked", "body", "caption", "content", "note", "question", "quote", "reply", "said", "summary"}
    | {"text", "texts", "words"}
)
OURS: Final = frozenset({"timestamp", "level", "logger", "conversation", "row", "ticket", "lane"})
"""Keys whose values this program makes itself; no pattern may chew on them."""

_LOOKS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/:=-]{6,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"(?<=://)[^\s/@\"']+@"), f"{HIDDEN}@"),
    (
        re.compile(r"(?i)([\w-]{0,40}(?:token|sig|signature|code|key|secret|password)=)[^&\s\"'<>]+"),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"\b(?:sk|pk|rk|gh[opsu]|xox[a-z]|xapp|glpat|hf)[-_][\w-]{12,}"), HIDDEN),
    (re.compile(r"\b(?:AIza[\w-]{30,}|AKIA[A-Z0-9]{16}|eyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?)"), HIDDEN),
    (re.compile(r"\d{6,12}:[\w-]{30,}"), HIDDEN),  # a Telegram bot's token, in a path as well
    (re.compile(r"\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"), HIDDEN),  # a Discord bot's, or one of ours
    (re.compile(r"input_value=.*?, input_type"), f"input_value={HIDDEN}, input_type"),
    (re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+"), "[mail]"),
    (re.compile(r"(?<![\w.])(?:\+|00)[1-9][\d ()./-]{6,18}\d"), "[phone]"),
    (re.compile(r"(?<![\w.:/-])0\d{1,4}[ /()-]{1,2}\d[\d ()/-]{3,14}\d(?!\w)"), "[phone]"),
    (re.compile(r"(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)"), "[phone]"),
)


def cleaned(text: str) -> str:
    """Return the text without what looks like a secret, a mail address or a phone number."""
    for pattern, instead in _LOOKS:
        text = pattern.sub(instead, text)
    return text


class Redaction:
    """A structlog processor; put it after everything that makes text and before the renderer.

    ``texts`` lets what people wrote stay, for an admin who asked for that; secrets are hidden always.
    """

    def __init__(self, texts: bool = False) -> None:
        self._texts = texts

    def __call__(self, logger: object, name: str, event: Mapping[str, Any]) -> dict[str, Any]:
        """Return the event with clean values only: text, numbers, and lists and tables of them."""
        return {key: self._value(key, value) for key, value in event.items()}

    def _value(self, key: str, value: object) -> object:
        if value is None or isinstance(value, bool | int | float) or key in OURS:
            return value if value is None or isinstance(value, bool | int | float) else str(value)
        if SECRET_KEYS.search(key):
            return HIDDEN
        if key in TEXT_KEYS and not self._texts:
            return f"<{len(value)}>" if isinstance(value, str | list | tuple | dict) else "<...>"
        return self._inside(key, value)

    def _inside(self, key: str, value: object) -> object:
        if isinstance(value, str):
            return cleaned(value)
        if is_dataclass(value) and not isinstance(value, type) and type(value).__str__ is object.__str__:
            value = {field.name: getattr(value, field.name) for field in fields(value)}
        if isinstance(value, Mapping):
            return {cleaned(str(name)): self._value(str(name), part) for name, part in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._inside(key, part) for part in value]
        return cleaned(str(value))
