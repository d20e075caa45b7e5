"""Spark: a master and two workers on this machine, 200,000 lines made up by code, and a worker that is killed.

Everything talks on 127.0.0.1 and is stopped at the end, which is checked. Takes about a minute and a half on two cores.
"""

import os
import shutil
import threading
import time

import pytest

pytest.importorskip("pyspark", reason="the extra spark is not installed")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17, and there is no java on the PATH", allow_module_level=True)

import pyarrow as pa
from pyspark import TaskContext
from pyspark.errors import AnalysisException
from pyspark.sql.types import StringType
from spark_cluster import cluster, session, texts, write_parquet

from slavonym import Config, ConfigError, Normalizer
from slavonym.integrations import spark as integration
from slavonym.integrations.columns import each, matches_of
from slavonym.integrations.spark import explain_column, normalize_column
from slavonym.rules import default_rules

ROWS = 200_000
TASKS = 32


# PySpark before 4.3 leaves sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed <socket:ResourceWarning",
    "ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning",
)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("cluster"), workers=2) as running:
        yield running
    assert running.alive() == []


@pytest.fixture(scope="module")
def spark(running):
    with session(running) as spark:
        yield spark


@pytest.fixture(scope="module")
def lines():
    return texts(ROWS)


@pytest.fixture(scope="module")
def normalized(lines):
    """What one process makes of the lines, without Spark."""
    return each(Normalizer().normalize, lines)


@pytest.fixture(scope="module")
def data(lines, spark, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lines") / "data"
    write_parquet(folder, lines, files=TASKS)
    return spark.read.parquet(str(folder))


@pytest.fixture
def few(spark):
    rows = [(1, "In kyiv, Ukraine"), (2, None), (3, "x"), (4, "Volodymyr Zelensky of Ukraine")]
    return spark.createDataFrame(rows, "id int, text string")


def column(frame, name):
    """A column, in the order of the ids."""
    return [row[0] for row in frame.orderBy("id").select(name).collect()]


def in_order(frame):
    """The texts, in the order of the ids."""
    return frame.toArrow().sort_by("id")["text"].to_pylist()


# Small frames


def test_a_column_is_normalized_in_its_place_or_beside_it(few):
    expected = ["In Kyiv, Ukraine", None, "x", "Volodymyr Zelensky of Ukraine"]
    in_place = normalize_column(few, "text")
    assert in_place.columns == ["id", "text"]
    assert column(in_place, "text") == expected
    beside = normalize_column(few, "text", to_col="english")
    assert beside.columns == ["id", "text", "english"]
    assert beside.schema["english"].dataType == StringType()
    assert column(beside, "english") == expected
    assert column(beside, "text") == column(few, "text")


def test_matches_stand_in_a_column_of_their_own(few):
    frame = explain_column(few, "text")
    assert frame.columns == ["id", "text", "slavonym"]
    assert frame.schema["slavonym"].dataType == integration.MATCHES
    found = column(frame, "slavonym")
    matches = matches_of(Normalizer())
    assert found[1] is None
    assert [[row.asDict() for row in found[place]] for place in (0, 2, 3)] == [
        matches(text) for text in column(few, "text") if text is not None
    ]


def test_matches_can_be_unfolded_into_rows(few):
    frame = explain_column(few, "text").selectExpr("id", "inline(slavonym)")
    assert [(row.id, row.surface, row.english) for row in frame.collect()] == [(1, "kyiv", "Kyiv")]


def test_options_and_a_normalizer_are_taken(few):
    expected = "Volodymyr Zelenskyi of Ukraine"
    own = Normalizer(Config(to="ukrainian"))
    assert column(normalize_column(few, "text", to="ukrainian"), "text")[3] == expected
    assert column(normalize_column(few, "text", normalizer=own), "text")[3] == expected


def test_rules_of_ones_own_travel_to_workers_that_cannot_import_them(few):
    class Silent:
        id = "silent"

        def propose(self, mention, context):  # noqa: ARG002
            return ()

    silent = Normalizer(rules=[Silent()])
    assert column(normalize_column(few, "text", normalizer=silent), "text") == column(few, "text")


@pytest.mark.parametrize("function", [normalize_column, explain_column])
def test_mistakes_are_told_when_the_plan_is_made(few, function):
    with pytest.raises(TypeError, match=r"column 'id': expected texts \(string\), found int"):
        function(few, "id")
    with pytest.raises(AnalysisException, match="nowhere"):
        function(few, "nowhere")
    with pytest.raises(ConfigError, match="unknown option"):
        function(few, "text", too="ukrainian")


def test_a_worker_builds_a_normalizer_once_however_many_tasks_it_gets(spark):
    def count(texts, normalizer):
        normalizer.batches = getattr(normalizer, "batches", 0) + 1
        return pa.array([f"{os.getpid()} {normalizer.batches}"] * len(texts))

    frame = spark.range(64).selectExpr("id", "'kyiv' as text").repartition(16)
    probe = integration._with(frame, "text", "seen", count, Normalizer(), StringType())
    seen = [{tuple(row.seen.split()) for row in probe.collect()} for _ in range(3)]
    batches = sum(len(run) for run in seen)
    assert batches >= 3 * 16
    # Every worker counts on with one and the same Normalizer, in all tasks of all three jobs.
    last = {}
    for worker, number in set().union(*seen):
        last[worker] = max(last.get(worker, 0), int(number))
    assert sum(last.values()) == batches


# Two hundred thousand rows


def test_two_workers_give_what_one_process_gives(data, lines, normalized):
    assert data.rdd.getNumPartitions() == TASKS
    assert sum(a != b for a, b in zip(lines, normalized, strict=True)) > ROWS / 50
    assert in_order(normalize_column(data, "text")) == normalized


def test_a_killed_worker_is_survived(data, running, spark, normalized, tmp_path):
    free, disturbed = 8, tmp_path / "disturbed"

    class Gate:
        """Proposes nothing, and lets no more than the first tasks end before the worker was killed."""

        id = "gate"

        def propose(self, mention, context):  # noqa: ARG002
            while TaskContext.get().partitionId() >= free and not disturbed.exists():
                time.sleep(0.01)
            return ()

    gated = Normalizer(rules=(*default_rules(), Gate()))
    tracker = spark.sparkContext.statusTracker()
    result = []
    job = threading.Thread(
        target=lambda: result.append(in_order(normalize_column(data, "text", normalizer=gated)))
    )
    job.start()

    def wait_until(true):
        """Wait until it is true of the stage that reads the data."""
        deadline = time.monotonic() + 60
        while True:
            stages = [tracker.getStageInfo(number) for number in tracker.getActiveStageIds()]
            if any(true(stage) for stage in stages if stage and stage.numTasks == TASKS):
                return
            assert job.is_alive(), "the job ended before it could be disturbed"
            assert time.monotonic() < deadline
            time.sleep(0.02)

    wait_until(lambda stage: stage.numCompletedTasks == free and stage.numActiveTasks == 2)
    running.kill("worker-2")
    wait_until(lambda stage: stage.numFailedTasks >= 1 and stage.numCompletedTasks == free)
    disturbed.touch()
    job.join(timeout=150)
    assert not job.is_alive()
    assert result == [normalized]
