"""Return with memory: after a kill as well, the agent knows what was said while it was away, and by whom."""

import json
import re
from pathlib import Path
from typing import Any

from tests.flows.messengers import phrases
from tests.flows.messengers.seen import find, until
from tests.flows.messengers.world import Contact, world_in
from tests.process import MIRROR

PLEA = "I want to talk to a real person, please"
NOTE = "Offer her a voucher: quittance."


async def answers(contact: Contact, question: str) -> dict[str, Any]:
    """Ask the agent; return all that it was told for this answer."""
    await contact.says(question)

    def look() -> dict[str, Any] | None:
        found = find(contact.sees(), f'"asked": ["{question}"]')
        return dict(json.loads(found.text)) if found else None

    return await until(look, contact.sees, f"an answer to {question!r}")


async def test_killed_before_and_after_the_return_the_agent_knows_what_was_said_and_by_whom(
    tmp_path: Path,
) -> None:
    async with world_in(tmp_path) as world:
        ana = world.member("ana", "Ana Berg")
        (desk,) = world.desk("telegram topics", "desk", ana)
        world.queue("support", "", desk.place)
        world.more["escalation"] = {"off": ["promise"]}  # the agent repeats the bot's own promises here
        async with world.running(program=MIRROR):
            contact = await world.contact("web", "Mia")

            async def hears(words: str) -> None:
                await until(lambda: find(contact.sees(), words), contact.sees, words)

            await contact.says(PLEA)
            await hears("H-1")
            card = await until(lambda: next(iter(desk.cards()), None), desk.cards, "a card")
            thread = desk.desk(card)
            await desk.presses(card, phrases.TAKE)
            await hears(phrases.JOINED.format("Ana Berg"))
            await desk.writes(thread, "Your parcel is in Ghent.")
            await hears("in Ghent")
            await world.bot.kill()
            await world.bot.start()
            await contact.says("Then I wait.")
            await desk.writes(thread, "Until Friday.")
            await hears("Until Friday.")
            taken = await until(lambda: find(desk.cards(), phrases.HAS_IT), desk.cards, "the card, taken")
            told = await desk.presses(taken, phrases.RETURN)
            await desk.answers(told, NOTE)
            await hears(phrases.HANDED_BACK)
            await world.bot.kill()
            await world.bot.start()
            found = await answers(contact, "What about Monday?")
            past = found["past"]
            talk = past[past.index(["human", "Ana Berg", "Your parcel is in Ghent."]) :]
            assert talk[1:4] == [
                ["contact", "Mia", "Then I wait."],
                ["human", "Ana Berg", "Until Friday."],
                ["note", "Ana Berg", NOTE],
            ]
            assert ["system", "", "Ana Berg left and gave the conversation back to you."] in talk
            assert ["contact", "Mia", PLEA] in past
            shown = "".join(seen.text for seen in desk.reads(thread) + desk.cards())
            assert set(re.findall(r"H-\d+", shown)) == {"H-1001"}, "the old request handed it off again"
