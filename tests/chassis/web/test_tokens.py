"""Access tokens: one that is right in every part is believed, every other one is not."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwk, jwt

from chassis.clock import HeldClock
from chassis.web.keys import FRESH_SECONDS, PAUSE_SECONDS, KeySet
from chassis.web.minting import key_from, make_key, mint
from chassis.web.problems import Problem
from chassis.web.tokens import REMEMBERED_SECONDS, Verifier

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = int(AT.timestamp())
ISSUER, AUDIENCE = "https://login.example", "samspil"
PRIVATE, PUBLIC = make_key()
KEY = key_from(PRIVATE)
OTHER = key_from(make_key()[0])
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "org": "kfum",
    "roles": ["family"],
    "sub": str(UUID(int=7)),
    "iat": NOW,
    "nbf": NOW,
    "exp": NOW + 600,
}
HEADER = {"alg": "ES256", "kid": KEY.kid}


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(AT)


@pytest.fixture
def verifier(clock: HeldClock) -> Verifier:
    return Verifier(KeySet(PUBLIC, clock), issuer=ISSUER, audience=AUDIENCE, leeway=30, clock=clock)


def signed(claims: Mapping[str, Any] | None = None, header: Mapping[str, Any] | None = None, key: Any = KEY) -> str:
    return jwt.encode({**HEADER, **(header or {})}, {**CLAIMS, **(claims or {})}, key)


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def by_hand(header: Any, claims: Any, signature: bytes = b"x" * 64) -> str:
    return f"{part(header)}.{part(claims)}.{part(signature)}"


def mac_with_public_key() -> str:
    said = f"{part({'alg': 'HS256', 'kid': KEY.kid})}.{part(CLAIMS)}"
    secret = json.dumps(json.loads(PUBLIC)["keys"][0]).encode()
    return f"{said}.{part(hmac.new(secret, said.encode(), hashlib.sha256).digest())}"


def without(claim: str) -> str:
    return jwt.encode(HEADER, {name: value for name, value in CLAIMS.items() if name != claim}, KEY)


def swapped_payload() -> str:
    head, _, signature = signed().split(".")
    return f"{head}.{part({**CLAIMS, 'roles': ['operator']})}.{signature}"


FORGED: dict[str, Callable[[], str]] = {
    "no algorithm": lambda: by_hand({"alg": "none", "kid": KEY.kid}, CLAIMS, b""),
    "no algorithm, in capitals": lambda: by_hand({"alg": "NONE", "kid": KEY.kid}, CLAIMS, b""),
    "no algorithm named": lambda: by_hand({"kid": KEY.kid}, CLAIMS),
    "a MAC with our public key": mac_with_public_key,
    "another key under our name": lambda: signed(key=OTHER),
    "another key under its own name": lambda: signed(header={"kid": OTHER.kid}, key=OTHER),
    "a key brought along": lambda: signed(header={"jwk": OTHER.as_dict(private=False)}, key=OTHER),
    "an address to fetch a key from": lambda: signed(header={"jku": "https://evil.example", "kid": "x"}, key=OTHER),
    "no key named": lambda: jwt.encode({"alg": "ES256"}, CLAIMS, KEY),
    "another algorithm for our key": lambda: by_hand({"alg": "RS256", "kid": KEY.kid}, CLAIMS, b"x" * 256),
    "other claims under our signature": swapped_payload,
    "a signature of zeroes": lambda: by_hand(HEADER, CLAIMS, b"\0" * 64),
    "no signature": lambda: signed().rpartition(".")[0] + ".",
    "half a signature": lambda: signed()[:-40],
    "demands we do not know": lambda: by_hand({**HEADER, "crit": ["x"], "x": 1}, CLAIMS),
    "another kind of token": lambda: signed(header={"typ": "logout+jwt"}),
    "expired": lambda: signed({"exp": NOW - 31}),
    "no expiry": lambda: without("exp"),
    "an expiry in words": lambda: signed({"exp": str(NOW + 600)}),
    "an expiry that is true": lambda: signed({"exp": True}),
    "an expiry beyond time": lambda: signed({"exp": 10**30}),
    "not yet valid": lambda: signed({"nbf": NOW + 60}),
    "issued in the future": lambda: signed({"iat": NOW + 60}),
    "another issuer": lambda: signed({"iss": ISSUER + "/"}),
    "no issuer": lambda: without("iss"),
    "another audience": lambda: signed({"aud": "else"}),
    "no audience": lambda: without("aud"),
    "audience as part of a word": lambda: signed({"aud": "samspil-else"}),
    "no organisation": lambda: without("org"),
    "an organisation that is none": lambda: signed({"org": "KFUM' OR 1=1"}),
    "no roles": lambda: without("roles"),
    "roles as one word": lambda: signed({"roles": "operator"}),
    "roles that are no words": lambda: signed({"roles": [["operator"]]}),
    "no subject": lambda: without("sub"),
    "a subject that is a CPR number": lambda: signed({"sub": "0102031234"}),
    "claims that are a list": lambda: by_hand(HEADER, [CLAIMS]),
    "no JSON": lambda: by_hand(b"{", b"{"),
    "far too long": lambda: signed({"more": "x" * 9000}),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_a_forged_or_wrong_token_is_refused(verifier: Verifier, forge: Callable[[], str]) -> None:
    with pytest.raises(Problem) as refused:
        verifier.identity(forge())
    assert refused.value.code == "token_invalid"


def test_there_are_at_least_25_forgeries() -> None:
    assert len(FORGED) >= 25


def test_a_right_token_says_who_is_calling(verifier: Verifier) -> None:
    identity = verifier.identity(signed({"roles": ["family", "volunteer"], "aud": ["else", AUDIENCE]}))
    assert (identity.organisation, identity.subject) == ("kfum", UUID(int=7))
    assert identity.roles == {"family", "volunteer"}


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize(
    ("kty", "parameter", "alg"),
    [("RSA", 2048, "RS256"), ("OKP", "Ed25519", "Ed25519"), ("OKP", "Ed25519", "EdDSA")],
)
def test_an_issuer_may_sign_otherwise(clock: HeldClock, kty: Any, parameter: Any, alg: str) -> None:
    key: Any = jwk.generate_key(kty, parameter, parameters={"kid": "k"})
    keys = KeySet(json.dumps({"keys": [key.as_dict(private=False)]}), clock)
    verifier = Verifier(keys, issuer=ISSUER, audience=AUDIENCE, leeway=30, clock=clock)
    token = jwt.encode({"alg": alg, "kid": "k"}, CLAIMS, key, algorithms=[alg])
    assert verifier.identity(token).organisation == "kfum"


def test_a_remembered_token_still_expires(verifier: Verifier, clock: HeldClock) -> None:
    token = signed()
    verifier.identity(token)
    clock.move(timedelta(seconds=629))
    verifier.identity(token)
    clock.move(timedelta(seconds=1))
    with pytest.raises(Problem):
        verifier.identity(token)


def test_a_key_that_was_withdrawn_is_believed_for_minutes_only(tmp_path: Path, clock: HeldClock) -> None:
    file = tmp_path / "jwks.json"
    file.write_text(PUBLIC)
    verifier = Verifier(KeySet(str(file), clock), issuer=ISSUER, audience=AUDIENCE, leeway=30, clock=clock)
    token = signed({"exp": NOW + 100_000})
    verifier.identity(token)
    file.write_text(make_key()[1])
    clock.move(timedelta(seconds=FRESH_SECONDS + REMEMBERED_SECONDS + 1))
    with pytest.raises(Problem):
        verifier.identity(token)


def test_a_new_key_is_found_at_once_but_made_up_ones_do_not_flood_the_issuer(clock: HeldClock) -> None:
    new_private, new_public = make_key()
    with Issuer(PUBLIC) as issuer:
        keys = KeySet(issuer.url, clock)
        assert keys.find(str(KEY.kid))
        issuer.answer = new_public
        clock.move(timedelta(seconds=PAUSE_SECONDS + 1))
        assert keys.find(str(key_from(new_private).kid))
        for number in range(100):
            assert keys.find(f"made up {number}") is None
        assert issuer.asked == 2


def test_an_issuer_that_is_away_leaves_the_keys_as_they_were(clock: HeldClock) -> None:
    with Issuer(PUBLIC) as issuer:
        keys = KeySet(issuer.url, clock)
        assert keys.find(str(KEY.kid))
        issuer.answer = "gone fishing"
        clock.move(timedelta(seconds=FRESH_SECONDS + 1))
        assert keys.find(str(KEY.kid))
    clock.move(timedelta(seconds=FRESH_SECONDS + 1))
    assert keys.find(str(KEY.kid))


def test_a_minted_token_is_right(verifier: Verifier) -> None:
    token = mint(
        KEY, issuer=ISSUER, audience=AUDIENCE, organisation="kfum", roles=["matcher"], subject=UUID(int=9), now=AT
    )
    assert verifier.identity(token).roles == {"matcher"}


def test_the_published_key_set_holds_nothing_private() -> None:
    assert set(json.loads(PUBLIC)["keys"][0]) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


class Issuer:
    """A web server that publishes a key set."""

    def __init__(self, answer: str) -> None:
        self.answer, self.asked = answer, 0

    def __enter__(self) -> "Issuer":
        issuer = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.asked += 1
                self.send_response(200)
                self.end_headers()
                self.wfile.write(issuer.answer.encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Answering)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/jwks"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
