"""A small client of the language server protocol: opens a text, and asks for completions, hovers
and problems.
"""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

# seconds until a server that does not answer is ended, so that the test fails and does not hang
PATIENCE = 60


class Problem(NamedTuple):
    """What an editor underlines: line and column from 1, as quizgen counts them, and the
    message.
    """

    line: int
    column: int
    message: str


class LanguageServer:
    """A running server, which reads its schema from the first line of each text."""

    def __init__(self, command: str, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.sent = self.opened = 0
        self.problems: dict[str, list[Problem]] = {}
        snippets = {
            "completionItem": {
                "snippetSupport": True,
                "documentationFormat": ["markdown", "plaintext"],
            }
        }
        capabilities = {
            "textDocument": {"completion": snippets, "publishDiagnostics": {}, "hover": {}},
            "workspace": {"configuration": True},
        }
        root = folder.as_uri()
        self.request(
            "initialize", {"processId": None, "rootUri": root, "capabilities": capabilities}
        )
        self.notify("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.communicate()

    # What an editor does --------------------------------------------------------------------------

    def open(self, name: str, text: str) -> str:
        """The address of a text that is now open, in this folder, whether there is a file or
        not.
        """
        # each text under a name of its own: what is still said of one cannot be taken for another's
        self.opened += 1
        uri = (self.folder / f"{self.opened}-{name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def problems_of(self, name: str, text: str) -> list[Problem]:
        """What the server says to be wrong with a text."""
        uri = self.open(name, text)
        while uri not in self.problems:
            self._receive()
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        return self.problems.pop(uri)

    def completions(self, name: str, text: str) -> dict[str, dict[str, Any]]:
        """What is offered where `|` stands, by label."""
        found = self._ask("textDocument/completion", name, text)
        return {
            item["label"]: item
            for item in (found["items"] if isinstance(found, dict) else found or [])
        }

    def hover(self, name: str, text: str) -> str:
        """What is said of the word before which `|` stands."""
        found = self._ask("textDocument/hover", name, text)
        return str(found["contents"]["value"]) if found else ""

    def _ask(self, method: str, name: str, marked: str) -> Any:
        before, mark, after = marked.partition("|")
        assert mark, "mark the place with |"
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        uri = self.open(name, before + after)
        found = self.request(method, {"textDocument": {"uri": uri}, "position": position})
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        return found

    # The protocol ---------------------------------------------------------------------------------

    def request(self, method: str, params: Any) -> Any:
        """The answer to a request."""
        self.sent += 1
        number = self.sent
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def notify(self, method: str, params: Any) -> None:
        """Tell the server something that has no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered with as little as can
        be.
        """
        assert self.process.stdout is not None
        watchdog = threading.Timer(PATIENCE, self.process.kill)
        watchdog.start()
        try:
            length = 0
            while line := self.process.stdout.readline().strip():
                length = (
                    int(line.split(b":")[1])
                    if line.lower().startswith(b"content-length")
                    else length
                )
            body = self.process.stdout.read(length)
        finally:
            watchdog.cancel()
        assert body, "the language server ended, or did not answer in time"
        message: dict[str, Any] = json.loads(body)
        method = message.get("method", "")
        if method == "textDocument/publishDiagnostics":
            params = message["params"]
            starts = [(each["range"]["start"], each["message"]) for each in params["diagnostics"]]
            self.problems[params["uri"]] = [
                Problem(at["line"] + 1, at["character"] + 1, text) for at, text in starts
            ]
        elif "id" in message and method:
            wanted = (
                message["params"].get("items", []) if method == "workspace/configuration" else None
            )
            settings = {
                "validate": True,
                "hover": True,
                "completion": True,
                "schemaStore": {"enable": False},
            }
            answer = wanted and [
                settings if item.get("section") == "yaml" else {} for item in wanted
            ]
            self._send({"id": message["id"], "result": answer})
        return message
