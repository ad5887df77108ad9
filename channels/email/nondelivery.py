"""A mail of ours that came back in a mail server's own words: qmail, old Exim, some Exchange servers.

They write for people, so little is believed: a mail server must be the sender, our own name of the mail must
be in it (nobody else knows that), and it must say a code that is for good, and none that is not.
"""

import re
from collections.abc import Iterator
from email.message import Message
from typing import Final

from channels.email.bounce import Bounce, addresses, cause, is_nobody, parts_of, returned
from channels.email.names import ids

_SERVERS: Final = re.compile(r"(mailer-daemon|postmaster|microsoftexchange[0-9a-f]{32})@.*")
_COPY: Final = re.compile(r"^[ >\t]*(return-path|received|message-id)\s*:", re.IGNORECASE | re.MULTILINE)
_NAMED: Final = re.compile(r"^[ >\t]*message-id\s*:(.*(?:\n[ >\t]+<.*)?)", re.IGNORECASE | re.MULTILINE)
_CODE: Final = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ADDRESS: Final = re.compile(r"[^\s<>\"'():;,@]{1,64}@[^\s<>\"'():;,@]{1,250}")
_LOOKED_AT: Final = 20_000
"""Characters of its text; what went wrong is said at the top, and the copy's header follows."""


def came_back(message: Message, sender: str, text: str) -> Bounce | None:
    """Return what came back for good; None for anything else. ``text`` is all that it says."""
    if not _SERVERS.fullmatch(sender):
        return None
    text = text[:_LOOKED_AT]
    copy = _COPY.search(text)
    said, below = (text[: copy.start()], text[copy.start() :]) if copy else (text, "")
    codes, id = _CODE.findall(said), next(_names(message, below), "")
    if not id or not codes or any(code.startswith("4") for code in codes):
        return None
    failed = (str(message.get("X-Failed-Recipients", ""))[:1000], *_ADDRESS.findall(said))
    return Bounce(id, tuple(addresses(failed)), cause(codes[0]), is_nobody(codes[0]), id)


def _names(message: Message, below: str) -> Iterator[str]:
    """Yield what our mail is called in the copy that came back, or in what this one answers."""
    for found in _NAMED.finditer(below):
        yield from ids(found[1])
    for copy in returned(parts_of(message)):
        yield from ids(str(copy.get("Message-ID", ""))[:1000])
    yield from ids(str(message.get("In-Reply-To", ""))[:1000])
