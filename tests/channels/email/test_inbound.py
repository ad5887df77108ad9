"""Mails as programs write them, read into values."""

import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.brackets import UNREADABLE
from channels.email.inbound import LARGEST, Mail, read
from tests.channels.email.harness import PNG, letter


def mail(message: EmailMessage | bytes) -> Mail:
    found = read(message if isinstance(message, bytes) else message.as_bytes())
    assert found is not None
    return found


def raw(*lines: str, body: bytes = b"hi") -> bytes:
    return "\r\n".join(("From: Anna <Anna@Mail.Example>", *lines, "", "")).encode() + body


def test_who_wrote_what_and_what_it_answers() -> None:
    message = letter("Hello", "Anna <ANNA@mail.example>", Message_ID="<3@m>", References="<1@m> <2@m>")
    message["In-Reply-To"] = "<2@m>"
    found = mail(message)
    assert (found.sender, found.name, found.subject) == ("anna@mail.example", "Anna", "My order")
    assert (found.id, found.answers, found.chain) == ("3@m", ("2@m", "1@m"), ("1@m", "2@m", "3@m"))
    assert found.text.strip() == "Hello"
    assert found.key == "email:anna@mail.example:3@m"


def test_a_mail_without_a_name_of_its_own_is_named_by_what_it_is() -> None:
    assert mail(raw()).id == mail(raw()).id != mail(raw(body=b"ho")).id


@pytest.mark.parametrize(
    ("charset", "words"), [("iso-8859-1", "Grüße"), ("utf-8", "Grüße ✓"), ("windows-1251", "Привет")]
)
def test_charsets_are_read(charset: str, words: str) -> None:
    head = raw(
        "Subject: x", f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: 8bit"
    )
    assert mail(head.removesuffix(b"hi") + words.encode(charset)).text == words


@pytest.mark.parametrize("charset", ["utf-8", "nonsense", "us-ascii"])
def test_a_wrong_charset_is_no_reason_to_read_nothing(charset: str) -> None:
    head = raw(f"Content-Type: text/plain; charset={charset}").removesuffix(b"hi")
    assert "Gr" in mail(head + "Grüße".encode("cp1252")).text


def test_lines_end_as_they_do_in_texts() -> None:
    assert mail(raw(body=b"Thanks\r\n-- \r\nAnna\r\n")).text == "Thanks\n-- \nAnna\n"


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("flowed", "one \r\ntwo\r\n\r\n From x\r\n", "one two\n\nFrom x\n"),
        ("Flowed; delsp=yes", "\u4f60 \r\n\u597d\r\n", "\u4f60\u597d\n"),
        ("flowed", ">> a \r\n>> b\r\n> c \r\nd\r\n", ">> a b\n> c \nd\n"),
        ("flowed", "bye \r\n-- \r\nAnna\r\n", "bye \n-- \nAnna\n"),
        ("fixed", "one \r\ntwo\r\n", "one \ntwo\n"),
    ],
)
def test_lines_that_a_program_broke_are_whole_again(kind: str, body: str, words: str) -> None:
    head = raw(f"Content-Type: text/plain; charset=utf-8; format={kind}", body=b"")
    assert mail(head + body.encode()).text == words


def test_encoded_words_are_read() -> None:
    found = mail(raw("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= =?iso-8859-1?b?5PY=?= =?bad?x?y?="))
    assert found.subject.startswith("Grüßeäö")


def test_plain_text_is_preferred_and_html_alone_is_read_as_well() -> None:
    message = letter("plain")
    message.add_alternative("<p>rich</p>", subtype="html")
    assert mail(message).text.strip() == "plain"
    assert mail(raw("Content-Type: text/html", body=b"<p>only <b>this</b></p>")).text == "only this"


