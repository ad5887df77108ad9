"""Which words say that something was done, and which only speak of it."""

import json
import os
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from bot.agent.model.claims import Claim, claim

SELF, SOMEBODY = Claim.SELF, Claim.SOMEBODY
ROOT: Final = Path(__file__).parents[4]
TURNS: Final = (
    Path(os.environ.get("HANDOFF_SHARED", ROOT.parent / "shared")) / "data/detection/tau_bench_turns.jsonl"
)
SAID: dict[str, Claim | None] = {
    "I have cancelled your order.": SELF,
    "I've gone ahead and refunded you.": SELF,
    "I just sent you the link.": SELF,
    "I issued a refund.": SELF,
    "Done! Your refund is on its way.": SELF,
    "We’ve issued a refund.": SOMEBODY,
    "Your order #117 has been successfully cancelled.": SOMEBODY,
    "Good news. The cancellation has now been processed!": SOMEBODY,
    "Ich habe Ihre Bestellung 117 soeben storniert.": SELF,
    "Das habe ich für Sie erledigt.": SELF,
    "Ihre Bestellung wurde storniert.": SOMEBODY,
    "Wir haben Ihnen den Betrag erstattet.": SOMEBODY,
    "J'ai bien annulé votre commande.": SELF,
    "Votre commande a été annulée.": SOMEBODY,
    "He cancelado su pedido.": SELF,
    "Su pedido ha sido cancelado.": SOMEBODY,
    "I'm sorry that your order has been cancelled.": None,
    "It seems your card has been charged twice.": None,
    "Es tut mir leid, dass Ihre Bestellung storniert wurde.": None,
    "Sorry for the trouble, I have refunded you.": SELF,
    "No problem, your order has been cancelled.": SOMEBODY,
    "After checking your account, I've issued a refund.": SELF,
    "I'm sorry for that. I have refunded you.": SELF,
    "I have not refunded anything.": None,
    "I haven't cancelled it.": None,
    "I can cancel it. Shall I?": None,
    "I will cancel it once you confirm.": None,
    "Have you cancelled it?": None,
    "Has your order been cancelled?": None,
    "Once I have cancelled it you get a mail.": None,
    "If you have been charged twice, tell us.": None,
    "You can see there whether it has been shipped or sent.": None,
    "Done by hand, it takes a day.": None,
    "I have you booked in for tomorrow.": None,
    "Ich habe noch nichts storniert.": None,
    "Sobald wir Ihre Bestellung storniert haben, schreiben wir Ihnen.": None,
    "Haben wir Ihre Bestellung storniert?": None,
    "Ihre Bestellung kann noch storniert werden.": None,
    "Si votre commande a été annulée, vous serez remboursé.": None,
    "Je n'ai pas annulé votre commande.": None,
    "No he cancelado su pedido.": None,
    "Cuando su pedido ha sido enviado, recibe un correo.": None,
    "": None,
}
HOSTILE = {
    "I": "I have " * 20_000,
    "ich": "ich habe " + "x " * 30_000,
    "ihre": "ihre " * 20_000,
    "votre": "votre " * 20_000,
    "je": "je vous l'ai bien " * 10_000,
    "su": "su se le ha " * 10_000,
    "acabo": "se lo acabo de " * 10_000,
    "marks": "!" * 50_000,
    "dots": "a." * 40_000,
}


@pytest.mark.parametrize("text", SAID)
def test_a_claim_is_told_from_talk_of_it(text: str) -> None:
    assert claim(text) is SAID[text]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_longer_than_it_is(text: str) -> None:
    claim(text)


@pytest.mark.skipif(not TURNS.is_file(), reason="the data folder is not there")
def test_answers_of_a_real_model_that_called_nothing_raise_no_false_alarm() -> None:
    """Turns of gpt-4o in tau-bench. A gap between the numbers of two messages is a call that was made."""
    quiet, called = _answers()
    assert len(quiet) > 400
    assert [text for text in quiet if claim(text)] == []
    claims = [text for text in called if "been successfully" in text]
    assert len(claims) > 30
    assert all(map(claim, claims))


def _answers() -> tuple[list[str], list[str]]:
    """Return what the model said in turns without a call, and in turns with one."""
    found: tuple[list[str], list[str]] = [], []
    for turns in _talks().values():
        for (before, _), (at, row) in pairwise(sorted(turns, key=lambda turn: turn[0])):
            if (context := row.get("context")) and context[-1].startswith("S:"):
                found[at - before != 2].append(context[-1][2:].strip())
    return found


def _talks() -> dict[str, list[tuple[int, dict[str, Any]]]]:
    talks = defaultdict(list)
    for line in TURNS.read_text("utf-8").splitlines():
        row = json.loads(line)
        talk, _, at = row["id"].rpartition(":")
        talks[talk].append((int(at), row))
    return talks
