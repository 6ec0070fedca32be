"""An OpenSearch or Elasticsearch server for the tests, from its published Maven artifacts.

Needs Maven and a JDK of version 17 or newer. ``python tests/search/server/launch.py run`` serves OpenSearch until
Ctrl-C; ``start FOLDER`` leaves it running and prints its address, ``stop FOLDER`` ends it; ``--product elasticsearch``
takes the other. Only the standard library, for ``.ci/run`` starts them before anything is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

SOURCES = Path(__file__).parent
ROOT = SOURCES.parents[2]
#: Where the artifacts are gathered once for all runs.
CACHE = ROOT / "var" / "search-server"
PRODUCTS = ("opensearch", "elasticsearch")
#: Seconds that a start may take on a slow machine.
PATIENCE = 120
JAVA_OPTIONS = ["-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlog4j2.level=WARN"]


def built(product: str) -> Path:
    """Return the folder of a server's classes, fetching and compiling them if they are not those of the sources.

    Raises RuntimeError with Maven's own words when they cannot be had.
    """
    sources, folder = SOURCES / product, CACHE / product
    stamp = folder / "built"
    files = sorted(path for path in sources.rglob("*") if path.is_file())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise RuntimeError("Maven fetches the search servers of the tests: apt install maven default-jdk-headless")
    shutil.rmtree(folder, ignore_errors=True)
    command = [maven, "-B", "-q", "-f", sources / "pom.xml", f"-Doutput={folder}", "compile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"Maven could not fetch {product}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    stamp.write_text(digest)
    return folder


def _program(product: str) -> list[str]:
    """Return how Java is told where the classes of ``product`` are."""
    folder = built(product)
    classes, needed = str(folder / "classes"), folder / "dependency"
    if product == "elasticsearch":
        return ["--module-path", str(needed), "--add-modules", "ALL-MODULE-PATH", "-cp", classes, "SearchServer"]
    return ["-cp", os.pathsep.join([classes, str(needed / "*")]), "SearchServer"]


class SearchServer:
    """A server whose data lie in ``folder``; it may be killed and started again on the same port."""

    def __init__(self, folder: Path, port: int = 0, product: str = PRODUCTS[0]) -> None:
        self.folder = folder
        self.product = product
        self.port = port or _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address it answers at."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers; raises RuntimeError with what it logged when it does not."""
        program = _program(self.product)
        (self.folder / "config").mkdir(parents=True, exist_ok=True)
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
        arguments = [str(self.folder), str(self.port), str(CACHE / self.product / "modules")]
        log = self.folder / "log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603
                [java, *JAVA_OPTIONS, *program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        (self.folder / "pid").write_text(str(self.process.pid))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.answers():
                return
            time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"The server ({self.product}) did not start:\n{log.read_text(errors='replace')[-3000:]}")

    def answers(self) -> bool:
        """Whether it is up and has found its data again."""
        with suppress(URLError, OSError):
            health = f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s"
            with urlopen(health, timeout=5) as response:  # noqa: S310 - our own address
                return bool(response.status == 200)
        return False

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in peace."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=PATIENCE)
            self.process = None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _stop(folder: Path) -> None:
    """End the server of another process, and wait for it a while."""
    with suppress(ProcessLookupError, FileNotFoundError):
        number = int((folder / "pid").read_text())
        os.kill(number, signal.SIGTERM)
        for _tenth in range(100):
            time.sleep(0.1)
            os.kill(number, 0)


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["run", "start", "stop"])
    parser.add_argument("folder", nargs="?", type=Path, default=CACHE.with_name("search-server-data"))
    parser.add_argument("--port", type=int, default=0, help="where to listen; any free port without it")
    parser.add_argument("--product", choices=PRODUCTS, default=PRODUCTS[0], help="which server (OpenSearch)")
    asked = parser.parse_args()
    if asked.task == "stop":
        _stop(asked.folder)
        return
    server = SearchServer(asked.folder.resolve(), asked.port, asked.product)
    server.start()
    print(server.url, flush=True)  # noqa: T201
    if asked.task == "run":
        with suppress(KeyboardInterrupt):
            signal.pause()
        server.stop()


if __name__ == "__main__":
    try:
        main()
    except RuntimeError as problem:
        sys.exit(str(problem))
