"""Whether the mail server in front of us says that a mail is from whom it names."""

from email import message_from_string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.proof import Proof, proof
from tests.channels.email.harness import ANA, ANNA, Rig, letter, reply

MX = "mx.shop.example"


def found(*results: str) -> Proof:
    """Read results as the server writes them, the topmost first."""
    head = "".join(f"Authentication-Results: {one}\n" for one in results)
    return proof(message_from_string(f"{head}From: anna@mail.example\n\nhi"), MX, "mail.example")


@pytest.mark.parametrize(
    "results",
    [
        "mx.shop.example; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=mail.example",
        "MX.shop.example 1; spf=fail smtp.mailfrom=x@y.example; dmarc=pass header.from=mail.example",
        "mx.shop.example; dkim=pass header.i=@mail.example header.d=mail.example header.s=k",
        "mx.shop.example; spf=pass (ok: 1.2.3.4) smtp.mailfrom=anna@mail.example",
        "mx.shop.example; dmarc=none header.from=mail.example; spf=pass smtp.mailfrom=mail.example",
    ],
)
def test_a_domain_that_vouches_is_believed(results: str) -> None:
    assert found(results) is Proof.PASSED


@pytest.mark.parametrize(
    "results",
    [
        "",
        "mx.shop.example; none",
        "mx.evil.example; dmarc=pass header.from=mail.example",
        "mx.shop.example.evil.example; dmarc=pass header.from=mail.example",
        "mx.shop.example; dmarc=fail header.from=mail.example; spf=pass smtp.mailfrom=mail.example",
        "mx.shop.example; dmarc=pass header.from=evil.example",
        "mx.shop.example; dkim=pass header.d=evil.example",
        "mx.shop.example; spf=pass smtp.mailfrom=anna@mail.example.evil.example",
        "mx.shop.example; spf=fail (dmarc=pass header.from=mail.example) smtp.mailfrom=x",
        'mx.shop.example; spf=none smtp.mailfrom="; dmarc=pass header.from=mail.example; "@evil.example',
        "mx.shop.example; spf=none (a (b) ; dmarc=pass header.from=mail.example",
    ],
)
def test_everything_else_is_not(results: str) -> None:
    assert found(results) is Proof.FAILED


def test_of_several_results_the_topmost_counts_because_the_sender_may_have_written_the_others() -> None:
    good = f"{MX}; dmarc=pass header.from=mail.example"
    bad = f"{MX}; dmarc=fail header.from=mail.example"
    assert found(bad, good) is Proof.FAILED
    assert found(f"{MX}; spf=none", good) is Proof.PASSED
    assert found("mx.evil.example; dmarc=fail header.from=mail.example", good) is Proof.PASSED


def test_without_a_server_that_is_trusted_nobody_is_asked() -> None:
    assert proof(message_from_string("From: a@b.c\n\nhi"), "", "b.c") is Proof.UNASKED


@given(st.text(max_size=300))
def test_no_words_make_it_fail(words: str) -> None:
    found(" ".join(f"{MX}; {words}".split()))


@pytest.mark.parametrize("changes", [{"authserv": MX}])
async def test_an_operators_answer_counts_only_with_proof(proven: Rig) -> None:
    async with proven.running():
        await proven.card()
        card = proven.last(ANA)
        await proven.bring(reply(card, "forged"))
        answer = reply(card, "real")
        answer["Authentication-Results"] = f"{MX}; dmarc=pass header.from=shop.example"
        await proven.bring(answer)
    assert [wrote.content.text for wrote in proven.desk.wrote] == ["real"]


@pytest.mark.parametrize("changes", [{"authserv": MX}])
async def test_a_contacts_mail_without_proof_says_so_to_whoever_reads_it(proven: Rig) -> None:
    async with proven.running():
        await proven.bring(letter("forged", ANNA))
        good = letter("real", ANNA)
        good["Authentication-Results"] = f"{MX}; dmarc=pass header.from=mail.example"
        await proven.bring(good)
    forged, real = (said.content.text for said in proven.desk.said)
    assert "could not confirm" in forged
    assert "could not confirm" not in real
