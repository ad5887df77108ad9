"""Bolt's part: it verifies signatures and answers Slack's own questions.

Bolt acknowledges events before their listeners are done, so there are no listeners: this middleware takes
each payload in, durably, and only then is it acknowledged. One that cannot be stored is not, and comes again.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from channels.errors import ChannelError
from channels.slack.api import LOG, Api, Identity
from handoff.errors import StoreUnavailable

log = structlog.get_logger(__name__)

Take = Callable[[dict[str, Any]], Awaitable[str]]


class Gate(AsyncMiddleware):
    """Passes each payload on and answers for what became of it."""

    def __init__(self, take: Take) -> None:
        self._take = take

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Acknowledge what was stored; ``next`` is never called, because nobody comes after."""
        try:
            return BoltResponse(status=200, body=await self._take(req.body))
        except (StoreUnavailable, ChannelError, OSError) as error:
            log.warning("an event is not taken in and will come again", error=str(error))
        except Exception as error:  # a fault of ours must not be acknowledged, nor quote the message
            log.exception("an event could not be taken in", exc_info=_bare(error))
        return BoltResponse(status=503, body="")


def build(api: Api, me: Identity, take: Take) -> AsyncApp:
    """Return a Bolt app that takes payloads in and makes no call of its own."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_user_id=me.user, bot_id=me.bot, bot_token="none"
        )

    app = AsyncApp(
        name="handoff",
        logger=LOG,
        client=api.anonymous(),
        signing_secret=api.settings.signing_secret,
        authorize=authorize,
        ignoring_self_events_enabled=False,  # it would drop the deletion of a card by somebody else
    )
    app.middleware(Gate(take))
    return app


def _bare(error: Exception) -> Exception:
    """Return the error without its text, which may quote what a contact wrote."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