def test_files_come_with_their_names_and_pictures_of_the_layout_do_not() -> None:
    message = letter("see")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="../Beleg ü.png")
    message.add_attachment(letter("inner", subject="Old one"))
    found = mail(message)
    assert [file.name for file in found.files] == ["../Beleg ü.png", "Old one.eml"]
    assert found.files[0].data == PNG
    rich = EmailMessage()
    rich["From"] = "a@b.example"
    rich.set_content("<img src='cid:x'>Hi", subtype="html")
    rich.add_related(PNG, maintype="image", subtype="png", cid="<x>")
    assert mail(rich).files == ()


def test_an_empty_mail_is_a_mail() -> None:
    found = mail(raw(body=b""))
    assert (found.text, found.files) == ("", ())


@pytest.mark.parametrize("sender", ["", "nobody", "Anna <>", "a@b@c.example", "<a b@c.example>"])
def test_who_cannot_be_answered_is_nobody(sender: str) -> None:
    assert read(f"From: {sender}\r\n\r\nhi".encode()) is None


def test_of_two_senders_none_is_believed() -> None:
    assert read(b"From: ana@shop.example\r\nFrom: eve@evil.example\r\n\r\nhi") is None
    assert mail(b'From: "ana@shop.example" <eve@evil.example>\r\n\r\nhi').sender == "eve@evil.example"


def test_a_language_is_told_by_some_programs() -> None:
    assert mail(raw("Content-Language: de-DE")).language == "de"
    assert mail(raw("Content-Language: ../x")).language == ""


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Auto-Submitted: auto-replied", "Auto-Submitted"),
        ("Auto-Submitted: auto-generated (vacation)", "Auto-Submitted"),
        ("Precedence: bulk", "Precedence"),
        ("Precedence: list", "Precedence"),
        ("X-Auto-Response-Suppress: DR, OOF", "X-Auto-Response-Suppress"),
        ("List-Id: <news.example>", "List-Id"),
        ("Return-Path: <>", "Return-Path"),
        ("X-Autoreply: yes", "X-Autoreply"),
        ("Auto-Submitted: no", ""),
        ("Precedence: first-class", ""),
        ("Return-Path: <anna@mail.example>", ""),
        ("X-Auto-Response-Suppress: DR", ""),
    ],
)
def test_machines_say_that_they_are_machines(header: str, why: str) -> None:
    assert mail(raw(header)).automatic == why


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@x.example", "no-reply@x.example"])
def test_some_senders_are_machines(sender: str) -> None:
    assert mail(f"From: {sender}\r\n\r\nhi".encode()).automatic == "sender"


@given(st.binary(max_size=600))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    read(data)
    read(b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n" + data)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "From",
                    "To",
                    "Subject",
                    "Message-ID",
                    "References",
                    "Content-Type",
                    "Content-Transfer-Encoding",
                    "Date",
                ]
            ),
            st.text(max_size=60),
        ),
        max_size=12,
    )
)
def test_no_headers_make_it_fail(headers: list[tuple[str, str]]) -> None:
    lines = "\r\n".join(f"{name}: {value}" for name, value in headers)
    read(f"From: a@b.example\r\n{lines}\r\n\r\nhi".encode("utf-8", "replace"))


def test_a_mail_of_a_thousand_parts_in_each_other_comes_to_an_end() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000)
    )
    read(b"From: a@b.example\r\n" + deep)


def test_lines_and_parts_enough_to_keep_the_parser_busy_for_minutes_are_not_read() -> None:
    """Each line is held against the boundary of every part it stands in."""
    head = b"".join(
        b"Content-Type: multipart/mixed; BOUNDARY =b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(500)
    )
    busy = read(b"From: a@b.example\r\nSubject: help\r\n" + head + b"\n" * 200_000)
    assert busy is not None
    assert (busy.subject, busy.text, busy.lacks) == ("help", "", UNREADABLE)
    assert mail(b"From: a@b.example\r\n" + head + b"hi").lacks == ""


