"""Which links an answer may hold: hosts of the pages that were read, and those the admin named; no others.

A model can be talked into linking anywhere, also by a page or a tool's result. A link that is not allowed
loses its address: of ``[here](https://evil.example/x)`` stays ``here``, of a bare address its host, written
``evil[.]example``, which no messenger turns into a link.
"""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

_DOT: Final = r"[.。．｡]"
_DOMAIN: Final = rf"(?:[\w-]{{1,63}}{_DOT}){{1,10}}(?:xn--[\w-]{{1,59}}|[^\W\d_]{{2,63}})"
_URL: Final = r"[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s<>\"'`|\[\]()]+"
_TARGET: Final = r"(?:[^()\s<>]|\([^()\s<>]*\))*"
_MARKDOWN: Final = (
    rf"!?\[(?P<label>[^\[\]]{{0,300}})\]\([ \t]*<?(?P<target>{_TARGET})>?(?:[ \t][^()\n]{{0,200}})?\)"
)
_ODD: Final = r"(?P<odd>\]\()"
_ANY: Final = re.compile(rf"{_MARKDOWN}|(?P<url>{_URL})|(?P<domain>{_DOMAIN})|{_ODD}")
_TAIL: Final = ".,;:!?*_~'\""


class Links:
    """A list of hosts. ``exact`` are those of pages, ``wide`` those the admin named, with all below them."""

    def __init__(self, wide: Iterable[str] = (), exact: Iterable[str] = ()) -> None:
        self._wide = tuple(host.lower().strip(".") for host in wide)
        self._exact = frozenset(host.lower() for host in exact)

    def plain(self, text: str) -> str:
        """Return the text with every link that is not allowed made plain."""
        return _ANY.sub(self._one, text)

    def allow(self, target: str) -> bool:
        """Whether an address may be linked to."""
        host = _host(target)
        return host is not None and self._knows(host)

    def _knows(self, host: str) -> bool:
        below = any(host == wide or host.endswith(f".{wide}") for wide in self._wide)
        return below or host in self._exact

    def _one(self, found: re.Match[str]) -> str:
        if found["url"] is not None:
            return self._url(found["url"])
        if found["domain"] is not None:
            return found[0] if self._knows(found[0].lower()) else _dull(found[0])
        if found["odd"] is not None:
            return "] ("  # half a link: whatever follows, it shall be none
        label = self.plain(found["label"])
        if not self.allow(found["target"]):
            return label
        return f"[{label}]({found['target']})"

    def _url(self, url: str) -> str:
        address = url.rstrip(_TAIL)
        tail = url[len(address) :]
        return url if self.allow(address) else _dull(_named(address)) + tail


def hosts(texts: Iterable[str]) -> frozenset[str]:
    """Return every host that stands in the texts, in an address or by itself."""
    found: set[str] = set()
    for text in texts:
        for match in re.finditer(_URL, text):
            found.add(_host(match[0].rstrip(_TAIL)) or "")
        found.update(match[0].lower() for match in re.finditer(_DOMAIN, text))
    return frozenset(found - {""})


def _host(target: str) -> str | None:
    """Return the host of a web address; None for any other, and for one that programs read differently."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    odd = re.search(r"[\\@\s]", parts.netloc) or "\\" in target
    if parts.scheme.lower() not in ("http", "https") or odd or not parts.hostname:
        return None
    return parts.hostname.lower()


def _named(address: str) -> str:
    """Return what may be shown of a refused address: its host, by the loosest reading."""
    return re.split(r"[/?#\\]", address.partition("://")[2], maxsplit=1)[0].rpartition("@")[2][:100]


def _dull(host: str) -> str:
    return re.sub(_DOT, "[.]", host)
