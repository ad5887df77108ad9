"""What a contact wrote, as the one spelling of an address that a code can be sent to."""

import re
from typing import Final

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
