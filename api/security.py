"""Headers that every answer carries, and a limit on what a request may send. Pure ASGI: they hold for streamed answers too."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import TooLarge

LARGEST_BODY = 256 * 1024  # bytes: the largest form here is a list of 50 leads with a reason

# no inline script or style anywhere: what a shop wrote can never run on these screens
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    """Adds the headers; pages are never cached, static files with a version in their address are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        versioned = scope["path"].startswith("/static/") and scope["query_string"].startswith(b"v=")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["Cache-Control"] = "public, max-age=31536000, immutable" if versioned and message["status"] == 200 else "no-store"
            await send(message)

        await self.app(scope, limited(scope, receive), send_with_headers)


def limited(scope: Scope, receive: Receive) -> Receive:
    """Return a receive that raises TooLarge when more than the limit is announced or sent."""
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    seen = 0

    async def receive_some() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY or (announced.isdigit() and int(announced) > LARGEST_BODY):
            raise TooLarge(f"最多 {LARGEST_BODY // 1024} kB")
        return message

    return receive_some
