"""What Resend says of a mail of ours that did not arrive, or was not wanted.

See https://resend.com/docs/webhooks/emails/bounced. Its call is signed, so it is believed without our own
name of the mail, which Resend may have replaced: then address and subject say which one it was.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from channels.email.bounce import Bounce, cause, is_nobody
from channels.email.names import address, ids, line

COMPLAINED: Final = "the mail was marked as spam"
SUPPRESSED: Final = "Resend sends nothing to this address any more"
_CODE: Final = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
_WORD: Final = re.compile(r"[\w-]{1,80}", re.ASCII)
_MOST: Final = 20


def undelivered(told: Mapping[str, Any]) -> Bounce | None:
    """Return what did not arrive; None for anything else that Resend tells."""
    found = told.get("data")
    data: Mapping[str, Any] = found if isinstance(found, dict) else {}
    match told.get("type"):
        case "email.bounced":
            why, gone = _bounced(_table(data, "bounce"))
        case "email.complained":
            why, gone = COMPLAINED, True
        case "email.suppressed":
            why, gone = SUPPRESSED, True
        case "email.failed":
            why, gone = cause(_word(_table(data, "failed"), "reason")), False
        case _:
            return None
    id = next(iter(ids(str(data.get("message_id", "")))), "")
    key = f"{told['type']}:{_word(data, 'email_id')}"
    return Bounce(id, tuple(_to(data)), why, gone, key, line(str(data.get("subject", "")), 200))


def _bounced(bounce: Mapping[str, Any]) -> tuple[str, bool]:
    """Return why, and whether nothing will arrive there; the receiving server's words are only searched."""
    code = _CODE.search(f"{bounce.get('diagnosticCode', '')} {bounce.get('message', '')}"[:4000])
    if code and is_nobody(code[0]):
        return cause(code[0]), True
    said = code[0] if code else _word(bounce, "subType")
    return cause(said), bounce.get("type") == "Permanent"


def _to(data: Mapping[str, Any]) -> Iterator[str]:
    named = data.get("to")
    for one in named[:_MOST] if isinstance(named, list) else ():
        try:
            yield address(str(one))
        except ValueError:
            continue


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}


def _word(data: Mapping[str, Any], name: str) -> str:
    """Return one word of theirs; never a sentence, which might repeat what somebody wrote."""
    found = data.get(name)
    return found if isinstance(found, str) and _WORD.fullmatch(found) else ""
