"""What the team is told outside of desk threads: a workflow's announcements, and reminders of a question."""

from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage

from channels.base import Voice
from channels.email.breaker import MOST
from handoff.ids import Address
from handoff.transcript import Author, AuthorKind
from tests.channels.email.harness import ANA, ANNA, BEN, SHARED, Rig, a_card, letter
from tests.platforms.email.smtp import text

SYSTEM = Author(AuthorKind.SYSTEM)
TEAM = Address("email", SHARED)


def told(mail: Rig, to: str) -> Sequence[EmailMessage]:
    """Return every mail to an address."""
    return mail.server.post.to(to)


async def test_what_a_workflow_announces_has_its_own_words_as_subject(mail: Rig) -> None:
    async with mail.running():
        await mail.say(Address("email", ANNA), "Somebody asked for a person", SYSTEM, voice=Voice.TEAM)
    sent = mail.last(ANNA)
    assert sent["Subject"] == "Somebody asked for a person"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert text(sent) == "Somebody asked for a person"


async def test_it_goes_to_each_who_reads_a_shared_mailbox_and_not_to_the_mailbox(mail: Rig) -> None:
    async with mail.running():
        await mail.say(TEAM, "Somebody asked for a person", SYSTEM, voice=Voice.TEAM)
    assert (len(told(mail, ANA)), len(told(mail, BEN)), len(told(mail, SHARED))) == (1, 1, 0)


async def test_a_busy_hour_is_announced_to_its_end(mail: Rig) -> None:
    """The team is no machine that might answer: more of it come than a contact's address is sent."""
    async with mail.running():
        for n in range(MOST + 2):
            await mail.say(Address("email", ANNA), f"order {n}", SYSTEM, key=f"k{n}", voice=Voice.TEAM)
    assert len(told(mail, ANNA)) == MOST + 2


async def test_a_reminder_stands_below_the_question_in_each_readers_mailbox(mail: Rig) -> None:
    question = replace(a_card(), ticket=None, title="Refund · Mia")
    async with mail.running():
        receipt = await mail.channel.post_card(TEAM, question, "row1")
        await mail.say(TEAM, "Still waits: Refund", SYSTEM, reply_to=receipt.ref, voice=Voice.TEAM)
    for reader in (ANA, BEN):
        card, reminder = told(mail, reader)
        assert reminder["Subject"] == f"Re: {card['Subject']}"
        assert reminder["References"] == card["Message-ID"]
        assert text(reminder) == "Still waits: Refund"
    assert not told(mail, SHARED)


async def test_a_machine_that_answers_an_announcement_starts_nothing(mail: Rig) -> None:
    async with mail.running():
        mail.desk.rooms.add(ANNA)
        await mail.say(Address("email", ANNA), "order 7", SYSTEM, voice=Voice.TEAM)
        await mail.bring(letter("I am away", ANNA, In_Reply_To=str(mail.last(ANNA)["Message-ID"])))
    assert (mail.desk.events, mail.desk.acts) == ([], [])
