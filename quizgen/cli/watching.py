"""Serve a page on this machine alone, and tell browsers whenever it changes; watch files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Any, NamedTuple

from quizgen.language.loader import TABLES

# Seconds between two looks at the files: shorter than it takes to look from editor to browser.
_PAUSE = 0.25
# Seconds after which a browser is told nothing, to see whether it still listens.
_ALIVE = 15.0


class News(NamedTuple):
    """The page as it is, and the problems of the decks as a part of it.

    The page may be older than these.
    """

    html: str
    problems: str

    @property
    def page(self) -> str:
        """Return what tells this page from another."""
        return sha256(self.html.encode()).hexdigest()[:16]


class Server(ThreadingHTTPServer):
    """Serves the latest news, and tells them to every page that is open."""

    daemon_threads = True

    def __init__(self, news: News, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.news = news
        self.changed = Condition()
        self.ended = False
        self.names = {f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost")}

    @property
    def url(self) -> str:
        """Return where the page is."""
        return f"http://127.0.0.1:{self.server_port}/"

    def tell(self, news: News) -> None:
        """Take what is new, and pass it on."""
        with self.changed:
            self.news = news
            self.changed.notify_all()

    def end(self) -> None:
        """Let all pages go."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Do nothing: a browser that goes away in the middle of an answer is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        # A page of another site, whose name was made to lead here, must not read the decks.
        if self.headers.get("Host") not in self.server.names:
            self.send_error(403)
        elif self.path == "/":
            self._page()
        elif self.path == "/news":
            self._news()
        else:
            self.send_error(404)

    def _page(self) -> None:
        news = self.server.news
        before, mark, after = news.html.partition(" data-watched")
        data = f'{before}{mark}="{news.page}"{after}'.encode()
        self._head("text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _news(self) -> None:
        self._head("text/event-stream")
        self.end_headers()
        server, told = self.server, None
        while not server.ended:
            with server.changed:
                if server.news is told:
                    server.changed.wait(_ALIVE)
                news = server.news
            if news is told:
                self.wfile.write(b": \n\n")
            else:
                told = news
                message = json.dumps({"page": news.page, "html": news.problems})
                self.wfile.write(f"data: {message}\n\n".encode())
            self.wfile.flush()

    def _head(self, type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", type)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(news: News, port: int) -> Iterator[Server]:
    """Run a server beside; port 0 for one that is free. Raises OSError where the port is taken."""
    with Server(news, port) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.end()
            server.shutdown()
            thread.join()


def watch(source: Path, changed: Callable[[], None], ended: Event | None = None) -> None:
    """Call `changed` whenever a file of the source is not as it was, until the event or Ctrl-C."""
    ended = ended or Event()
    seen = files(source)
    while not ended.wait(_PAUSE):
        state = files(source)
        if state != seen:
            seen = state  # as it was before it is read: what changes meanwhile is seen next time
            changed()


def files(source: Path) -> dict[Path, tuple[int, int]]:
    """Return the files of a collection, or a deck file, its lock and the tables beside it.

    Each goes with its time and its size.
    """
    paths: list[Path] = [source, source.with_suffix(".lock")]
    if source.is_dir():
        paths = list(source.rglob("*"))
    else:
        paths += (path for ending in TABLES for path in source.parent.glob(f"*{ending}"))
    states = {}
    for path in paths:
        if any(part.startswith(".") for part in path.relative_to(source.parent).parts[1:]):
            continue
        try:
            state = path.stat()
        except OSError:  # just now taken away, or not there yet
            continue
        if not path.is_dir():
            states[path] = (state.st_mtime_ns, state.st_size)
    return states
