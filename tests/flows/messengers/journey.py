"""A whole conversation of one contact with the agent and one of the team, and what both must see of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.flows.messengers import phrases
from tests.flows.messengers.seen import Seen, find, until
from tests.flows.messengers.things import Thing, picture
from tests.flows.messengers.world import Contact, Desk

QUESTION = "How long does delivery to Germany take?"
ANSWER = "working days"


@dataclass
class Journey:
    """``word`` leads the contact to the operator's place; ``thread`` is the desk thread, once it is open."""

    contact: Contact
    operator: Desk
    word: str
    thread: str = ""

    # ── waiting ──────────────────────────────────────────────────────────────────────────────────

    async def hears(self, words: str) -> Seen:
        """Wait until the contact sees a message of ours with these words."""
        return await until(lambda: find(self.contact.sees(), words), self.contact.sees, f"{words!r}")

    async def reads(self, words: str) -> Seen:
        """Wait until the operator sees a message of ours with these words in the desk thread."""
        return await until(lambda: find(self._desk(), words), self._desk, f"{words!r}")

    async def card(self, words: str) -> Seen:
        """Wait until this contact's card says something."""

        def look() -> Seen | None:
            mine = (seen for seen in self.operator.cards() if self.contact.name in seen.text)
            return next((seen for seen in mine if words in seen.text), None)

        return await until(look, self.operator.cards, f"a card with {words!r}")

    async def marked(self, id: str) -> None:
        """Wait until the operator sees a mark on an own message."""

        def look() -> bool:
            return any(seen.id == id and seen.reactions for seen in self._desk())

        await until(look, self._desk, f"a mark on {id}")

    # ── the conversation ─────────────────────────────────────────────────────────────────────────

    async def asked_and_handed_over(self) -> None:
        """Ask the agent, then need a person: the card comes with all it must show."""
        await self.contact.says(QUESTION)
        await self.hears(ANSWER)
        await self.contact.says(f"My {self.word} is broken")
        card = await self.card(phrases.WAITING)
        name = self.contact.name
        for words in ("H-1", "Robin", "rule", name, QUESTION, f"My {self.word} is broken", "since"):
            assert words in card.text, f"no {words!r} on the card: {card.text}"
        assert card.buttons[:4] == phrases.ON_CARD
        ticket = next(word for word in card.text.split() if word.startswith("H-1"))
        await self.hears(ticket)

    async def taken_over(self) -> None:
        """Press Take over: the card says who has it, the thread shows what was said, the contact is told."""
        told = await self.operator.presses(await self.card(phrases.WAITING), phrases.TAKE)
        assert phrases.YOURS in told.text
        card = await self.card(f"{self.operator.name} {phrases.HAS_IT}")
        assert card.buttons[0] == phrases.RETURN
        self.thread = self.operator.desk(card)
        await self.reads(QUESTION)
        await self.hears(phrases.JOINED.format(self.operator.name))

    async def talked(self) -> tuple[str, str]:
        """Write both ways; return the two ids."""
        theirs = await self.contact.says("It fell from the table.")
        assert (await self.reads("It fell from the table.")).is_by(self.contact.name)
        mine = await self.operator.writes(self.thread, "Your new one waits in Ghent until Friday.")
        heard = await self.hears("waits in Ghent until Friday")
        assert heard.is_by(self.operator.name), f"whose words are these? {heard}"
        await self.marked(mine)
        return theirs, mine

    async def edited(self, theirs: str, mine: str) -> None:
        """Change both."""
        await self.contact.edits(theirs, "It fell from the shelf.")
        await self.reads("It fell from the shelf.")
        await self.operator.edits(self.thread, mine, "Your new one waits in Bruges until Friday.")
        await self.hears("waits in Bruges until Friday")
        assert find(self.contact.sees(), "Ghent") is None, "an edit must change the message itself"

    async def shown_pictures(self) -> None:
        """Send a picture both ways."""
        await self.contact.sends(Thing.IMAGE, "this is it")
        await self.reads("this is it")
        await until(self._arrived, self._desk, "the contact's picture")
        await self.operator.sends(self.thread, Thing.IMAGE, "is it this one?")
        await self.hears("is it this one?")
        await until(self._pictured, self.contact.sees, "the operator's picture")
        await self.contact.looks()
        assert _holds(self.contact.sees(), picture(self.operator.name)), "this is not the operator's picture"

    def _desk(self) -> Sequence[Seen]:
        return self.operator.reads(self.thread)

    def _arrived(self) -> bool:
        return _holds(self._desk(), picture(self.contact.name))

    def _pictured(self) -> bool:
        return any(seen.ours and seen.files for seen in self.contact.sees())

    async def noted(self) -> None:
        """Write a note; it is marked, and stays inside."""
        note = await self.operator.writes(self.thread, "/note She is a regular: quittance.")
        await self.marked(note)

    async def given_back(self) -> None:
        """Return it with a note: the card is over, the contact is told, the agent knows what was said."""
        told = await self.operator.presses(await self.card(phrases.HAS_IT), phrases.RETURN)
        assert told.asks
        await self.operator.answers(told, "Give her a voucher: quittance.")
        over = await self.card(phrases.RETURNED)
        assert not {*phrases.ON_CARD, phrases.RETURN} & set(over.buttons)
        await self.hears(phrases.HANDED_BACK)
        await self.contact.says(f"What did {self.operator.name} say?")
        await until(self._quoted, self.contact.sees, "what the agent remembers")
        assert not any("quittance" in seen.text for seen in self.contact.sees()), "a note reached the contact"

    def _quoted(self) -> Seen | None:
        """Return the agent's answer with the operator's words, which came after the hand-back."""
        seen = self.contact.sees()
        back = max(place for place, one in enumerate(seen) if phrases.HANDED_BACK in one.text)
        return find(seen[back:], "waits in Bruges") or find(seen[back:], "is it this one")

    async def whole(self) -> None:
        """Go all the way."""
        await self.asked_and_handed_over()
        await self.taken_over()
        await self.edited(*await self.talked())
        await self.shown_pictures()
        await self.noted()
        await self.given_back()


def _holds(screen: Sequence[Seen], data: bytes) -> bool:
    return any(seen.ours and data in (held for _, held in seen.files) for seen in screen)
