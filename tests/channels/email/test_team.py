"""Cards by mail, and operators who answer them by mail."""

from dataclasses import replace
from pathlib import Path

import pytest

from channels.base import Mark, Voice
from channels.email.card import ending, subject
from channels.email.cut import MARKER
from channels.errors import Permanent, Temporary
from channels.team import Answer, Ask, Person, ThreadGone
from handoff.content import Button, Content, Field
from handoff.ids import Address
from tests.channels.email.harness import (
    ANA,
    ANNA,
    BEN,
    CONTACT,
    HELP,
    SHARED,
    Rig,
    a_card,
    bounce,
    letter,
    reply,
    rig,
)
from tests.platforms.email.smtp import Refusal, html, text


async def test_a_card_says_all_and_its_buttons_are_links(mail: Rig) -> None:
    async with mail.running():
        thread = await mail.card()
    sent, card = mail.last(ANA), a_card()
    assert thread.chat.startswith(f"{ANA}/")
    assert str(card.ticket) in str(sent["Subject"])
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    for shown in (text(sent), html(sent)):
        assert card.status in shown
        assert all(field.value in shown for field in card.content.fields)
        assert all(line.text in shown for line in card.lines)
    assert set(mail.links(ANA)) == {"Take over", "Resolve", "Snooze", "Transfer"}
    assert text(sent).startswith(MARKER)


async def test_the_subject_is_the_question_without_the_draft_below_it() -> None:
    card = replace(
        a_card(), title="Approval · Mia", content=Content("May this be sent?\n\nWould be sent:\n│ Hi")
    )
    assert subject(card) == "[Approval · Mia] May this be sent?"


async def test_how_a_card_ended_is_said_with_the_time_it_shows() -> None:
    fields = (Field("When", "2026-11-21 11:04 UTC"),)
    card = replace(a_card(), status="Rejected by Ana", content=Content("?", fields=fields))
    assert ending(card) == "Rejected by Ana · 2026-11-21 11:04 UTC"


async def test_what_a_contact_wrote_can_never_pass_for_a_button(mail: Rig) -> None:
    evil = "Hi\nApprove: https://evil.example/act/x\n<a href='https://evil.example'>Approve</a>"
    async with mail.running():
        thread = await mail.card()
        await mail.say(thread, evil, CONTACT, voice=Voice.TEAM)
    sent = mail.last(ANA)
    assert "Approve" not in mail.links(ANA)
    assert "> Approve: https://evil.example/act/x" in text(sent)
    assert "<a href" not in html(sent)


async def test_what_is_said_comes_into_the_same_thread_of_mails(mail: Rig) -> None:
    async with mail.running():
        thread = await mail.card()
        root = mail.last(ANA)
        ref = await mail.say(thread, "hello?", CONTACT, voice=Voice.TEAM)
        await mail.say(thread, "internal", key="k2", voice=Voice.NOTE, reply_to=ref)
    first, second = mail.server.post.to(ANA)[1:]
    assert first["Subject"] == second["Subject"] == f"Re: {root['Subject']}"
    assert first["References"] == root["Message-ID"]
    assert second["In-Reply-To"] == first["Message-ID"]
    assert "Anna · contact" in text(first)
    assert "not sent to the contact" in text(second)


async def test_an_operators_answer_is_what_stands_above_the_quote(mail: Rig) -> None:
    async with mail.running():
        thread = await mail.card()
        ref = await mail.say(thread, "hello?", CONTACT, voice=Voice.TEAM)
        assert await mail.bring(reply(mail.last(ANA), "On it!\n\n-- \nAna\nShop")) == 200
    (wrote,) = mail.desk.wrote
    assert wrote.by == Person("email", ANA, "Ana")
    assert (wrote.thread, wrote.content.text, wrote.quotes) == (thread, "On it!", ref)
    assert mail.desk.events == []


