"""Files that people mail: told by their bytes, kept in the store of uploads; what is too much is named."""

from typing import Final

from channels.brackets import missing, too_large
from channels.email.contents import Attached
from channels.email.inbound import Mail
from channels.files import Files
from channels.kinds import kind, safe_name
from handoff.content import Content, File

MOST: Final = 15 << 20
"""Bytes of one file, both ways: servers take 20 to 25 MB of a whole mail, and files grow by a third in it."""
COUNT: Final = 10


async def kept(files: Files, owner: str, mail: Mail, text: str) -> Content:
    """Keep a mail's files; return its words, with what could not be kept, and the files. Raises OSError."""
    found: list[File] = []
    excuses: list[str] = []
    for one in mail.files:
        media = kind(one.data, one.claimed)
        name = safe_name(one.name, media, "attachment")
        why = _why(one, len(found))
        if why:
            excuses.append(missing(name, why))
        else:
            found.append(await files.save(owner, name, media, one.data))
    return Content("\n".join(filter(None, (text, *excuses[:COUNT]))), files=tuple(found))


def _why(file: Attached, before: int) -> str:
    if before >= COUNT:
        return f"only {COUNT} files of a mail are kept"
    return too_large(len(file.data), MOST) if len(file.data) > MOST else ""
