"""Calls to Slack's Web API: each ends with its answer or with one of the errors of ``channels.errors``."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from channels.errors import ChannelError, RateLimited, Temporary, Uncertain
from channels.pace import Pace, Rate
from channels.slack.errors import translate
from channels.slack.settings import SlackSettings

Json = dict[str, Any]
_WHO: Final = ("user", "team", "team_id", "user_id", "bot_id")
LOG: Final = logging.getLogger("channels.slack.sdk")


def paced(speed: float) -> Pace:
    """Return a pace for Slack's message a second in a channel, with room for a short burst."""
    return Pace(Rate(speed, burst=4), Rate(20 * speed, burst=20))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in its workspace, and what it may do."""

    name: str
    team: str
    team_id: str
    user: str
    bot: str
    scopes: frozenset[str]


class Api:
    """One bot's way to Slack. The SDK's own retries are off: they would post a message twice."""

    def __init__(self, settings: SlackSettings) -> None:
        LOG.setLevel(logging.INFO)  # below that the SDK writes down what people say
        self.settings = settings
        self.pace = paced(settings.speed)
        self.client = self._new(settings.bot_token)

    def anonymous(self) -> AsyncWebClient:
        """Return a client without a token, for those parts of the SDK that ask for one and need none."""
        client = self._new(None)
        client.session = self.client.session
        return client

    def _new(self, token: str | None) -> AsyncWebClient:
        base, timeout = self.settings.api_base, int(self.settings.timeout)
        return AsyncWebClient(token, base_url=base, timeout=timeout, retry_handlers=[], logger=LOG)

    @asynccontextmanager
    async def connections(self) -> AsyncIterator[None]:
        """Keep connections open for as long as it lasts; outside of it each call makes its own."""
        async with self._session() as session:
            self.client.session = session
            try:
                yield
            finally:
                self.client.session = None

    @asynccontextmanager
    async def http(self) -> AsyncIterator[aiohttp.ClientSession]:
        """Lend a session for plain HTTP, such as downloads."""
        if self.client.session is not None:
            yield self.client.session
            return
        async with self._session() as session:
            yield session

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.settings.timeout))

    async def write(self, method: str, **args: object) -> Json:
        """Call a method that changes something; raises ChannelError."""
        given = {key: value for key, value in args.items() if value is not None}
        return await self._call(method, given, json=given)

    async def read(self, method: str, **args: object) -> Json:
        """Call a method that changes nothing: a call that broke is surely no harm. Raises ChannelError."""
        try:
            return await self._call(method, args, http_verb="GET", params=args)
        except Uncertain as error:
            raise Temporary(str(error)) from error

    async def _call(self, method: str, given: Json, **how: Any) -> Json:
        try:
            response = await self.client.api_call(method, **how)
        except Exception as error:
            problem = translate(error)
            if isinstance(problem, RateLimited):
                self.pace.hold(str(given.get("channel") or given.get("channel_id") or ""), problem.seconds)
            raise problem from error
        return dict(response.data) if isinstance(response.data, dict) else {}

    async def identify(self) -> Identity:
        """Ask Slack who we are; raises ChannelError."""
        try:
            response = await self.client.auth_test()
        except Exception as error:
            problem = translate(error)
            raise Temporary(str(problem)) if isinstance(problem, Uncertain) else problem from error
        scopes = str(response.headers.get("x-oauth-scopes", ""))
        found = frozenset(scope.strip() for scope in scopes.split(",") if scope.strip())
        user, team, team_id, own, bot = (str(response.get(key) or "") for key in _WHO)
        return Identity(user, team, team_id, own, bot, found)

    async def open_socket(self) -> str:
        """Return a new address for Socket Mode; raises ChannelError."""
        try:
            response = await self.client.apps_connections_open(app_token=self.settings.app_token)
        except Exception as error:
            problem = translate(error)
            raise Temporary(str(problem)) if isinstance(problem, Uncertain) else problem from error
        return str(response["url"])

    async def respond(self, url: str, body: Json) -> None:
        """Answer an interaction by the address that came with it; raises ChannelError."""
        client = AsyncWebhookClient(url, session=self.client.session, retry_handlers=[], logger=LOG)
        try:
            response = await client.send_dict(body)
        except Exception as error:
            raise translate(error) from error
        if response.status_code != 200:
            raise ChannelError("Slack no longer takes an answer to this press")
