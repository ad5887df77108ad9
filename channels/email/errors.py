"""What an error of a mail server or of the library means to the sender: one of ours, in words for operators.

A server's own text is never shown: it may repeat what somebody wrote. Its codes are (RFC 3463).
"""

import re
import ssl
from collections.abc import Mapping
from typing import Final

from aiosmtplib import errors as sdk

from channels.email.bounce import cause, is_nobody
from channels.errors import ChannelError, Gone, Permanent, RateLimited, Temporary
from channels.troubles import Troubles

TROUBLES: Final = Troubles("the mail server")
NO_LOGIN: Final = "the mail server refuses the user or the password: see smtp_url"
UNTRUSTED: Final = (
    "the certificate of {} is not trusted, or for another name; SSL_CERT_FILE names an authority of your own"
)
PAUSE: Final = 60.0
"""Seconds to wait where a mail server says that we are too fast; it never says how long."""
_FAST: Final = re.compile(r"rate|too (many|fast|much)|throttl|slow down|limit|quota of mails", re.IGNORECASE)
_CODE: Final = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")

MEANINGS: Final[Mapping[type[sdk.SMTPException], str]] = {
    sdk.SMTPAuthenticationError: "login",
    sdk.SMTPRecipientsRefused: "refused",
    sdk.SMTPResponseException: "refused",
    sdk.SMTPConnectError: "unreachable",
    sdk.SMTPConnectTimeoutError: "unreachable",
    sdk.SMTPServerDisconnected: "broken",
    sdk.SMTPTimeoutError: "late",
    sdk.SMTPNotSupported: "unable",
    sdk.SMTPException: "broken",
}
"""In the order in which they are tried; the library's other errors are kinds of these."""


def named(error: Exception, *, begun: bool = False) -> ChannelError:
    """Return what it means; ``begun`` says that the mail itself was on its way, so its end may be unknown."""
    if isinstance(error, sdk.SMTPRecipientsRefused):
        refused = error.recipients[0] if error.recipients else None
        return _refused(refused) if refused is not None else TROUBLES.refused()
    if is_untrusted(error):
        return Temporary(UNTRUSTED.format("the mail server"))
    kind = next((word for one, word in MEANINGS.items() if isinstance(error, one)), "broken")
    if isinstance(error, sdk.SMTPAuthenticationError):
        return Temporary("the mail server cannot log in now") if error.code < 500 else Permanent(NO_LOGIN)
    if isinstance(error, sdk.SMTPResponseException) and error.code > 0:
        return _refused(error)
    if kind == "unable":
        return Permanent("the mail server lacks what smtp_url asks for: encryption, or a login")
    if not begun:
        return TROUBLES.unreachable()
    return TROUBLES.late() if isinstance(error, sdk.SMTPTimeoutError | TimeoutError) else TROUBLES.broken()


def is_untrusted(error: BaseException) -> bool:
    """Say whether a server's certificate is why; the library puts an error of its own before that."""
    return any(isinstance(one, ssl.SSLCertVerificationError) for one in (error, error.__cause__))


def _refused(error: sdk.SMTPResponseException) -> ChannelError:
    found = _CODE.search(error.message[:200])
    code = found[1] if found else ""
    shown = " ".join(filter(None, (str(error.code), code)))
    if error.code in (421, 450, 451, 452, 454) and _FAST.search(error.message[:400]):
        return RateLimited("the mail server asks us to slow down", PAUSE)
    if error.code < 500:
        return Temporary(f"the mail server cannot take it now ({shown})")
    return Gone(cause(code)) if is_nobody(code) else TROUBLES.refused(shown)
