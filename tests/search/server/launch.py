"""An OpenSearch server for the tests, from its published Maven artifacts; needs Maven and a JDK of version 17 or newer.

``python tests/search/server/launch.py run`` serves until Ctrl-C; ``start FOLDER`` leaves it running and prints its
address, ``stop FOLDER`` ends it. Only the standard library, for ``.ci/run`` starts it before anything is installed.
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
#: Seconds that a start may take on a slow machine.
PATIENCE = 120
JAVA_OPTIONS = ["-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlog4j2.level=WARN"]


def built() -> Path:
    """Return the folder of the server's classes, fetching and compiling them if they are not those of the sources.

    Raises RuntimeError with Maven's own words when they cannot be had.
    """
    project = SOURCES / "pom.xml"
    stamp = CACHE / "built"
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in [project, *SOURCES.rglob("*.java")])).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return CACHE
    maven = shutil.which("mvn")
    if maven is None:
        raise RuntimeError("Maven fetches the OpenSearch server of the tests: apt install maven default-jdk-headless")
    shutil.rmtree(CACHE, ignore_errors=True)
    command = [maven, "-B", "-q", "-f", project, f"-Doutput={CACHE}", "compile", "dependency:copy-dependencies"]
    done = subprocess.run([*command, "-DincludeScope=runtime"], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"Maven could not fetch the OpenSearch server:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    stamp.write_text(digest)
    return CACHE


class SearchServer:
    """A server whose data lie in ``folder``; it may be killed and started again on the same port."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.port = port or _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address it answers at."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers; raises RuntimeError with what it logged when it does not."""
        classes = built()
        (self.folder / "config").mkdir(parents=True, exist_ok=True)
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
        path = os.pathsep.join([str(classes / "classes"), str(classes / "dependency" / "*")])
        log = self.folder / "log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603
                [java, *JAVA_OPTIONS, "-cp", path, "SearchServer", str(self.folder), str(self.port)],
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
        raise RuntimeError(f"The OpenSearch server did not start:\n{log.read_text(errors='replace')[-3000:]}")

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
    asked = parser.parse_args()
    if asked.task == "stop":
        _stop(asked.folder)
        return
    server = SearchServer(asked.folder.resolve(), asked.port)
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
