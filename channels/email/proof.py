"""Whether the domain of a From vouches for the mail, as the mail server in front of us found out (RFC 8601).

SPF, DKIM and DMARC are checked where a mail arrives, by your mail server, which writes what it found into
``Authentication-Results`` under its own name. Only that name is believed, and of several such headers the
topmost that says something: a server writes above what it was given. Everything else was perhaps written by
the sender.
"""

import re
from email.message import Message
from enum import StrEnum
from typing import Final

_LONGEST: Final = 8000
_MOST: Final = 30
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_RESULT: Final = re.compile(r"\s*(dmarc|dkim|spf)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY: Final = re.compile(r"\b(header\.d|header\.from|smtp\.mailfrom)\s*=\s*([^\s;]+)", re.IGNORECASE)
_NAMES: Final = {"dmarc": "header.from", "dkim": "header.d", "spf": "smtp.mailfrom"}


class Proof(StrEnum):
    """What is known about who wrote a mail."""

    UNASKED = "unasked"
    """No mail server is trusted with the question."""
    PASSED = "passed"
    FAILED = "failed"


def proof(message: Message, server: str, domain: str) -> Proof:
    """Say whether ``domain``, that of the From, vouches for the mail; ``server`` is the name to trust.

    DMARC decides where the server says something about it; where the domain has no DMARC, a DKIM signature
    or an SPF pass of that very domain is as good.
    """
    if not server:
        return Proof.UNASKED
    found: dict[str, str] = {}
    for text in _headers(message, server):
        for method, result in _results(text, domain).items():
            found.setdefault(method, result)
    if found.get("dmarc", "none") != "none":
        return Proof.PASSED if found["dmarc"] == "pass" else Proof.FAILED
    return Proof.PASSED if "pass" in (found.get("dkim"), found.get("spf")) else Proof.FAILED


def _headers(message: Message, server: str) -> list[str]:
    """Return the results that the server wrote, the topmost first, without quotes and comments."""
    texts = [_bare(str(one)[:_LONGEST]) for one in message.get_all("Authentication-Results", [])[:_MOST]]
    named = ((text.partition(";")[0].split(), text) for text in texts)
    return [text for words, text in named if words and words[0].lower() == server.lower()]


def _results(text: str, domain: str) -> dict[str, str]:
    """Return each method's result for the domain; of a method for another domain nothing."""
    found: dict[str, str] = {}
    for part in text.split(";")[1:]:
        result = _RESULT.match(part)
        if result is None:
            continue
        method = result[1].lower()
        said = {name.lower(): value for name, value in _PROPERTY.findall(part)}
        about = said.get(_NAMES[method], "").rpartition("@")[2].lower().rstrip(".")
        if about == domain or (method == "dmarc" and not about):
            found[method] = "pass" if "pass" in (found.get(method), result[2].lower()) else result[2].lower()
    return found


def _bare(text: str) -> str:
    """Return a header without what the sender can put into it: quoted words, and comments in each other."""
    kept, depth = "", 0
    for char in _QUOTED.sub("", text):
        depth += char == "("
        kept += char if depth == 0 else ""
        depth -= char == ")" and depth > 0
    return " ".join(kept.split())
