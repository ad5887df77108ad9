"""What mail needs besides its server: a way in, and people who read the mailboxes that are named."""

from collections.abc import Iterator
from typing import Final

from bot.config.channels import Email
from bot.config.faults import Complaint, unknown
from bot.config.lines import Key
from bot.config.model import Settings
from channels.email.signing import svix_key

_EMAIL: Final = ("channels", "email")


def mailboxes(settings: Settings, part: Email) -> Iterator[Complaint]:
    """Yield what is missing for the way mail comes in, and who reads a mailbox but cannot be mailed."""
    if part.inbound == "imap" and part.imap_url is None:
        yield (*_EMAIL, "inbound"), "imap needs imap_url, such as imaps://user:password@mail.example"
    if part.inbound == "webhook" and not part.webhook_secret:
        yield (*_EMAIL, "inbound"), "webhook needs webhook_secret: any long random text"
    if part.inbound == "resend":
        yield from _resend(settings, part)
    for place, names in part.readers.items():
        if not is_address(place):
            yield (*_EMAIL, "readers"), f"{place!r} is no mail address"
        for name in names:
            yield from _reader((*_EMAIL, "readers", place), name, settings)
    for name, operator in settings.operators.items():
        if operator.email and not is_address(operator.email):
            yield ("operators", name, "email"), "is no mail address"


def _resend(settings: Settings, part: Email) -> Iterator[Complaint]:
    if settings.mail.resend_key is None:
        yield (*_EMAIL, "inbound"), "resend needs resend_key in [mail], which may read mails"
    if not part.webhook_secret:
        yield (*_EMAIL, "inbound"), "resend needs webhook_secret: the whsec_... that Resend shows"
    for one in part.webhook_secret:
        try:
            svix_key(one.get_secret_value())
        except ValueError as error:
            yield (*_EMAIL, "webhook_secret"), str(error)


def is_address(text: str) -> bool:
    """Say whether mail can be sent there, as far as its form goes."""
    from channels.email.names import address

    try:
        address(text)
    except ValueError:
        return False
    return True


def _reader(key: Key, name: str, settings: Settings) -> Iterator[Complaint]:
    operator = settings.operators.get(name)
    yield from unknown(key, "operator", name, settings.operators)
    if operator is not None and not operator.email:
        yield key, f"the operator {name!r} has no email"
