"""Who calls the webhook: recent, signed by one of the secrets, and nothing else."""

import base64
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.signing import SIGNATURE, STAMP, Own, Signing, Svix, signed, svix_key, svix_signed

NEW, OLD = "whsec_" + base64.b64encode(b"n" * 24).decode(), "whsec_" + base64.b64encode(b"o" * 24).decode()
BODY = b'{"type":"email.received"}'


def stamp(ago: float = 0) -> str:
    return str(int(time.time() - ago))


def svix(secret: str, at: str, id: str = "msg_1", prefix: str = "svix") -> dict[str, str]:
    shown = svix_signed(svix_key(secret), id, at, BODY)
    return {f"{prefix}-id": id, f"{prefix}-timestamp": at, f"{prefix}-signature": shown}


def test_the_signature_is_the_one_that_the_service_documents() -> None:
    """https://docs.svix.com/receiving/verifying-payloads/how-manual"""
    key = svix_key("whsec_plJ3nmyCDGBKInavdOK15jsl")
    found = svix_signed(
        key, "msg_loFOjxBNrRLzqYUf", "1731705121", b'{"event_type":"ping","data":{"success":true}}'
    )
    assert found == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


@pytest.mark.parametrize("prefix", ["svix", "webhook"])
def test_a_call_of_the_service_is_known(prefix: str) -> None:
    assert Svix([NEW]).proves(svix(NEW, stamp(), prefix=prefix), BODY)


def test_while_a_secret_is_changed_both_count() -> None:
    both = Svix([NEW, OLD])
    assert both.proves(svix(NEW, stamp()), BODY)
    assert both.proves(svix(OLD, stamp()), BODY)
    assert not Svix([NEW]).proves(svix(OLD, stamp()), BODY)
    two = svix(NEW, stamp())
    two["svix-signature"] = f"v1,{'A' * 44} v2,x {two['svix-signature']}"
    assert Svix([NEW]).proves(two, BODY)
    now = stamp()
    own = {STAMP: now, SIGNATURE: signed("old", now, BODY)}
    assert Own(["new", "old"]).proves(own, BODY)
    assert not Own(["new"]).proves(own, BODY)


@pytest.mark.parametrize("ago", [301, -301, 1e9])
def test_what_is_not_of_just_now_is_not_even_read(ago: float) -> None:
    assert not Svix([NEW]).may(svix(NEW, stamp(ago)))
    assert not Own(["s"]).may({STAMP: stamp(ago), SIGNATURE: "v1=x"})


@pytest.mark.parametrize("name", ["svix-id", "svix-timestamp", "svix-signature"])
def test_every_header_is_needed_and_signed(name: str) -> None:
    headers = svix(NEW, stamp())
    assert not Svix([NEW]).proves({**headers, name: ""}, BODY)
    assert not Svix([NEW]).proves({**headers, name: f"{int(time.time()) + 1}"}, BODY)
    assert not Svix([NEW]).proves(headers, BODY + b" ")


@pytest.mark.parametrize("signing", [Own([]), Own([""]), Svix([]), Svix([""])])
def test_without_a_secret_nobody_is_known(signing: Signing) -> None:
    now = stamp()
    assert not signing.may({STAMP: now, SIGNATURE: signed("", now, BODY)})
    assert not signing.proves({"svix-id": "x", "svix-timestamp": now, "svix-signature": "v1,"}, BODY)


@pytest.mark.parametrize("secret", ["whsec_", "whsec_ä", "whsec_a b", "x", "whsec_AAAA"])
def test_what_is_no_secret_is_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="whsec_"):
        svix_key(secret)


@given(st.dictionaries(st.sampled_from(["svix-id", "svix-timestamp", "svix-signature", STAMP]), st.text()))
def test_no_headers_make_it_fail(headers: dict[str, str]) -> None:
    assert not Svix([NEW]).proves(headers, BODY)
    assert not Own(["s"]).proves(headers, BODY)
