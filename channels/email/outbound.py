"""A message as a mail: to a contact, or into a desk thread. Values in, values out."""

from dataclasses import dataclass

from channels import marks
from channels.base import Outgoing, Voice
from channels.email.compose import REPLIED
from channels.email.names import clean, line
from channels.email.text import (
    Link,
    Templates,
    body,
    choices,
    pages,
    paragraphs,
    plain,
    quoted,
    source,
    written,
)
from channels.names import noted, signed
from channels.troubles import Troubles
from handoff.content import Content
from handoff.transcript import AuthorKind


@dataclass(frozen=True, slots=True)
class Words:
    """A mail's body in both of its forms."""

    text: str
    html: str


def to_contact(out: Outgoing, templates: Templates, trouble: Troubles) -> Words:
    """Return what the contact reads; raises Permanent where that is nothing."""
    content = out.content
    if not (content.text.strip() or content.files or content.fields or content.sources):
        raise trouble.empty()
    links = pages(content.buttons)
    text = paragraphs(clean(content.text), *_facts(content), choices(content.buttons), written(links))
    return Words(text, _html(out, templates, "", links))


def to_team(out: Outgoing, templates: Templates, top: str, links: tuple[Link, ...] = ()) -> Words:
    """Return what the team reads below a line that says who speaks; a contact's words are quoted."""
    who = noted(out.author) if out.voice is Voice.NOTE else signed(out.author)
    said = clean(out.content.text)
    if out.author.kind is AuthorKind.CONTACT:
        said = quoted(said)
    text = paragraphs(top, f"{who}:" if who else "", said, *_facts(out.content), written(links))
    return Words(text, _html(out, templates, top, links, who))


def sender(out: Outgoing) -> str:
    """Return whose name the contact sees: a person's own, else that of the sender's setting."""
    return line(out.author.name, 80) if out.author.kind is AuthorKind.HUMAN else ""


def automatic(out: Outgoing) -> str:
    """Say whether a machine answers, in the word of RFC 3834; empty for a person."""
    return REPLIED if out.author.kind in (AuthorKind.AGENT, AuthorKind.SYSTEM) else ""


def _facts(content: Content) -> tuple[str, str]:
    fields = "\n".join(f"{line(one.name, 80)}: {line(one.value, 300)}" for one in content.fields)
    read = " · ".join(filter(None, map(source, content.sources)))
    return fields, f"{marks.READ} {read}" if read else ""


def _html(out: Outgoing, templates: Templates, top: str, links: tuple[Link, ...], who: str = "") -> str:
    content = out.content
    return templates.render(
        "message.html",
        top=top,
        who=who,
        note=out.voice is Voice.NOTE,
        contact=out.author.kind is AuthorKind.CONTACT,
        body=body(content, out.author.kind),
        fields=[(line(one.name, 80), line(one.value, 300)) for one in content.fields],
        sources=_facts(content)[1],
        choices=plain(choices(content.buttons)) if not top else "",
        links=links,
    )
