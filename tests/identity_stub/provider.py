"""An OpenID Connect provider that speaks real HTTP and signs real tokens; who signs in is what the test says.

It checks what a provider must: the registered way back, the client's secret, the code of one use, PKCE. Not here:
passwords, consent, anything a person would see.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, CLIENT_SECRET = "dashboard", "a secret of the tests"


class Provider:
    """`with Provider() as provider:`; then set `provider.person` to the claims of whoever signs in."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}, private=True)
        self.signs_with = self.key
        self.way_back = ""
        self.codes: dict[str, Mapping[str, str]] = {}
        self.refused: list[str] = []

    def __enter__(self) -> Self:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(asked.query).items()}
                stub.get(self, asked.path, query)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                answer(self, *stub.token(self.headers.get("Authorization", ""), form))

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def get(self, handler: BaseHTTPRequestHandler, path: str, query: Mapping[str, str]) -> None:
        if path == "/.well-known/openid-configuration":
            answer(handler, 200, self.metadata())
        elif path == "/keys":
            answer(handler, 200, {"keys": [self.key.as_dict(private=False)]})
        elif path == "/authorize" and (query["client_id"], query["redirect_uri"]) == (CLIENT, self.way_back):
            code = secrets.token_urlsafe(16)
            self.codes[code] = query
            redirect(handler, f"{self.way_back}?{urlencode({'code': code, 'state': query['state']})}")
        elif path == "/end":
            redirect(handler, query["post_logout_redirect_uri"])
        else:
            self.refused.append(path)
            answer(handler, 400, {"error": "invalid_request"})

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def token(self, authorization: str, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """The answer to a code: only once, to the client, with the verifier of its challenge."""
        asked = self.codes.pop(form.get("code", ""), None)
        client = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or client != f"{CLIENT}:{CLIENT_SECRET}" or asked["code_challenge"] != challenge:
            self.refused.append("/token")
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, {**claims, **self.person}, self.signs_with)
        return 200, {"access_token": "none", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


def answer(handler: BaseHTTPRequestHandler, status: int, content: Mapping[str, Any]) -> None:
    body = json.dumps(content).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def redirect(handler: BaseHTTPRequestHandler, target: str) -> None:
    handler.send_response(302)
    handler.send_header("Location", target)
    handler.send_header("Content-Length", "0")
    handler.end_headers()
