"""A real Elasticsearch of the test run's own, from the jars of Maven Central: no container, no download from a vendor's site.

The jars and the two compiled classes are kept in the checkout's .cache folder, so that only the first run needs the network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.common import Missing, free_port, start, stop, wait_for

HERE = Path(__file__).parent / "java"
CACHE = Path(__file__).resolve().parents[2] / ".cache" / "elasticsearch"
VERSIONS = ("8.19.9", "9.2.0")
LOG4J = """status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p] %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


def _java(version: str) -> Path:
    """Return the home of a JDK for this version: 8.19 needs the security manager's classes, which Java 24 removed; 9 needs 21."""
    lowest, highest = (21, 99) if version.startswith("9.") else (17, 23)
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    for home in homes:
        compiler = home / "bin" / "javac"
        if compiler.exists():
            said = subprocess.run([compiler, "-version"], capture_output=True, text=True, check=False)
            number = re.search(r"\d+", said.stdout + said.stderr)
            if number and lowest <= int(number.group()) <= highest:
                return home
    raise Missing(f"Elasticsearch {version} needs a JDK {lowest} or later (apt-get install openjdk-{lowest}-jdk-headless)")


def _runnable() -> str:
    why = []
    for version in VERSIONS:
        try:
            _java(version)
        except Missing as exc:
            why.append(str(exc))
        else:
            return version
    raise Missing("; or ".join(why))


def _install(version: str, java: Path) -> Path:
    home = CACHE / version
    if (home / "ready").exists():
        return home
    maven = shutil.which("mvn")
    if not maven:
        raise Missing("Maven is not installed (apt-get install maven)")
    shutil.rmtree(home, ignore_errors=True)
    netty, root = home / "modules" / "transport-netty4", home / "modules" / "rest-root"
    for folder in (home / "config", home / "plugins", netty, root, home / "classes", home / "root-classes"):
        folder.mkdir(parents=True)
    done = subprocess.run(
        [maven, "-q", "-B", "-f", HERE / "pom.xml", f"-Des.version={version}", "dependency:copy-dependencies", f"-DoutputDirectory={home / 'lib'}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Missing(f"Maven could not fetch Elasticsearch {version}: {(done.stdout + done.stderr).strip()[:500]}")
    for jar in [*(home / "lib").glob("netty-*"), *(home / "lib").glob("transport-netty4-*")]:
        jar.rename(netty / jar.name)
    descriptor = zipfile.ZipFile(next(netty.glob("transport-netty4-*.jar"))).read("META-INF/es-plugins/transport-netty4/plugin-descriptor.properties").decode()
    wanted = ("name=", "description=", "version=", "elasticsearch.version=", "java.version=", "classname=")
    (netty / "plugin-descriptor.properties").write_text("\n".join(line for line in descriptor.splitlines() if line.startswith(wanted)))
    for source, target in (("LocalNode.java", "classes"), ("RootAnswer.java", "root-classes")):
        subprocess.run(
            [java / "bin" / "javac", "-encoding", "UTF-8", "-cp", f"{home}/lib/*", "-d", home / target, HERE / source], check=True, capture_output=True
        )
    with zipfile.ZipFile(root / "rest-root.jar", "w") as jar:
        for compiled in (home / "root-classes").glob("*.class"):
            jar.write(compiled, compiled.name)
    number = "21" if version.startswith("9.") else "17"
    (root / "plugin-descriptor.properties").write_text(
        f"name=rest-root\ndescription=GET /\nversion={version}\nelasticsearch.version={version}\njava.version={number}\nclassname=RootAnswer\n"
    )
    (home / "config" / "elasticsearch.yml").touch()
    (home / "config" / "log4j2.properties").write_text(LOG4J)
    (home / "ready").touch()
    return home


def _installed(version: str) -> tuple[str, Path, Path]:
    """Return the version that runs here, its JDK and its home."""
    version = version or _runnable()
    java = _java(version)
    return version, java, _install(version, java)


def _command(version: str, java: Path, home: Path, settings: dict[str, object], heap: str = "512m") -> list[str]:
    flags = ["-Djava.security.manager=allow"] if version.startswith("8.") else ["--enable-native-access=ALL-UNNAMED"]
    common = {"cluster.name": "tests", "network.host": "127.0.0.1", "cluster.routing.allocation.disk.threshold_enabled": "false"}
    node = [f"{name}={value}" for name, value in {**common, **settings}.items()]
    memory = [f"-Xms{heap}", f"-Xmx{heap}"]
    return [
        str(part)
        for part in (java / "bin" / "java", *memory, *flags, f"-Des.path.home={home}", "-cp", f"{home}/classes:{home}/lib/*", "LocalNode", home, *node)
    ]


@contextmanager
def server(folder: Path, version: str = "") -> Iterator[str]:
    """Run one node of the version, or of the first one that a JDK here can run; gives its URL."""
    version, java, home = _installed(version)
    port, log = free_port(), folder / "elasticsearch.log"
    own = {"discovery.type": "single-node", "node.name": "node-0", "http.port": port, "transport.port": free_port(), "path.data": folder / "elasticsearch"}
    process = start(_command(version, java, home, own), log)
    try:
        wait_for(lambda: _answers(port), process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


class Cluster:
    """Nodes on loopback that are one cluster."""

    def __init__(self, folder: Path, nodes: int, version: str = "") -> None:
        self.folder = folder
        self.version, self.java, self.home = _installed(version)
        self.ports = [free_port() for _ in range(nodes)]
        self.inner = [free_port() for _ in range(nodes)]
        self.processes: dict[int, subprocess.Popen] = {}

    @property
    def url(self) -> str:
        """The addresses of all nodes, divided by commas."""
        return ",".join(f"http://127.0.0.1:{port}" for port in self.ports)

    def begin(self, *numbers: int) -> None:
        """Start these nodes, and wait until they answer as members of the cluster."""
        names = ",".join(f"node-{number}" for number in range(len(self.ports)))
        for number in numbers:
            own = {
                "node.name": f"node-{number}",
                "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in self.inner),
                "cluster.initial_master_nodes": names,
                "http.port": self.ports[number],
                "transport.port": self.inner[number],
                "path.data": self.folder / f"node-{number}",
            }
            self.processes[number] = start(_command(self.version, self.java, self.home, own, heap="256m"), self.folder / f"node-{number}.log")
        for number in numbers:
            wait_for(lambda port=self.ports[number]: _answers(port), self.processes[number], self.folder / f"node-{number}.log", seconds=150)

    def kill(self, number: int) -> None:
        """End a node as a power cut does."""
        self.processes[number].kill()
        self.processes[number].wait()

    def stop(self) -> None:
        """End all nodes."""
        for process in self.processes.values():
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path, nodes: int = 3, version: str = "") -> Iterator[Cluster]:
    """Run several nodes as one cluster."""
    made = Cluster(folder, nodes, version)
    try:
        made.begin(*range(nodes))
        yield made
    finally:
        made.stop()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=3) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
