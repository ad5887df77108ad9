"""Contacts who write mails, and what they get."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from channels.email.breaker import HOUR, MOST, Breaker
from channels.email.memory import Memory
from channels.errors import Gone, Permanent
from handoff.content import Button, Content, Source
from handoff.events import DeliveryFailed
from handoff.ids import Address
from handoff.transcript import Author, AuthorKind
from tests.channels.email.harness import (
    ANNA,
    HELP,
    HUMAN,
    PNG,
    Notes,
    Rig,
    bounce,
    letter,
    rig,
)
from tests.platforms.email.smtp import html, text

CHAT = Address("email", ANNA)


async def test_a_mail_is_brought_and_answered_in_its_thread(mail: Rig) -> None:
    async with mail.running():
        message = letter("Where is it?", "Anna Berg <Anna@Mail.Example>", "Order 12", Message_ID="<m1@x>")
        assert await mail.bring(message) == 200
        ((contact, _),), (said,) = mail.desk.events, mail.desk.said
        assert contact == CHAT
        assert (said.id, said.name, said.content.text) == ("m1@x", "Anna Berg", "Order 12\n\nWhere is it?")
        ref = await mail.say(CHAT, "It is **on its way**.")
        sent = mail.last(ANNA)
        assert (sent["From"], sent["Subject"]) == (f"Shop <{HELP}>", "Re: Order 12")
        assert (sent["In-Reply-To"], sent["References"]) == ("<m1@x>", "<m1@x>")
        assert sent["Message-ID"] == f"<{ref}>"
        assert sent["Auto-Submitted"] == "auto-replied"
        assert "<strong>on its way</strong>" in html(sent)


async def test_the_answer_to_an_answer_says_only_what_is_new_and_quotes_ours(mail: Rig) -> None:
    async with mail.running():
        await mail.bring(letter("Where is it?", Message_ID="<m1@x>"))
        ref = await mail.say(CHAT, "It is on its way.")
        old = f"On Mon, Nov 16, 2026 at 3:14 PM Shop <{HELP}> wrote:\n\n> It is on its way."
        again = letter(
            f"Thanks!\n\n{old}", subject="Re: My order", References=f"<m1@x> <{ref}>", In_Reply_To=f"<{ref}>"
        )
        await mail.bring(again)
        assert mail.desk.said[1].content.text == "Thanks!"
        assert mail.desk.said[1].quotes == ref
        await mail.say(CHAT, "Bye", key="k2")
        refers = str(mail.last(ANNA)["References"]).split()
        assert refers == ["<m1@x>", f"<{ref}>", str(again["Message-ID"])]


async def test_the_same_mail_twice_is_one_and_a_resend_has_the_same_name(mail: Rig) -> None:
    async with mail.running():
        for _ in range(2):
            assert await mail.bring(letter("once")) == 200
        assert len(mail.desk.said) == 1
        first, second = [await mail.say(CHAT, "hi", key="k") for _ in range(2)]
        assert first == second
        assert await mail.say(CHAT, "hi", key="k2") != first


async def test_a_person_answers_by_name_and_is_no_machine(mail: Rig) -> None:
    async with mail.running():
        await mail.say(CHAT, "Hello, this is Ana.", HUMAN)
    sent = mail.last(ANNA)
    assert sent["From"] == f"Ana <{HELP}>"
    assert sent["Auto-Submitted"] is None


@pytest.mark.parametrize("name", ["[Team] René", "zoë@home", "Zoë <z@z>", "Zoë (Shop)", 'Zoë "Z" & Co.'])
async def test_a_name_stays_a_name_whatever_is_in_it(mail: Rig, name: str) -> None:
    async with mail.running():
        await mail.say(CHAT, "Hello.", Author(AuthorKind.HUMAN, name))
    (sender,) = mail.last(ANNA)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, HELP)


async def test_sources_and_choices_are_words(mail: Rig) -> None:
    content = Content(
        "In 30 days.",
        (Button("Talk to a person", "person"), Button("Shop", "", url="https://shop.example")),
        sources=(Source("Returns", "How long", "https://shop.example/returns"),),
    )
    async with mail.running():
        await mail.say(CHAT, "", content=content)
    assert text(mail.last(ANNA)) == (
        "In 30 days.\n\n📖 Returns › How long (https://shop.example/returns)\n\n"
        "• Talk to a person\n\nShop: https://shop.example"
    )


async def test_nothing_that_anybody_writes_becomes_html_or_a_header(mail: Rig) -> None:
    evil = "<script>x</script> ![p](https://evil.example/p.png) [l](javascript:x)\r\nBcc: x@evil.example"
    async with mail.running():
        evil_head = b"From: anna@mail.example\r\nSubject: Hi =?utf-8?q?=0ABcc:_eve=40evil.example?=\r\n\r\nx"
        await mail.bring(evil_head)
        await mail.say(CHAT, evil, Author(AuthorKind.HUMAN, "Eve\r\nBcc: eve@evil.example"))
    sent = mail.last(ANNA)
    assert sent["Bcc"] is None
    assert sent["Subject"] == "Re: Hi Bcc: eve@evil.example"
    assert "<script" not in html(sent)
    assert "<img" not in html(sent)
    assert "javascript:" not in html(sent).replace("(javascript:x)", "")


async def test_files_go_both_ways(mail: Rig) -> None:
    message = letter("see the picture")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="receipt.png")
    async with mail.running():
        await mail.bring(message)
        (file,) = mail.desk.said[0].content.files
        assert (file.name, file.type, await mail.files.read(file.id)) == ("receipt.png", "image/png", PNG)
        await mail.say(CHAT, "here it is back", content=Content("back", files=(file,)))
    (part,) = mail.last(ANNA).iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("receipt.png", PNG)


async def test_an_empty_mail_is_said_to_be_empty(mail: Rig) -> None:
    async with mail.running():
        await mail.bring(b"From: anna@mail.example\r\n\r\n")
        await mail.bring(b"From: anna@mail.example\r\nSubject: Call me\r\n\r\n")
    assert [said.content.text for said in mail.desk.said][1] == "Call me"
    assert mail.desk.said[0].content.text.startswith("[")


@pytest.mark.parametrize(
    "header", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<x.example>"}]
)
async def test_machines_get_no_answer(mail: Rig, header: dict[str, str]) -> None:
    async with mail.running():
        assert await mail.bring(letter("I am away", **header)) == 200
        assert await mail.bring(letter("I am you", HELP)) == 200
        await mail.say(CHAT, "hi")
        assert await mail.bring(letter("me again", Message_ID=str(mail.last(ANNA)["Message-ID"]))) == 200
    assert mail.desk.events == []


async def test_a_mail_that_came_back_makes_the_contact_unreachable_until_it_writes(mail: Rig) -> None:
    async with mail.running():
        await mail.bring(letter("hello"))
        await mail.say(CHAT, "hi")
        assert await mail.bring(bounce(mail.last(ANNA))) == 200
        with pytest.raises(Gone, match=r"no such mailbox \(5\.1\.1\)"):
            await mail.say(CHAT, "again", key="k2")
        assert len(mail.server.post.mails) == 1
        failed = [one for _who, one in mail.desk.events if isinstance(one, DeliveryFailed)]
        ref = str(mail.last(ANNA)["Message-ID"]).strip("<>")
        assert failed == [DeliveryFailed(0, "there is no such mailbox (5.1.1)", ref=ref)]
        await mail.bring(letter("I am back"))
        await mail.say(CHAT, "again", key="k3")
    assert len(mail.desk.said) == 2


async def test_a_mail_that_is_refused_fails_alone(mail: Rig) -> None:
    """It was too large, or its words were not liked: the next one may arrive."""
    async with mail.running():
        await mail.say(CHAT, "hi")
        await mail.bring(bounce(mail.last(ANNA), status="5.7.1"))
        await mail.say(CHAT, "again", key="k2")
    ((who, failed),) = mail.desk.events
    assert isinstance(failed, DeliveryFailed)
    assert (who, failed.reason) == (CHAT, "the mail came back (5.7.1)")


async def test_a_mail_that_was_passed_on_comes_back_from_another_mailbox(mail: Rig) -> None:
    async with mail.running():
        await mail.say(CHAT, "hi")
        passed_on = bounce(mail.last(ANNA), to="anna.berg@elsewhere.example")
        await mail.bring(passed_on.replace(b"Message-ID:", b"To: Anna <anna@mail.example>\r\nMessage-ID:"))
    assert [who for who, one in mail.desk.events if isinstance(one, DeliveryFailed)] == [CHAT]


async def test_a_machine_that_says_nothing_of_itself_is_answered_so_often_and_not_more(mail: Rig) -> None:
    async with mail.running():
        for n in range(MOST):
            await mail.say(CHAT, f"answer {n}", key=f"k{n}")
        await mail.say(CHAT, "answer 0", key="k0")
        with pytest.raises(Permanent, match="perhaps a machine"):
            await mail.say(CHAT, "one more", key="more")
        await mail.say(CHAT, "a person writes", HUMAN, key="person")
        await mail.say(Address("email", "bob@mail.example"), "somebody else", key="bob")


async def test_the_hour_goes_by_also_over_a_restart() -> None:
    now, memory = [0.0], Memory(Notes())
    breaker = Breaker(memory, lambda: now[0])
    assert all([await breaker.lets("a", str(n)) for n in range(MOST)])
    again = Breaker(memory, lambda: now[0])
    assert not await again.lets("a", "more")
    now[0] = HOUR
    assert await again.lets("a", "more")


async def test_who_has_no_name_is_known_by_the_address(mail: Rig) -> None:
    async with mail.running():
        await mail.bring(letter("hi", ANNA))
        await mail.bring(letter("ho", f'"help@bank.example" <{ANNA}>'))
    assert [said.name for said in mail.desk.said] == [ANNA, ANNA]


QUOTE = "Thanks!\n\nOn Mon, Nov 16, 2026 at 3:14 PM Bob <bob@x.example> wrote:\n\n> the lamp was blue\n"


async def test_what_nobody_here_has_read_is_not_cut(mail: Rig) -> None:
    """The first mail of a thread may pass on a quarrel with somebody else; so may a colleague's."""
    async with mail.running():
        await mail.bring(letter(QUOTE, subject="Fwd: lamp"))
        ref = await mail.say(CHAT, "Which lamp?")
        await mail.bring(letter(QUOTE, In_Reply_To=f"<{ref}>", subject="Re: lamp"))
        await mail.bring(letter(QUOTE, "carl@mail.example", In_Reply_To=f"<{ref}>", subject="Re: lamp"))
    first, second, third = (said.content.text for said in mail.desk.said)
    assert "the lamp was blue" in first
    assert second == "Thanks!"
    assert "the lamp was blue" in third


