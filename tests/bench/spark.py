"""Rows per second in Spark, with one worker and with two, and by each way that Arrow has to Python and back.

    python tests/bench/spark.py [--rows 200000] [--named 0.05] [--runs 3]

Needs the extra `spark` and Java 17. Everything runs on this machine, on 127.0.0.1, and is stopped at the end. Times are
by the wall clock, the best of the runs: other work on the machine only ever adds to them.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyspark import cloudpickle
from pyspark.sql.functions import arrow_udf, lit, pandas_udf

from slavonym import Normalizer
from slavonym.integrations.columns import each
from slavonym.integrations.spark import normalize_column, unpickled

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integrations"))

from spark_cluster import cluster, session, texts, write_parquet

FILES = 32
PICKLED = cloudpickle.dumps(Normalizer())


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument(
        "--named", type=float, default=0.05, help="share of rows with a name to put right"
    )
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    lines = texts(options.rows, named=options.named)
    size = sum(len(line) for line in lines if line) / len(lines)
    print(
        f"{len(lines):,} rows of {size:.0f} characters, {options.named:.0%} with a name to put right"
    )
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        write_parquet(data, lines, files=FILES)
        normalizer = Normalizer()
        normalizer.normalize("kyiv")  # opens the tables
        report(
            "one process, without Spark",
            len(lines),
            best(options.runs, lambda: each(normalizer.normalize, lines)),
        )
        alone = scaling(data, options, workers=1)
        both = scaling(data, options, workers=2, ways=True)
        print(f"speed-up from 1 worker to 2: {alone / both:.2f}")


def scaling(data, options, *, workers, ways=False):
    """Measure `normalize_column` on so many workers, and the ways to Python and back if asked; return the seconds."""
    with (
        tempfile.TemporaryDirectory() as folder,
        cluster(folder, workers) as running,
        session(running) as spark,
    ):
        frame = spark.read.parquet(str(data))
        work = lambda: consume(normalize_column(frame, "text"))  # noqa: E731
        work()  # starts the Python workers
        seconds = best(options.runs, work)
        report(f"normalize_column, {workers} worker(s)", options.rows, seconds)
        if ways:
            wide = frame.withColumns({f"other{n}": lit("x" * 100) for n in range(8)})
            for name, source in (
                ("text only", frame),
                ("with 8 other columns of 100 characters", wide),
            ):
                for way in (by_arrow_udf, by_map_in_arrow, by_pandas_udf):
                    for kind, function in (("as it is", as_it_is), ("normalized", normalized)):
                        run = lambda: consume(way(source, function))  # noqa: B023, E731
                        run()
                        report(
                            f"{name}, {kind}, {way.__name__}", options.rows, best(options.runs, run)
                        )
    return seconds


def as_it_is(values):
    return values


def normalized(values):
    return each(unpickled(PICKLED).normalize, values)


def by_arrow_udf(frame, function):
    def work(array: pa.Array) -> pa.Array:
        return pa.array(function(array.to_pylist()), pa.string())

    return frame.withColumn("text", arrow_udf(work, "string")(frame["text"]))


def by_map_in_arrow(frame, function):
    def work(batches):
        for batch in batches:
            place = batch.schema.get_field_index("text")
            changed = pa.array(function(batch.column(place).to_pylist()), pa.string())
            yield batch.set_column(place, "text", changed)

    return frame.mapInArrow(work, frame.schema)


def by_pandas_udf(frame, function):
    def work(series: pd.Series) -> pd.Series:
        return pd.Series(function(series.tolist()), dtype=object)

    return frame.withColumn("text", pandas_udf(work, "string")(frame["text"]))


def consume(frame):
    """Have Spark work out every row and drop it."""
    frame.write.format("noop").mode("overwrite").save()


def best(runs, work):
    """The seconds of the quickest run."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def report(what, rows, seconds):
    print(f"{what:70}{rows / seconds:12,.0f} rows/s{seconds / rows * 1e6:10.1f} us/row", flush=True)


if __name__ == "__main__":
    main()
