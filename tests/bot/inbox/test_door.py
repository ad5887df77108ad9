"""Who gets in, and from where a cookie may write."""

import pytest

from bot.inbox.gate import COOKIE
from tests.bot.inbox.conftest import Client
from tests.bot.inbox.house import OUR_PAGE, House

READS = [
    "/api/inbox/conversations",
    "/api/inbox/conversations/c1",
    "/api/approvals",
    "/inbox/list",
    "/inbox/live",
]
WRITES = ["/api/inbox/conversations/c1/take", "/api/approvals/a1", "/inbox/presence", "/inbox/logout"]


@pytest.mark.parametrize("path", READS)
async def test_a_stranger_reads_nothing(client: Client, path: str) -> None:
    async with client.get(path) as response:
        assert response.status == 401
        assert (await response.json())["error"] == "unauthorized"


@pytest.mark.parametrize("path", WRITES)
async def test_a_stranger_writes_nothing(client: Client, path: str) -> None:
    async with client.post(path, json={}) as response:
        assert response.status == 401


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic YTpi", "", "bearer", "Bearer \xff"])
async def test_a_wrong_token_is_not_helped_by_a_good_cookie(
    house: House, client: Client, header: str
) -> None:
    headers = {**house.cookie("ana"), "Authorization": header}
    async with client.get("/api/inbox/conversations", headers=headers) as response:
        assert response.status == 401


async def test_an_operator_who_left_the_settings_is_out_at_once(house: House, client: Client) -> None:
    async with client.get("/api/inbox/conversations", headers=house.token("dora")) as response:
        assert response.status == 401
    async with client.get("/inbox", headers=house.cookie("dora")) as response:
        assert response.status == 401


async def test_without_configured_operators_any_signed_name_is_one() -> None:
    house = House(people={})
    async with (
        house.serve() as client,
        client.get("/api/inbox/conversations", headers=house.token("me")) as response,
    ):
        assert response.status == 200


SITES = [
    {},
    {"X-Handoff-Inbox": "1"},
    {"X-Handoff-Inbox": "1", "Sec-Fetch-Site": "cross-site"},
    {"X-Handoff-Inbox": "1", "Sec-Fetch-Site": "same-site"},
    {"X-Handoff-Inbox": "1", "Sec-Fetch-Site": "none"},
    {"X-Handoff-Inbox": "1", "Origin": "https://evil.example"},
    {"X-Handoff-Inbox": "1", "Origin": "null"},
    {"X-Handoff-Inbox": "1", "Origin": "http://[bad"},
    {"Sec-Fetch-Site": "same-origin"},
]


@pytest.mark.parametrize("site", SITES)
async def test_a_cookie_writes_only_from_our_own_page(
    house: House, client: Client, site: dict[str, str]
) -> None:
    id = await house.handed_off("a")
    headers = {"Cookie": house.cookie("ana")["Cookie"], **site}
    async with client.post(f"/api/inbox/conversations/{id}/take", headers=headers) as response:
        assert response.status == 403
        assert (await response.json())["error"] == "cross_site"
    assert (await house.owner(id))[0] == "waiting"


async def test_our_own_page_writes_with_its_cookie(house: House, client: Client) -> None:
    id = await house.handed_off("a")
    async with client.post(f"/api/inbox/conversations/{id}/take", headers=house.cookie("ana")) as response:
        assert response.status == 200


async def test_a_browser_that_sends_no_metadata_proves_itself_by_its_origin(
    house: House, client: Client
) -> None:
    id = await house.handed_off("a")
    origin = f"http://{client.host}:{client.port}"
    headers = {"Cookie": house.cookie("ana")["Cookie"], "X-Handoff-Inbox": "1", "Origin": origin}
    async with client.post(f"/api/inbox/conversations/{id}/take", headers=headers) as response:
        assert response.status == 200


async def test_a_login_link_lets_in_once_and_the_cookie_is_kept_from_scripts(
    house: House, client: Client
) -> None:
    link = f"/inbox/login?code={house.auth.login_code('ana')}"
    async with client.get(link, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "/inbox")
        cookie = response.headers["Set-Cookie"]
    assert COOKIE in cookie
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    async with client.get("/inbox") as response:
        assert response.status == 200
    client.session.cookie_jar.clear()
    async with client.get(link, allow_redirects=False) as response:
        assert response.status == 410
        assert "handoff token" in await response.text()


async def test_a_used_link_still_opens_the_inbox_for_who_is_in_already(house: House, client: Client) -> None:
    link = f"/inbox/login?code={house.auth.login_code('ana')}"
    for _ in range(2):
        async with client.get(link, allow_redirects=False) as response:
            assert response.status == 303


async def test_looking_at_a_login_link_with_head_does_not_use_it_up(house: House, client: Client) -> None:
    link = f"/inbox/login?code={house.auth.login_code('ana')}"
    async with client.head(link, allow_redirects=False) as response:
        assert response.status == 405
    async with client.get(link, allow_redirects=False) as response:
        assert response.status == 303


async def test_signing_out_takes_the_cookie_away(house: House, client: Client) -> None:
    async with client.get(f"/inbox/login?code={house.auth.login_code('ana')}"):
        pass
    async with client.post("/inbox/logout", headers=OUR_PAGE) as response:
        assert response.status == 200
    async with client.get("/inbox") as response:
        assert response.status == 401
        assert "Sign in" in await response.text()
