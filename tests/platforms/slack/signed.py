"""Signed HTTP: what Slack posts to an app's request URL."""

import asyncio
import json
import time
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.platforms.slack.courier import Reply
from tests.platforms.slack.world import Json


class Posts:
    """Posts to one request URL, with the app's signing secret."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._verifier = SignatureVerifier(secret)

    async def bring(
        self, kind: str, payload: Json, attempt: int, reason: str, patience: float
    ) -> Reply | None:
        """See ``courier.Line``."""
        body, media = _body(kind, payload)
        headers = {**self.sign(body), "Content-Type": media}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        try:
            async with asyncio.timeout(patience), aiohttp.ClientSession() as session:
                answer = await session.post(self._url, data=body.encode(), headers=headers)
                text = await answer.text()
        except (TimeoutError, aiohttp.ClientError):
            return None
        return Reply(answer.status == 200, _payload(text))

    def sign(self, body: str) -> dict[str, str]:
        """Return the headers that vouch for a body."""
        at = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=at, body=body)
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": signature or ""}


def _body(kind: str, payload: Json) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}), form
    return urlencode(payload), form


def _payload(text: str) -> Json:
    try:
        found = json.loads(text)
    except ValueError:
        return {"text": text} if text else {}
    return found if isinstance(found, dict) else {}
