"""Operators who answer in a thread that is no conversation's: not yet, or not any more."""

from channels.email.team import ERASED
from channels.team import Answer
from tests.channels.email.harness import ANA, Rig, reply
from tests.platforms.email.smtp import text


async def test_who_answers_before_the_card_is_known_is_heard_a_moment_later(mail: Rig) -> None:
    known: list[bool] = []
    mail.desk.answer = lambda event: Answer(unknown=not known)
    async with mail.running():
        await mail.card()
        answer = reply(mail.last(ANA), "On it!")
        assert await mail.bring(answer) == 503
        known.append(True)
        assert await mail.bring(answer) == 200
    assert [wrote.content.text for wrote in mail.desk.wrote] == ["On it!"] * 2


async def test_who_answers_in_a_thread_that_was_erased_is_told(mail: Rig) -> None:
    mail.desk.answer = lambda event: Answer(unknown=True)
    async with mail.running():
        await mail.card()
        answer = reply(mail.last(ANA), "On it!")
        for name in [name for name in mail.notes.facts if name.startswith("email:desk:")]:
            await mail.notes.remember(name, "")
        assert await mail.bring(answer) == 200
    assert ERASED in text(mail.last(ANA))
