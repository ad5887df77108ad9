"""Markdown files to sections."""

from hypothesis import given
from hypothesis import strategies as st

from bot.agent.knowledge.markdown import read
from bot.agent.knowledge.passage import passage


def test_a_page_is_cut_at_its_headings() -> None:
    intro, first, deep = read("# Page\n\nIntro.\n\n## One\n\nText.\n\n### Deep\n\nMore.\n", "page.md")
    assert (intro.heading, intro.trail) == ("Page", ())
    assert (first.heading, first.trail) == ("One", ("Page",))
    assert (deep.heading, deep.trail, deep.name) == ("Deep", ("Page", "One"), "Page › One › Deep")
    assert deep.source.title == "Page"


def test_a_heading_with_nothing_under_it_is_no_section() -> None:
    assert [section.heading for section in read("# A\n\n## B\n\n## C\n\nText\n", "a.md")] == ["C"]


def test_a_page_without_a_title_is_called_after_its_file() -> None:
    (section,) = read("Just text.\n", "deep/gift-cards.md")
    assert section.heading == "Gift cards"


def test_front_matter_gives_the_title_and_is_not_read_out() -> None:
    (section,) = read('---\ntitle: "Moon"\nauthor: me\n---\n\nText.\n', "a.md")
    assert (section.heading, section.blocks[0].source) == ("Moon", "Text.")


def test_other_wordings_come_from_ask_comments_only() -> None:
    (section,) = read("# A\n\n<!-- ask: one | two\n  | three -->\n\nText <!-- inside --> here.\n", "a.md")
    assert section.aliases == ("one", "two", "three")
    assert section.blocks[0].source == "Text  here."


def test_a_comment_in_code_is_code() -> None:
    (section,) = read("# A\n\n```html\n<!-- ask: no -->\n# no heading\n```\n", "a.md")
    assert section.aliases == ()
    assert "<!-- ask: no -->" in section.blocks[0].source


def test_links_inside_of_the_folder_become_words() -> None:
    (section,) = read('# A\n\n[see](b.md#c), [web](https://x.example), ![pic](p.png "t")\n', "a.md")
    assert section.blocks[0].source == "see, [web](https://x.example), pic"


def test_tables_and_lists_stay_as_they_are() -> None:
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y"
    (section,) = read(f"# A\n\n{text}\n", "a.md")
    assert passage(section, lambda _: 0.0) == text
    assert "1" in section.blocks[0].plain


def test_a_long_section_is_cut_to_what_fits_the_question() -> None:
    paragraphs = "\n\n".join(f"Paragraph {number} " + "word " * 60 for number in range(20))
    (section,) = read(f"# A\n\n{paragraphs}\n", "a.md")
    said = passage(section, lambda text: float("Paragraph 17 " in text), 700)
    assert len(said) < 800
    assert "Paragraph 17 " in said
    assert "…" in said


def test_one_long_paragraph_is_cut_after_a_sentence() -> None:
    (section,) = read("# A\n\n" + "This is a sentence. " * 200, "a.md")
    said = passage(section, lambda _: 0.0, 100)
    assert said.endswith("sentence.\n\n…")


def test_a_cut_code_block_is_closed() -> None:
    (section,) = read("# A\n\n```\n" + "line\n" * 500 + "```\n", "a.md")
    assert passage(section, lambda _: 0.0, 100).count("```") == 2


@given(st.text(alphabet=st.sampled_from("#>-*`|<!>ask: \n\tab[]()~1.&;\\_é\x00"), max_size=200))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    for section in read(text, "odd.md"):
        assert passage(section, lambda _: 0.0, 50)


@given(st.text(max_size=300))
def test_no_characters_are_too_odd_to_be_read(text: str) -> None:
    for section in read(text, "odd.md"):
        assert section.blocks