async def test_an_answer_of_a_program_that_names_no_mail_is_told_by_its_subject(mail: Rig) -> None:
    async with mail.running():
        await mail.bring(letter("Where is it?", subject="Lamp"))
        await mail.bring(letter(QUOTE, subject="AW: Lamp"))
        await mail.bring(letter(QUOTE, subject="AW: Sofa"))
    assert [said.content.text for said in mail.desk.said][1] == "Thanks!"
    assert "blue" in mail.desk.said[2].content.text


@pytest.mark.parametrize("subject", ["", "  ", "Re:", "AW: Re: "])
async def test_a_mail_without_a_subject_is_answered_under_one_of_its_language(
    mail: Rig, subject: str
) -> None:
    async with mail.running():
        german = letter("Wo ist es?", subject=subject)
        german["Content-Language"] = "de"
        await mail.bring(german)
        await mail.say(CHAT, "Unterwegs.")
        assert mail.last(ANNA)["Subject"] == "Re: Ihre Nachricht"
        await mail.bring(letter(QUOTE, subject="AW: Ihre Nachricht"))
        mail.desk.own = {"en": {"no_subject": "Your question\nto us"}}
        await mail.bring(letter("And now?", subject=subject))
        await mail.say(CHAT, "On its way.", key="k2")
        assert mail.last(ANNA)["Subject"] == "Re: Your question to us"
    assert mail.desk.said[1].content.text == "Thanks!"


