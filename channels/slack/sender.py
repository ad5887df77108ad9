"""Decides in which messages an outgoing one is shown: its text, and its files beside or below."""

from dataclasses import replace
from typing import Final

from channels.base import Outgoing, Voice
from channels.cargo import Cargo
from channels.errors import ChannelError
from channels.names import noted
from channels.slack.errors import TROUBLES, Refusal
from channels.slack.outbound import Look, Post, look, posts
from channels.slack.posting import Posting
from channels.slack.rich import typed
from channels.slack.spot import Spot, first
from channels.slack.text import escape
from channels.slack.uploads import Uploads

_COMMENT: Final = 3000
_UNQUOTABLE: Final = frozenset({"thread_not_found", "message_not_found", "cannot_reply_to_message"})


class Sender:
    """Sends one message: posts for its text, and one message for all its files."""

    def __init__(self, posting: Posting, cargo: Cargo, uploads: Uploads) -> None:
        self._posting = posting
        self._cargo = cargo
        self._uploads = uploads

    async def send(self, spot: Spot, out: Outgoing) -> list[str]:
        """Return the timestamps, the text's first; raises ChannelError."""
        seen, out = look(out), await self._cargo.packed(out)
        comment = _comment(out, seen) if out.content.files else None
        done = [] if comment is not None else await self._text(spot, out, seen)
        if out.content.files:
            done.append(await self._share(spot, out, comment or _mark(seen)))
        if not done:
            raise TROUBLES.empty()
        return done

    async def _text(self, spot: Spot, out: Outgoing, seen: Look) -> list[str]:
        """Post the text. In direct messages Slack's own way to quote is a reply that is shown in the chat."""
        quoted = first(out.reply_to) or ""
        if quoted and not spot.thread:
            try:
                return await self._posts(replace(spot, thread=quoted), out, seen, broadcast=True)
            except Refusal as refusal:
                if refusal.code not in _UNQUOTABLE:
                    raise
        return await self._posts(spot, out, seen, quote=await self._quote(spot, quoted))

    async def _posts(
        self, spot: Spot, out: Outgoing, seen: Look, quote: str = "", broadcast: bool = False
    ) -> list[str]:
        def draw(custom: bool) -> list[Post]:
            drawn = posts(out.content, seen, custom, quote)
            return [replace(post, broadcast=broadcast) for post in drawn]

        return await self._posting.post(spot, out.key, draw, out.again)

    async def edit(self, spot: Spot, times: list[str], out: Outgoing) -> None:
        """Show the message in place of what was sent; its files stay as they are."""
        seen, out = look(out), await self._cargo.labelled(out)
        comment = _comment(out, seen) if out.content.files else None
        if comment is not None and len(times) == 1:
            await self._posting.change(spot, times[0], Post(comment))
            return
        texts = times[:-1] if out.content.files and len(times) > 1 else times
        await self._posting.edit(spot, texts, lambda custom: posts(out.content, seen, custom))

    async def _share(self, spot: Spot, out: Outgoing, comment: str) -> str:
        again = out.again or self._posting.in_doubt(out.key)
        try:
            return await self._uploads.share(spot, out.key, out.content.files, comment, again)
        except ChannelError:
            self._posting.doubt(out.key)
            raise

    async def _quote(self, spot: Spot, quoted: str) -> str:
        """Return the words that are quoted in a desk thread, where Slack knows no replies to replies."""
        if not quoted or not spot.thread:
            return ""
        try:
            return typed(await self._posting.message(spot, quoted), markdown=False)
        except ChannelError:
            return ""


def _comment(out: Outgoing, seen: Look) -> str | None:
    """Return the text to show above the files in one message with them; None if it needs its own."""
    if seen.voice is Voice.NOTE or seen.data:
        return None if out.content.text.strip() else _mark(seen)
    drawn = posts(replace(out.content, files=()), seen, custom=False)
    if not drawn:
        return _mark(seen)
    if len(drawn) > 1 or drawn[0].blocks or len(drawn[0].text) > _COMMENT:
        return None
    return drawn[0].text


def _mark(seen: Look) -> str:
    """Say whose files these are: Slack shows files under the bot's own name."""
    who = f"*{escape(seen.who).replace('*', '∗')}:*" if seen.who else ""
    note = noted() if seen.voice is Voice.NOTE else ""
    return " ".join(filter(None, (who, note)))
