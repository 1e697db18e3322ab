"""A client of yaml-language-server over stdio, for as much of an editor as the tests need."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

SECONDS = 30
CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "publishDiagnostics": {"relatedInformation": True},
    },
}


def server() -> str | None:
    """Give the language server of this machine, if it has one and Node to run it."""
    found = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
    return found if found and shutil.which("node") else None


class Editor:
    """An editor in Chinese with one folder open; `settings` are those of its .vscode/settings.json."""

    def __init__(self, command: str, folder: Path, settings: Mapping[str, Any]) -> None:
        self.folder, self.settings = folder, settings
        self.process = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.number = 0
        root = folder.as_uri()
        self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=root,
            locale="zh-cn",
            capabilities=CAPABILITIES,
            workspaceFolders=[{"uri": root, "name": folder.name}],
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings={"yaml": self._section("yaml")})
        while not self.problems("yanpei.yaml", "没有这一项: 1\n"):  # until the settings have arrived
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def problems(self, path: str, text: str) -> list[str]:
        """Open a file with a text, and give what the server says is wrong with it."""
        uri = (self.folder / path).as_uri()
        self.number += 1
        document = {"uri": uri, "languageId": "yaml", "version": self.number, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        while True:
            message = self.messages.get(timeout=SECONDS)
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                found = message["params"]["diagnostics"]
                return [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in found]

    def hover(self, path: str, text: str, at: str) -> str:
        """Give what is said of the place where `at` first stands in a text."""
        answer = self._at("textDocument/hover", path, text, text.index(at))
        return answer["contents"]["value"] if answer else ""

    def completions(self, path: str, text: str) -> dict[str, str]:
        """Give what is offered at the mark ‸ in a text, with what each would insert, in the order of the editor."""
        items = self._at("textDocument/completion", path, text.replace("‸", ""), text.index("‸"))["items"]
        ordered = sorted(items, key=lambda item: item.get("sortText") or item["label"])
        return {item["label"]: item.get("textEdit", {}).get("newText", item.get("insertText")) for item in ordered}

    def _at(self, method: str, path: str, text: str, offset: int) -> Any:
        before = text[:offset]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        self.problems(path, text)  # so that the next answer about problems is not that of this text
        return self.ask(method, textDocument={"uri": (self.folder / path).as_uri()}, position=place)

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its answer."""
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        kept = []
        while True:
            message = self.messages.get(timeout=SECONDS)
            if message.get("id") == number and "method" not in message:
                for one in kept:
                    self.messages.put(one)
                return message["result"]
            kept.append(message)

    def _section(self, name: str) -> dict[str, Any]:
        return {
            key.removeprefix(f"{name}."): value for key, value in self.settings.items() if key.startswith(f"{name}.")
        }

    def _send(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            stream.readline()
            message = json.loads(stream.read(length))
            if message.get("method") == "workspace/configuration":
                answer = [self._section(one["section"]) for one in message["params"]["items"]]
                self._send({"id": message["id"], "result": answer})
            elif "id" in message and "method" in message:
                self._send({"id": message["id"], "result": None})
            else:
                self.messages.put(message)
