"""Where mail servers are, as the settings write it; no library is needed to read that."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Server:
    """Where a mail server is, and who we are there. ``tls`` from the first byte, else by STARTTLS."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False

    @property
    def is_here(self) -> bool:
        """Whether it is this machine, where a password may travel in the open."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def smtp_server(url: str) -> Server:
    """Read ``smtp://`` (port 587) or ``smtps://user:password@mail.example`` (port 465); raises ValueError."""
    return _server(url, "smtp", (587, 465))


def imap_server(url: str) -> Server:
    """Read ``imaps://user:password@mail.example``, or ``imap://`` for STARTTLS; raises ValueError."""
    return _server(url, "imap", (143, 993))


def _server(url: str, scheme: str, ports: tuple[int, int]) -> Server:
    """Read an address; the error shows nothing of it, because it holds a password."""
    fault = f"must be an address such as {scheme}s://user:password@mail.example"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError(fault) from None
    if not host or parts.scheme not in (scheme, f"{scheme}s"):
        raise ValueError(fault)
    tls = parts.scheme != scheme
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(host, port or ports[tls], user, password, tls)