async def test_a_link_never_leaves_by_an_answer(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        link = mail.links(ANA)["Take over"]
        card = mail.last(ANA)
        id = str(card["Message-ID"])
        unquoted = f"See below\n\n{text(card)}"  # a mail program that marks no quotes
        await mail.bring(letter(unquoted, ANA, In_Reply_To=id))
        await mail.bring(letter(f"Look here {link} please", ANA, In_Reply_To=id))
    assert [one.content.text for one in mail.desk.wrote] == ["See below", "Look here [link] please"]


async def test_a_card_that_is_attached_to_an_answer_goes_nowhere(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        answer = letter("See this", ANA, In_Reply_To=str(mail.last(ANA)["Message-ID"]))
        answer.add_attachment(letter("the card, with its links"))
        answer.add_attachment(b"words", maintype="text", subtype="plain", filename="a.txt")
        await mail.bring(answer)
    assert [file.name for file in mail.desk.wrote[0].content.files] == ["a.txt"]


async def test_an_answer_below_the_quote_is_not_guessed_at(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        await mail.bring(letter("> old\n\nnew", ANA, In_Reply_To=str(mail.last(ANA)["Message-ID"])))
    assert mail.desk.acts == []
    assert "write your answer at the top" in text(mail.last(ANA))


async def test_a_from_alone_changes_nothing(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        real = str(mail.last(ANA)["Message-ID"])
        forged = real.replace(real.split(".")[2], "0" * 20)
        await mail.bring(letter("no reference", ANA))
        await mail.bring(letter("forged", ANA, In_Reply_To=forged, References=forged))
        await mail.bring(letter("a stranger's", ANNA, In_Reply_To=real))
        await mail.bring(letter("a machine's", ANA, In_Reply_To=real, Auto_Submitted="auto-replied"))
        mail.desk.rooms = {"other@shop.example"}
        await mail.bring(letter("of another place", ANA, In_Reply_To=real))
    assert (mail.desk.acts, mail.desk.events) == ([], [])


async def test_with_plus_addresses_the_address_is_enough(tmp_path: Path) -> None:
    async with rig(tmp_path, plus=True) as mail, mail.running():
        thread = await mail.card()
        answer = letter("On it!", ANA)
        answer.replace_header("To", str(mail.last(ANA)["Reply-To"]).upper())
        await mail.bring(answer)
        assert [one.thread for one in mail.desk.wrote] == [thread]


async def test_each_reader_of_a_shared_mailbox_gets_a_mail_and_sees_what_the_others_write(mail: Rig) -> None:
    mail.desk.rooms = {SHARED}
    async with mail.running():
        thread = await mail.card(SHARED)
        assert [str(one["To"]) for one in mail.server.post.mails] == [ANA, BEN]
        assert set(mail.links(ANA).values()).isdisjoint(mail.links(BEN).values())
        await mail.bring(reply(mail.last(BEN), "I have it.", BEN))
    assert [(one.by.id, one.thread) for one in mail.desk.wrote] == [(BEN, thread)]
    assert "I have it." in text(mail.last(ANA))
    assert "Ben · team" in text(mail.last(ANA))
    assert len(mail.server.post.to(BEN)) == 1


async def test_a_mailbox_of_nobody_known_gets_no_links_that_act(mail: Rig) -> None:
    card = a_card()
    button = Button("Open in inbox", "", url="https://bot.example/inbox/c/1")
    drawn = replace(card, content=replace(card.content, buttons=(*card.content.buttons, button)))
    async with mail.running():
        await mail.card("else@shop.example", drawn=drawn)
    assert set(mail.links("else@shop.example")) == {"Open in inbox"}


async def test_what_an_operator_is_told_comes_by_mail_with_links(mail: Rig) -> None:
    mail.desk.answer = lambda event: Answer(
        "Nobody has it.", (Button("Take over and send", "send:1:2"),), held=True
    )
    async with mail.running():
        await mail.card()
        await mail.bring(reply(mail.last(ANA), "On it!"))
        assert "Nobody has it." in text(mail.last(ANA))
        assert set(mail.links(ANA)) == {"Take over and send"}
        mail.desk.answer = lambda event: Answer(noted=True)
        await mail.bring(reply(mail.last(ANA), "a remark"))
        assert "Kept as a note" in text(mail.last(ANA))
        mail.desk.answer = lambda event: Answer(ask=Ask("Return to agent", "Note", "return:1:-", "Return"))
        await mail.bring(reply(mail.last(ANA), "/return"))
        assert set(mail.links(ANA)) == {"Return"}


async def test_only_a_failure_is_mailed(mail: Rig) -> None:
    async with mail.running():
        thread = await mail.card()
        await mail.channel.mark(thread, "m@x", Mark.DELIVERED)
        assert len(mail.server.post.mails) == 1
        await mail.channel.mark(thread, "m@x", Mark.FAILED, "the contact is gone")
    assert "Not delivered: the contact is gone" in text(mail.last(ANA))


async def test_a_reader_who_must_wait_holds_nobody_up_and_nobody_gets_it_twice(mail: Rig) -> None:
    mail.desk.rooms = {SHARED}
    async with mail.running():
        mail.server.fail(Refusal("RCPT", "451 4.3.0 not now"))
        with pytest.raises(Temporary):
            await mail.card(SHARED)
        (first,) = [str(one["To"]) for one in mail.server.post.mails]
        await mail.card(SHARED)
    assert [str(one["To"]) for one in mail.server.post.mails] == [first, *({ANA, BEN} - {first})]


async def test_a_card_that_nobody_takes_is_refused_and_one_that_somebody_takes_is_not(mail: Rig) -> None:
    async with mail.running():
        mail.server.fail(Refusal("RCPT", "550 5.1.1 who?"))
        await mail.card(SHARED)
        mail.server.fail(*[Refusal("RCPT", "550 5.1.1 who?")] * 2)
        with pytest.raises(Permanent):
            await mail.card(SHARED, "row2")


async def test_a_card_that_came_back_is_told(mail: Rig) -> None:
    async with mail.running():
        thread = await mail.card()
        await mail.bring(bounce(mail.last(ANA), to=ANA))
    assert mail.desk.acts == [ThreadGone(thread, "there is no such mailbox (5.1.1)")]


async def test_a_mail_is_stored_before_it_is_acknowledged(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        answer = reply(mail.last(ANA), "On it!")
        mail.desk.down = True
        assert await mail.bring(answer) == 503
        mail.desk.down = False
        assert await mail.bring(answer) == 200
    assert len(mail.desk.wrote) == 1


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (ANA, "ready, read by Ana"),
        (SHARED, "ready, read by Ana, Ben"),
        ("x@y.example", "cards without buttons"),
    ],
)
async def test_a_place_says_who_reads_it(mail: Rig, place: str, words: str) -> None:
    assert words in await mail.channel.check_place(Address("email", place))


async def test_a_place_that_is_no_address_is_named(mail: Rig) -> None:
    with pytest.raises(Permanent, match="no mail address"):
        await mail.channel.check_place(Address("email", "team"))


async def test_a_file_goes_to_the_team(mail: Rig) -> None:
    file = await mail.files.save("x", "a.txt", "text/plain", b"words")
    async with mail.running():
        thread = await mail.card()
        await mail.say(thread, "", CONTACT, content=Content("see", files=(file,)), voice=Voice.TEAM)
    (part,) = mail.last(ANA).iter_attachments()
    assert part.get_filename() == "a.txt"
    assert part["Content-Type"].startswith("application/octet-stream")
    assert mail.last(ANA)["From"] == f"Shop <{HELP}>"


async def test_an_answer_that_comes_a_second_time_is_shown_to_nobody_again(mail: Rig) -> None:
    mail.desk.rooms = {SHARED}
    async with mail.running():
        await mail.card(SHARED)
        answer = reply(mail.last(ANA), "On it")
        for _ in range(3):
            assert await mail.bring(answer) == 200
    assert sum("On it" in text(one) for one in mail.server.post.to(BEN)) == 1


async def test_a_mail_that_cannot_be_read_whole_never_reaches_a_contact(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        id = mail.last(ANA)["Message-ID"]
        head = f"From: {ANA}\r\nIn-Reply-To: {id}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        broken = "--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\n"
        deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(500))
        await mail.bring((head + broken + deep + "\n" * 200_000).encode())
    assert mail.desk.acts == []
    assert "could not be read whole" in text(mail.last(ANA))
