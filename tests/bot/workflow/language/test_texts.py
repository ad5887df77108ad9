"""Texts: values are put in once, what is missing is a fault, objects are not printed, limits hold."""

from typing import Any

import pytest

from bot.workflow.texts import Text, TextFault

SCOPE: dict[str, Any] = {
    "evil": "{{order.total}} {% raw %} ${x}",
    "order": {
        "total": 612.5,
        "total_s": "1234.50",
        "id": 7,
        "paid": True,
        "none": None,
        "items": [{"name": "lamp"}, {"name": "rug"}],
        "tags": ["a", "b"],
        "first": "1st",
        "size": "XL",
    },
}


def fault(source: str) -> str:
    with pytest.raises(TextFault) as caught:
        Text(source).render(SCOPE)
    return caught.value.reason


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Refund ${{order.total}} for #{{order.id}}", "Refund $612.5 for #7"),
        ("{{ evil }}", "{{order.total}} {% raw %} ${x}"),
        ("{{evil}}{{evil}}", "{{order.total}} {% raw %} ${x}" * 2),
        ("{{order.total | money: 'USD'}}", "$612.50"),
        ("{{order.total_s | money: 'EUR'}}", "€1,234.50"),
        ("{{order.paid}}|{{order.none}}", "true|"),
        ("{{order.coupon | default: 'none'}}", "none"),
        ("{{order.items[1].name}} {{order.items.0.name}} {{order['id']}}", "rug lamp 7"),
        ("{{order.items | map: 'name' | join: ', '}}", "lamp, rug"),
        ("{{order.items.size}}: {% for item in order.items %}{{item.name}};{% endfor %}", "2: lamp;rug;"),
        ("{% if order.total > 500 and not order.none %}big{% else %}small{% endif %}", "big"),
        ("{% assign x = order.id | times: 2 %}{{x}}", "14"),
        ("{{order.total_s | plus: 1}}", "1235.5"),
        ("{{order.size}} {{order.first}}", "XL 1st"),
        ("{#if x} is no template", "{#if x} is no template"),
        ("100 % } {", "100 % } {"),
        ("", ""),
    ],
)
def test_texts_are_filled_in(source: str, said: str) -> None:
    assert Text(source).render(SCOPE) == said


@pytest.mark.parametrize(
    ("locale", "said"),
    [("de", "1.234,50\xa0€"), ("de-AT", "€\xa01.234,50"), ("en", "€1,234.50"), ("xx-klingon", "€1,234.50")],
)
def test_money_is_written_as_the_contact_reads_it(locale: str, said: str) -> None:
    assert Text("{{order.total_s | money: 'EUR'}}").render(SCOPE, locale) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{order.nope}}", "{{order.nope}}: no 'nope'"),
        ("{{ordr.total}}", "{{ordr.total}}: no 'ordr'; did you mean 'order'?"),
        ("{{zzz}}", "(known here: evil, order)"),
        ("{% if order.nope %}x{% endif %}", "no 'nope'"),
        ("{{order.none.x}}", "no 'x' in null"),
        ("{{order}}", "an object cannot be printed: name one of its fields (order is an object)"),
        ("{{order.items}}", "a list cannot be printed"),
        ("{{order.tags}}", "a list cannot be printed"),
        ("{{order | append: 'x'}}", "an object cannot be printed"),
        ("{{order.items | join: ','}}", "an object cannot be printed"),
        ("{% for item in order.items %}{{item}}{% endfor %}", "an object cannot be printed"),
        ("{{evil | times: 2}}", "times takes numbers, not text that is none"),
        ("{{order.none | plus: 2}}", "plus takes numbers"),
        ("{{evil | money: 'EUR'}}", "money takes a number"),
        ("{{order.paid | money: 'EUR'}}", "money takes a number"),
        ("{{order.id | money: 'DOLLARS'}}", "money needs a currency"),
        ("{% for a in (1..5000) %}x{% endfor %}", "loop iteration limit"),
        ("{% for a in (1..900) %}{{evil}}{{evil}}{% endfor %}", "output stream limit"),
        ("{{ now }}", "no 'now'"),
    ],
)
def test_what_cannot_be_filled_in_is_a_fault(source: str, said: str) -> None:
    assert said in fault(source)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Hi {{order.id", "expected '}}', found end of file (line 1, column 4)"),
        ("{{order.id | upcsae}}", "there is no filter 'upcsae'; did you mean 'upcase'?"),
        ("{{order.total | money}}", 'money needs a currency, such as money: "EUR"'),
        ("{% include 'x' %}", "unexpected tag 'include'"),
        ("{% render 'x' %}", "unexpected tag 'render'"),
        ("{% if order.id %}x", "expected tag endif"),
        ("a\n{{order.total > 5}}", "(line 2, column"),
        ("{{#if x}}a{{/if}}", "unexpected '#'"),
        ("{{ 'now' | date: '%Y' }}", "there is no filter 'date'"),
    ],
)
def test_what_is_no_template_is_told_when_it_is_read(source: str, said: str) -> None:
    with pytest.raises(TextFault) as caught:
        Text(source)
    assert said in caught.value.reason


def test_its_variables_are_known_beforehand() -> None:
    text = Text(
        "{{a.b[0].c}} {% for i in list %}{{i.x}} {{other}}{% endfor %}{{d[e.f].g}} {% assign z = q %}{{z}}"
    )
    assert text.variables == {"a.b.0.c", "list", "other", "d", "e.f", "q"}


def test_a_lone_variable_keeps_its_kind_as_a_value() -> None:
    assert Text("{{order.total}}").value(SCOPE) == 612.5
    assert Text("{{ order.tags }}").value(SCOPE) == ["a", "b"]
    assert Text("{{order}}").value(SCOPE) == SCOPE["order"]
    assert type(Text("{{order}}").value(SCOPE)) is dict
    assert Text("{{order.none}}").value(SCOPE) is None
    assert Text("{{order.total | times: 100 | round}}").value(SCOPE) == 61250
    assert Text(" {{order.total}}").value(SCOPE) == " 612.5"
    with pytest.raises(TextFault, match="no 'nope'"):
        Text("{{order.nope}}").value(SCOPE)


def test_faults_tell_no_value() -> None:
    with pytest.raises(TextFault) as caught:
        Text("{% if note > 5 %}{% endif %}").render({"note": "s3cret"})
    assert "s3cret" not in str(caught.value)
