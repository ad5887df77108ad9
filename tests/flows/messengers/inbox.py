"""The same conversation with the team in the web inbox."""

from dataclasses import dataclass
from typing import Any

from tests.flows.messengers import phrases
from tests.flows.messengers.journey import ANSWER, QUESTION
from tests.flows.messengers.seen import Seen, find, until, until_told
from tests.flows.messengers.things import Thing, picture
from tests.flows.messengers.web import InboxOperator
from tests.flows.messengers.world import Contact

PLEA = "I want to talk to a real person, please"


@dataclass
class InboxJourney:
    """A contact anywhere, and somebody at the inbox."""

    contact: Contact
    operator: InboxOperator

    async def whole(self) -> None:
        """Go all the way."""
        await self._handed_over()
        await self._talked()
        await self._given_back()

    async def hears(self, words: str) -> Seen:
        """Wait until the contact sees a message of ours with these words."""
        return await until(lambda: find(self.contact.sees(), words), self.contact.sees, f"{words!r}")

    async def _shows(self, words: str) -> dict[str, Any]:
        """Wait until the transcript in the inbox has these words; return their entry."""

        async def look() -> dict[str, Any] | None:
            entries = (await self.operator.case(self.contact.address))["transcript"]
            return next((one for one in entries if words in str(one)), None)

        return await until_told(look, f"{words!r} in the inbox")

    async def _handed_over(self) -> None:
        await self.contact.says(QUESTION)
        await self.hears(ANSWER)
        await self.contact.says(PLEA)
        await self.hears("H-1")
        envelope = (await self.operator.case(self.contact.address))["envelope"]
        assert envelope["contact"] == self.contact.name
        assert envelope["summary"]
        await self.operator.presses(self.contact.address, "take")
        await self.hears(phrases.JOINED.format(self.operator.name))

    async def _talked(self) -> None:
        theirs = await self.contact.says("It fell from the table.")
        await self._shows("It fell from the table.")
        reply = await self.operator.act(self.contact.address, "reply", text="It waits in Ghent until Friday.")
        assert (await self.hears("in Ghent until Friday")).is_by(self.operator.name)
        await self.contact.edits(theirs, "It fell from the shelf.")
        await self._shows("It fell from the shelf.")
        await self.operator.edits(self.contact.address, reply.body["seq"], "It waits in Bruges until Friday.")
        await self.hears("in Bruges until Friday")
        await self.contact.sends(Thing.IMAGE, "this is it")
        assert (await self._shows("this is it"))["files"][0]["type"] == "image/png"
        await self._pictured()
        await self.operator.presses(self.contact.address, "note", text="A regular: quittance.")

    async def _pictured(self) -> None:
        """The operator attaches a picture: the contact's messenger shows it, byte by byte."""
        await self.operator.sends(self.contact.address, Thing.IMAGE, "is it this one?")
        await self.hears("is it this one?")
        await until(self._has_files, self.contact.sees, "the operator's picture")
        await self.contact.looks()
        held = [data for seen in self.contact.sees() if seen.ours for _, data in seen.files]
        assert picture(self.operator.name) in held

    def _has_files(self) -> bool:
        return any(seen.ours and seen.files for seen in self.contact.sees())

    async def _given_back(self) -> None:
        await self.operator.presses(self.contact.address, "return", note="Give her a voucher: quittance.")
        await self.hears(phrases.HANDED_BACK)
        await self.contact.says(f"What did {self.operator.name} say?")
        await until(self._quoted, self.contact.sees, "what the agent remembers")
        assert not any("quittance" in seen.text for seen in self.contact.sees()), "a note reached the contact"

    def _quoted(self) -> Seen | None:
        seen = self.contact.sees()
        back = max(place for place, one in enumerate(seen) if phrases.HANDED_BACK in one.text)
        return find(seen[back:], "in Bruges until Friday")