async def test_a_form_of_our_own_site_speaks_for_its_visitor_and_nobody_elses_does(mail: Rig) -> None:
    async with mail.running():
        for sender in ("no-reply@shop.example", HELP):
            await mail.bring(letter(f"by {sender}", sender, Reply_To=ANNA))
        await mail.bring(letter("by Eve", "eve@evil.example", Reply_To=ANNA))
        await mail.bring(letter("ours", HELP, Reply_To="help+x@shop.example"))
    assert [who.chat for who, _said in mail.desk.events] == [ANNA, ANNA, "eve@evil.example"]


async def test_a_server_without_an_address_is_believed_as_well(mail: Rig) -> None:
    async with mail.running():
        await mail.say(CHAT, "hi")
        nameless = bounce(mail.last(ANNA)).replace(
            b"From: MAILER-DAEMON@mail.example", b"From: MAILER-DAEMON"
        )
        assert await mail.bring(nameless) == 200
        with pytest.raises(Gone):
            await mail.say(CHAT, "again", key="k2")


async def test_a_bounce_that_is_made_up_is_not_believed(mail: Rig) -> None:
    async with mail.running():
        await mail.say(CHAT, "hi")
        made_up = EmailMessage()
        made_up["Message-ID"] = "<c.0123456789abcdef.0123456789abcdef0123@shop.example>"
        await mail.bring(bounce(made_up))
        await mail.bring(bounce(mail.last(ANNA), to="else@mail.example"))
        await mail.bring(bounce(mail.last(ANNA), status="4.4.1", action="delayed"))
        await mail.say(CHAT, "again", key="k2")
    assert len(mail.server.post.mails) == 2


@pytest.mark.parametrize(
    "chat", ["nobody", "", "a@b c", "anna@mail.example, eve@evil.example", "a@b\r\nBcc: x"]
)
async def test_what_is_no_address_is_refused_for_good(mail: Rig, chat: str) -> None:
    async with mail.running():
        with pytest.raises(Permanent):
            await mail.say(Address("email", chat), "hi")
    assert mail.server.post.mails == []


async def test_after_a_restart_the_thread_goes_on(mail: Rig, tmp_path: Path) -> None:
    async with mail.running():
        await mail.bring(letter("hello", Message_ID="<m1@x>"))
        first = await mail.say(CHAT, "hi", key="k")
    async with rig(tmp_path, notes=mail.notes) as again, again.running():
        assert await again.say(CHAT, "hi", key="k") == first
        assert again.last(ANNA)["In-Reply-To"] == "<m1@x>"
