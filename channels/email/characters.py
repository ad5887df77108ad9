"""Bytes of mails as text, whatever they are called: names of character sets are often missing or wrong."""

import re
from email.header import decode_header
from typing import Final

_WIDER: Final = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
}
"""What programs mean where they write a name (https://encoding.spec.whatwg.org/#names-and-labels)."""
_ONE_BYTE: Final = re.compile(r"(cp|windows-)125\d|iso-8859-\d+|latin|koi8|mac")
_META: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def text(data: bytes, charset: str = "") -> str:
    """Return the characters; a wrong or missing name of their set is no reason to read nothing.

    What holds up as UTF-8 is UTF-8: no words in a set of one byte a character look like it.
    """
    wanted = _WIDER.get(charset.lower(), charset.lower()) or "utf-8"
    utf8 = ("utf-8",) if wanted == "cp1252" or _ONE_BYTE.match(wanted) else ()
    for one in (*utf8, wanted, "utf-8"):
        try:
            return data.decode(one).removeprefix("\ufeff")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def page(data: bytes, charset: str = "") -> str:
    """Return the characters of HTML, which may name their set itself."""
    found = None if charset else _META.search(data[:2048])
    return text(data, found[1].decode("ascii", "replace") if found else charset)


def header(words: str) -> str:
    """Return a header's words as people read them (RFC 2047), and plain bytes as UTF-8 where they are."""
    whole = ""
    for part, charset in decode_header(words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")):
        whole += part if isinstance(part, str) else text(part, charset or "")
    return whole
