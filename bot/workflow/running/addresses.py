"""What a contact wrote, as the one spelling of an address that a code can be sent to."""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import phonenumbers

_WORD: Final = re.compile(r"[^\s<>()\[\],;:\"'`]+@[^\s<>()\[\],;:\"'`]+")
LONGEST: Final = 400
"""Characters of a message that are looked at: nobody's address stands behind a novel."""


def email_in(text: str) -> str | None:
    """Return the first email address in a text, lower-cased; None where there is none to mail to.

    Only ASCII: a Cyrillic ``а`` in ``аnna@`` looks like another person's address, and is refused.
    """
    from email_validator import EmailNotValidError, validate_email

    for word in _WORD.findall(text[:LONGEST]):
        try:
            found = validate_email(word.strip(".!?*_~"), allow_smtputf8=False, check_deliverability=False)
        except EmailNotValidError:
            continue
        if found.ascii_email is not None and found.normalized.isascii():
            return found.ascii_email.lower()
    return None


def phone_in(text: str, countries: Sequence[str] = ()) -> str | None:
    """Return the first mobile number in a text as ``+4915123456789`` (E.164); None where there is none.

    A number without its country's code is taken as one of the first of ``countries`` (``DE``, ``AT``); only
    numbers of these are taken, or of any where none is named. Lines that cost extra, and those that no text
    can reach, are none.
    """
    import phonenumbers

    home = countries[0] if countries else None
    for match in phonenumbers.PhoneNumberMatcher(text[:LONGEST], home):
        number = match.number
        if number.extension is None and _is_mobile(number) and _is_of(number, countries):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def mailbox(address: str) -> str:
    """Return what an address leads to: ``ana+refunds@shop.example`` is Ana's mailbox; a number is itself."""
    local, at, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" if at else address


def _is_mobile(number: "phonenumbers.PhoneNumber") -> bool:
    import phonenumbers

    kind = phonenumbers.PhoneNumberType
    return phonenumbers.number_type(number) in (kind.MOBILE, kind.FIXED_LINE_OR_MOBILE)


def _is_of(number: "phonenumbers.PhoneNumber", countries: Collection[str]) -> bool:
    import phonenumbers

    return not countries or phonenumbers.region_code_for_number(number) in countries
