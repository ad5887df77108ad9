"""Words, stems, typos and the figures of a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agent.knowledge.index import Index
from bot.agent.knowledge.markdown import read
from bot.agent.knowledge.speller import Speller
from bot.agent.knowledge.words import fold, stem, words

GERMAN = """# Versand

## Versandkosten

<!-- ask: was kostet der Versand -->

Der Versand ist ab 50 Euro kostenlos.

## Rücksendung

<!-- ask: wie schicke ich etwas zurück -->

Schicken Sie die Ware binnen 30 Tagen zurück.
"""
JAPANESE = "# 配送\n\n## 配送料\n\n送料は五百円です。\n\n## 返品\n\n三十日以内に返品できます。\n"
NORWEGIAN = "# Frakt\n\n## Leveringstid\n\nVi leverer på tre dager.\n\n## Angrerett\n\nDu kan angre kjøpet.\n"


@pytest.mark.parametrize(
    "family",
    [
        "delivery deliveries delivered delivering",
        "return returns returned returning",
        "policy policies",
        "cancel cancelled cancellation",
        "size sizes sizing",
        "livraison livraisons",
        "devolucion devoluciones",
        "karte karten",
    ],
)
def test_forms_of_a_word_have_one_stem(family: str) -> None:
    assert len({stem(fold(word)) for word in family.split()}) == 1


def test_accents_and_case_are_folded_and_other_scripts_kept() -> None:
    assert words("Größe, RÜCKGABE, l’été") == ["grosse", "ruckgabe", "ete"]
    assert words("हिन्दी")
    assert words("配送料") == ["配送", "送料"]


@pytest.mark.parametrize("typo", ["delivry", "dleivery", "deliveryy", "deluvery"])
def test_one_slip_is_forgiven(typo: str) -> None:
    assert Speller(["delivery", "parcel"]).near(typo) == {"delivery"}


@pytest.mark.parametrize("word", ["dlvry", "gold", "1234", "x", "parce1"])
def test_two_slips_short_words_and_numbers_are_not(word: str) -> None:
    assert not Speller(["delivery", "sold", "1235", "parcel"]).near(word)


@pytest.mark.parametrize(
    ("text", "asked", "heading"),
    [
        (GERMAN, "Was kosten die Versandkosten?", "Versandkosten"),
        (GERMAN, "ruecksendung", "Rücksendung"),
        (GERMAN, "Wie kann ich das zurückschicken", "Rücksendung"),
        (JAPANESE, "送料はいくらですか", "配送料"),
        (JAPANESE, "返品したいです", "返品"),
        (NORWEGIAN, "leveringstid?", "Leveringstid"),
        (NORWEGIAN, "jeg vil angre", "Angrerett"),
    ],
)
def test_any_language_finds_its_own_pages(text: str, asked: str, heading: str) -> None:
    index = Index(read(text, "a.md"))
    assert index.search(index.terms(asked))[0].section.heading == heading


def test_a_word_nobody_wrote_about_lowers_the_confidence() -> None:
    index = Index(read(GERMAN, "a.md"))
    sure = index.search(index.terms("was kostet der versand"))[0].confidence
    unsure = index.search(index.terms("was kostet der versand von elefanten"))[0].confidence
    assert unsure < sure / 2


def test_sections_of_one_name_are_offered_under_longer_names() -> None:
    index = Index(read("# A\n\n## Overview\n\nx\n", "a.md") + read("# B\n\n## Overview\n\ny\n", "b.md"))
    labels = [index.label(section) for section in index.sections]
    assert labels == ["A › Overview", "B › Overview"]
    assert [index.named(label) for label in labels] == [(section,) for section in index.sections]


@given(st.text(max_size=200))
def test_figures_are_always_between_0_and_1(text: str) -> None:
    index = Index(read(GERMAN, "a.md"))
    for hit in index.search(index.terms(text)):
        assert 0 <= hit.coverage <= 1.000001
        assert 0 <= hit.likeness <= 1.000001
        assert 0 <= hit.confidence <= 1
