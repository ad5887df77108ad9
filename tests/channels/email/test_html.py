"""Mails that are only HTML."""

from hypothesis import given
from hypothesis import strategies as st

from channels.email.html import text_of

GMAIL = (
    '<div dir="ltr">My <b>answer</b></div><br><div class="gmail_quote"><div class="gmail_attr">'
    'On Mon, 16 Nov 2026 at 15:14, Shop &lt;<a href="mailto:h@s.example">h@s.example</a>&gt; wrote:<br></div>'
    "<blockquote><div>old</div><div>text</div></blockquote></div>"
)


def test_a_quote_is_marked_so_that_it_can_be_cut() -> None:
    assert text_of(GMAIL) == (
        "My answer\n\nOn Mon, 16 Nov 2026 at 15:14, Shop <h@s.example> wrote:\n\n> old\n> text\n>"
    )


def test_blocks_lists_and_tables_read_as_lines() -> None:
    html = "<p>One</p><p>Two<br>three</p><ul><li>a<li>b</ul><table><tr><td>x</td><td>y</td></tr></table>"
    assert text_of(html) == "One\n\nTwo\nthree\n\n- a\n- b\n\nx y"


def test_links_are_written_out_once() -> None:
    html = '<a href="https://a.example/x">here</a> <a href="https://b.example">https://b.example</a>'
    assert text_of(html) == "here (https://a.example/x) https://b.example"
    assert text_of('<a href="javascript:alert(1)">x</a>') == "x"


def test_what_nobody_sees_is_left_out() -> None:
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body><!-- c --><script>x()</script>Hi</body>"
    )
    assert text_of(html) == "Hi"


def test_what_is_written_as_it_is_stays_so() -> None:
    assert text_of("<pre>a  b\n  c</pre>") == "a  b\n  c"
    assert text_of("a &lt;b&gt; &amp;amp;") == "a <b> &amp;"


@given(st.text(alphabet="<>/abp=\"'&;! \n#x-", max_size=300))
def test_no_html_is_so_broken_that_it_fails(html: str) -> None:
    assert isinstance(text_of(html), str)