def test_many_parts_of_html_are_looked_at_as_far_as_one_is() -> None:
    part = b"--b\r\nContent-Type: text/html\r\n\r\n<p>" + b"x" * 60_000 + b"\r\n"
    found = mail(raw("Content-Type: multipart/mixed; boundary=b", body=part * 20 + b"--b--"))
    assert 60_000 < len(found.text) < 300_000


def test_a_mail_within_a_mail_is_a_file_and_not_its_words() -> None:
    outer = EmailMessage(policy=email.policy.SMTP)
    outer["From"], outer["Subject"] = "a@b.example", "Fwd"
    outer.set_content(letter("inner words"))
    found = mail(outer)
    assert "inner words" not in found.text
    assert [file.name for file in found.files] == ["My order.eml"]


@pytest.mark.parametrize(
    ("charset", "data", "words"),
    [
        ("iso-8859-1", "it’s 5 €".encode("cp1252"), "it’s 5 €"),
        ("iso-8859-1", "Grüße".encode(), "Grüße"),
        ("gb2312", "朱镕基".encode("gb18030"), "朱镕基"),
        ("shift_jis", "①".encode("cp932"), "①"),
        ("iso-2022-jp", "日本".encode("iso-2022-jp"), "日本"),
        ("utf-8", "\ufeffhello".encode(), "hello"),
    ],
)
def test_names_of_charsets_mean_what_programs_mean_by_them(charset: str, data: bytes, words: str) -> None:
    head = raw(f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: 8bit", body=b"")
    assert mail(head + data).text == words


def test_a_page_may_name_its_charset_itself() -> None:
    page = '<meta charset="windows-1251"><p>Привет'.encode("cp1251")
    assert mail(raw("Content-Type: text/html", body=page)).text == "Привет"


def test_plain_text_that_only_says_to_look_at_the_html_is_not_what_was_said() -> None:
    message = letter("Your mail program cannot show this.")
    message.add_alternative(f"<p>I want a refund.</p><p>{'word ' * 60}</p>", subtype="html")
    assert mail(message).text.startswith("I want a refund.")


@pytest.mark.parametrize(
    "part",
    [
        "Content-Type: text/plain; charset*=utf-8''%ff\"x\"",
        "Content-Type: text/plain\r\nContent-Transfer-Encoding: uuencode",
        "Content-Disposition: attachment; filename*0*=x''%; filename*1=",
        "Content-Type: message/rfc822",
        "Content-Type: multipart/mixed",
    ],
)
def test_a_part_that_is_broken_hides_no_other_part(part: str) -> None:
    body = f"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\n{part}\r\n\r\n???\r\n--b--".encode()
    assert "hello" in mail(raw("Content-Type: multipart/mixed; boundary=b", body=body)).text


def test_a_text_without_end_comes_whole_as_a_file() -> None:
    found = mail(letter("word " * 40_000))
    assert len(found.text) == 100_000
    assert [(file.name, file.data.count(b"word")) for file in found.files] == [("mail.txt", 40_000)]


def test_a_mail_that_is_too_large_says_that_its_end_is_missing() -> None:
    line = b"y" * 10_000 + b"\r\n"
    assert "the end of the mail" in mail(raw(body=line * (LARGEST // len(line) + 1))).lacks


def test_a_file_of_outlook_and_mails_within_mails_are_files() -> None:
    message = letter("see")
    message.add_attachment(
        b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    inner = letter("inner", subject="Inner")
    inner.add_attachment(letter("innermost"))
    message.add_attachment(inner)
    assert [file.name for file in mail(message).files] == ["winmail.dat", "Inner.eml"]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("Reply-To: Bob <bob@else.example>", "bob@else.example"),
        ("Reply-To: anna@mail.example", ""),
        ("Reply-To: a@b.example, c@d.example", ""),
        ("Reply-To: nobody", ""),
    ],
)
def test_answers_may_be_wanted_elsewhere(header: str, wanted: str) -> None:
    assert mail(raw(header)).reply_to == wanted
