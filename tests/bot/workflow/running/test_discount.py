"""The example that needs no tools: a discount that a person approves, changes or rejects."""

import pytest

from handoff.approvals import Ruling
from tests.bot.workflow.running.house import EXAMPLES, house_of

FILE = EXAMPLES / "discount.json"
OFFER = "Good news: you have 10 % off your next order with the code FERN10."


@pytest.mark.parametrize(("text", "heard"), [(None, OFFER), ("Have 5 % off.", "Have 5 % off.")])
async def test_what_is_approved_is_what_the_contact_reads(text: str | None, heard: str) -> None:
    async with house_of(FILE) as house:
        await house.say("Can I have a discount?")
        question = await house.question()
        assert (question.question, question.draft) == ("May Mia have 10 % off?", OFFER)
        before = (await house.state()).seq
        await house.decide(text=text)
        assert await house.told(before) == [heard]
        assert (await house.state()).tags == ("Discount given",)


async def test_a_rejection_is_told_with_its_reason() -> None:
    async with house_of(FILE) as house:
        await house.say("a voucher please")
        before = (await house.state()).seq
        await house.decide(Ruling.REJECTED, reason="The sale begins on Monday.")
        assert await house.told(before) == [
            "I am sorry, we cannot give a discount this time. The sale begins on Monday."
        ]
        assert (await house.state()).tags == ()


async def test_what_nobody_decides_is_told_and_left_to_the_team() -> None:
    async with house_of(FILE) as house:
        await house.say("a voucher please")
        (told,) = await house.waited(86400)
        assert told.startswith("Nobody could decide in time")
        assert (await house.state()).tags == ("Needs human",)
