"""A Spark cluster of this machine alone: a master and workers as processes of their own, all on 127.0.0.1.

The tests and `tests/bench/spark.py` share it. Whatever it starts is stopped when the `with` block ends.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
from pyspark import SparkContext
from pyspark.sql import SparkSession

LOOPBACK = "127.0.0.1"
SPARK_HOME = Path(pyspark.__file__).parent
PATIENCE = 120  # seconds that a process has to start or stop


class Cluster:
    """Master and workers, each worker with one core, and what can be done to them."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.mark = uuid.uuid4().hex  # in the environment of all that is started, also by others
        self.processes = {}
        self.url = ""

    def environment(self):
        return {name: value for name, value in os.environ.items() if "SPARK" not in name} | {
            "SPARK_HOME": str(SPARK_HOME),
            "SPARK_LOCAL_IP": LOOPBACK,
            "SPARK_LOCAL_DIRS": str(self.folder),
            "SPARK_DAEMON_MEMORY": "512m",
            "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
            "PYSPARK_PYTHON": sys.executable,
            "SLAVONYM_CLUSTER": self.mark,
        }

    def start(self, workers):
        self._spawn("master", "master.Master", "--port", "0")
        self.url = self._said("master", r"Starting Spark master at (spark://\S+)")
        names = [f"worker-{number}" for number in range(1, workers + 1)]
        for name in names:
            options = ("--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / name))
            self._spawn(name, "worker.Worker", "--port", "0", *options, self.url)
        for name in names:
            self._said(name, "(Successfully registered) with master")

    def _spawn(self, name, main, *arguments):
        command = [SPARK_HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{main}"]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [*command, "--host", LOOPBACK, "--webui-port", "0", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment(),
                start_new_session=True,  # a group of its own, which the worker's executors are in too
            )

    def _said(self, name, pattern):
        """Wait until the log of a process says something, and return the group of the pattern."""
        log, deadline = self.folder / f"{name}.log", time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.processes[name].poll() is None:
            if found := re.search(pattern, log.read_text(errors="replace")):
                return found[1]
            time.sleep(0.05)
        message = f"{name} did not say {pattern!r}:\n{log.read_text(errors='replace')}"
        raise RuntimeError(message)

    def kill(self, name, number=signal.SIGKILL):
        """Send a signal to a process and the group it leads: a worker with its executors."""
        process = self.processes.pop(name)
        os.killpg(process.pid, number)
        process.wait(PATIENCE)

    def alive(self):
        """The ids of all processes of this cluster that run: those started here, and executors and Python workers."""
        mark = f"SLAVONYM_CLUSTER={self.mark}".encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:  # gone, a zombie, or of another user
                continue
        return found

    def seconds_of_cpu(self):
        """What the processes of this cluster that run have used of all CPUs together."""
        ticks = 0
        for process in self.alive():
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # utime and stime
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self):
        for name in sorted(self.processes, reverse=True):  # workers first
            self.kill(name, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while (left := self.alive()) and time.monotonic() < deadline:
            time.sleep(0.05)
        for process in left:
            os.kill(process, signal.SIGKILL)
        if left:
            message = f"had to kill {len(left)} processes of Spark"
            raise RuntimeError(message)


@contextmanager
def cluster(folder, workers):
    """A running cluster, with its files in the folder."""
    running = Cluster(folder)
    try:
        running.start(workers)
        yield running
    finally:
        running.stop()


@contextmanager
def session(running):
    """A session of this process on the cluster, with one executor a worker and nothing shown or listening outside."""
    saved = dict(os.environ)
    os.environ.clear()
    os.environ.update(running.environment())
    try:
        spark = (
            SparkSession.builder.master(running.url)
            .config("spark.driver.host", LOOPBACK)
            .config("spark.driver.bindAddress", LOOPBACK)
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "ERROR")
            .config("spark.executor.cores", "1")
            .config("spark.executor.memory", "768m")
            .config("spark.sql.warehouse.dir", str(running.folder / "warehouse"))
            .config("spark.sql.files.openCostInBytes", "1g")  # so that each file is a task
            .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .getOrCreate()
        )
        gateway = spark.sparkContext._gateway
        try:
            yield spark
        finally:
            spark.stop()
            gateway.shutdown()
            gateway.proc.stdin.close()  # the driver's JVM ends when its parent closes this pipe
            gateway.proc.wait(PATIENCE)
            SparkContext._gateway = SparkContext._jvm = None
    finally:
        os.environ.clear()
        os.environ.update(saved)


PLAIN = (
    "Rain is expected in the north on day {}.",
    "Item {}: the council met in Toulouse and agreed on the budget.",
    "Talks went on for {} hours, said Mr Martin, without a result.",
    "Shares closed {} points lower after a quiet session.",
    "The match ended after {} minutes; Antoine Tournachon scored twice.",
    "Bulletin {}: no change in the forecast for the coming days.",
    "Delegation {} arrived in Geneva on Monday for the talks.",
    "Page {} of the report deals with harvests and prices.",
    "In Kyiv, Ukraine, school {} opened again on Monday.",
)
NAMED = (
    "The bus from {} to Lviv, in Ukraine, left at {}.",
    "In Ukraine, the region of {} counted {} alerts.",
    "Near {}, Ukraine, train {} was late.",
)
PLACES = (
    "Tchernihiv",
    "Zaporijjia",
    "Koupiansk",
    "Chassiv Yar",
    "Jytomyr",
    "kyiv",
    "Soumy",
    "Marioupol",
)


def texts(count, *, named=0.05, seed=7):
    """Lines as a news desk has them, all different: a share of them with a name to put right, one in 50 null."""
    choose = random.Random(seed)  # noqa: S311  lines to test with
    lines = []
    for number in range(count):
        if number % 50 == 49:
            lines.append(None)
        elif choose.random() < named:
            lines.append(choose.choice(NAMED).format(choose.choice(PLACES), number))
        else:
            lines.append(choose.choice(PLAIN).format(number))
    return lines


def write_parquet(folder, lines, *, files):
    """Write the lines, numbered, as so many files, each of which Spark makes a task of."""
    table = pa.table({"id": range(len(lines)), "text": pa.array(lines, pa.string())})
    size = -(-len(lines) // files)
    folder.mkdir()
    for number in range(files):
        pq.write_table(table.slice(number * size, size), folder / f"{number:03}.parquet")
