"""A TLS proxy on loopback that lets only those through who show the right key: what stands before an Elasticsearch of a bureau."""

from __future__ import annotations

import http.client
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.services.common import Missing


def certificate(folder: Path, name: str = "IP:127.0.0.1") -> tuple[Path, Path]:
    """Make a certificate that signs itself; returns its file and its key's."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=proxy"]
    try:
        subprocess.run([*made, "-addext", f"subjectAltName={name}", "-keyout", key, "-out", cert], check=True, capture_output=True)
    except FileNotFoundError as exc:
        raise Missing("openssl is not installed (apt-get install openssl)") from exc
    return cert, key


@contextmanager
def proxy(backend: str, cert: Path, key: Path, rights: tuple[str, ...]) -> Iterator[str]:
    """Run the proxy before `backend` (host:port); `rights`: the values of the header Authorization that are let through. Gives its URL."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") not in rights:
                self.reply(401, [("Content-Type", "application/json")], b'{"error":"no right","status":401}')
                return
            inner = http.client.HTTPConnection(backend, timeout=60)
            passed = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "authorization", "accept-encoding", "connection")}
            inner.request(self.command, self.path, body, passed)
            answer = inner.getresponse()
            content = answer.read()
            self.reply(answer.status, [pair for pair in answer.getheaders() if pair[0].lower() not in ("content-length", "transfer-encoding")], content)
            inner.close()

        def reply(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that refuses our certificate hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
