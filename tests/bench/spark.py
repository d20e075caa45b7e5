"""Rows per second in Spark with one worker and with two, and what each way to Python and back costs.

    python tests/bench/spark.py [--rows 200000] [--named 0.05] [--runs 3]

Needs the extras `spark` and `pandas`, and Java 17. All of it runs on this machine, on 127.0.0.1, and is stopped at the
end. Of several runs the quickest counts: other work on the machine only ever adds to them.
"""

import argparse
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyspark.sql.functions import arrow_udf, col, pandas_udf, repeat

from slavonym import Normalizer
from slavonym.integrations.columns import each
from slavonym.integrations.spark import normalize_column

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integrations"))

from spark_cluster import cluster, session, texts, write_parquet

TASKS = 32


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--named", type=float, default=0.05, help="share of rows with a name")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    lines = texts(options.rows, named=options.named)
    size = sum(len(line) for line in lines if line) / len(lines)
    print(
        f"{len(lines):,} rows of {size:.0f} characters, {options.named:.0%} with a name to change"
    )

    def measure(what, work, cpu=time.process_time):
        """Print the figures of the quickest run, and return its seconds."""
        work()  # opens tables, starts Python workers
        runs = []
        for _ in range(options.runs):
            wall, used = time.perf_counter(), cpu()
            work()
            runs.append((time.perf_counter() - wall, cpu() - used))
        wall, used = min(runs)
        rate, micro = options.rows / wall, min(used for _, used in runs) / options.rows * 1e6
        print(f"{what:60}{rate:10,.0f} rows/s{micro:8.1f} us of CPU a row", flush=True)
        return wall

    normalizer = Normalizer()
    measure("one process, without Spark", lambda: each(normalizer.normalize, lines))
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        write_parquet(data, lines, files=TASKS)
        with frame_on(data, workers=1) as (frame, cpu):
            one = measure("normalize_column, 1 worker", use(normalize_column(frame, "text")), cpu)
        with frame_on(data, workers=2) as (frame, cpu):
            two = measure("normalize_column, 2 workers", use(normalize_column(frame, "text")), cpu)
            print(f"speed-up from 1 worker to 2: {one / two:.2f}")
            extra = {f"other{n}": repeat(col("id").cast("string"), 20) for n in range(8)}
            for kind, source in (
                ("text alone", frame),
                ("8 columns more", frame.withColumns(extra)),
            ):
                measure(f"{kind}: no Python", use(source), cpu)
                for way in (by_arrow_udf, by_map_in_arrow, by_pandas_udf):
                    measure(f"{kind}: text as it is, {way.__name__}", use(way(source)), cpu)


@contextmanager
def frame_on(data, *, workers):
    """The data on a cluster of so many workers, and the clock of its CPUs."""
    with (
        tempfile.TemporaryDirectory() as folder,
        cluster(folder, workers) as running,
        session(running) as spark,
    ):
        yield spark.read.parquet(str(data)), running.seconds_of_cpu


def use(frame):
    """What has Spark work out every row, and drop it."""
    return lambda: frame.write.format("noop").mode("overwrite").save()


# The ways to Python and back: each makes Python strings of the texts and a column of these.


def by_arrow_udf(frame):
    def work(array: pa.Array) -> pa.Array:
        return pa.array(array.to_pylist(), pa.string())

    return frame.withColumn("text", arrow_udf(work, "string")(frame["text"]))


def by_map_in_arrow(frame):
    def work(batches):
        for batch in batches:
            place = batch.schema.get_field_index("text")
            array = pa.array(batch.column(place).to_pylist(), pa.string())
            yield batch.set_column(place, "text", array)

    return frame.mapInArrow(work, frame.schema)


def by_pandas_udf(frame):
    def work(series: pd.Series) -> pd.Series:
        return pd.Series(series.tolist(), dtype=object)

    return frame.withColumn("text", pandas_udf(work, "string")(frame["text"]))


if __name__ == "__main__":
    main()
