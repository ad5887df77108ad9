"""The files of a message of ours: whether the platform carries them, and their bytes.

A contact gets all of a message or nothing of it, and then the operator reads why. The team is shown the rest
of it, and reads in brackets what is not there.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from channels.base import Outgoing, Voice
from channels.brackets import NOT_KEPT, missing, too_large
from channels.errors import Permanent
from channels.files import Files
from handoff.content import File


@dataclass(frozen=True, slots=True)
class Cargo:
    """What goes to one platform; ``most`` is what it takes of one file, in bytes."""

    files: Files
    most: int

    async def packed(self, out: Outgoing) -> Outgoing:
        """Return the message as it can be carried. Raises Permanent where a contact would miss a file."""
        reasons = [why async for _, why in self._reasons(out) if why]
        if reasons and out.voice is Voice.CONTACT:
            raise Permanent(f"the file is {reasons[0]}")
        return await self.labelled(out)

    async def labelled(self, out: Outgoing) -> Outgoing:
        """Return the message without files that cannot be carried; under its text they are named."""
        judged = [(file, why) async for file, why in self._reasons(out)]
        words = [missing(file.name, why) for file, why in judged if why]
        text = "\n".join(filter(None, (out.content.text, *words)))
        fitting = tuple(file for file, why in judged if not why)
        return replace(out, content=replace(out.content, text=text, files=fitting))

    async def read(self, file: File) -> bytes:
        """Return the bytes; raises Permanent for a file that was erased meanwhile."""
        try:
            return await self.files.read(file.id)
        except FileNotFoundError:
            raise Permanent(f"the file is {NOT_KEPT}") from None

    async def _reasons(self, out: Outgoing) -> AsyncIterator[tuple[File, str]]:
        """Give each file, and why it cannot be carried; empty where it can."""
        for file in out.content.files:
            if file.size > self.most:
                yield file, too_large(file.size, self.most)
            else:
                yield file, "" if await self.files.find(file.id) else NOT_KEPT
