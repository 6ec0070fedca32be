"""What a page may not do in any browser test: log an error, raise one, ask another host for anything."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request


@dataclass
class Watch:
    """What a page did that it should not have; ``expect`` names what the test causes on purpose."""

    own_host: str
    expected: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def expect(self, words: str) -> None:
        """Do not count problems that contain these words, for example "404" after opening a page that is not there."""
        self.expected.append(words)

    def found(self) -> list[str]:
        """Return the problems that the test did not cause on purpose."""
        return [problem for problem in self.problems if not any(words in problem for words in self.expected)]

    def follow(self, context: BrowserContext) -> None:
        """Note the console errors, script errors and foreign requests of every page of the context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.own_host:
            self.problems.append(f"request to another host: {request.url}")
