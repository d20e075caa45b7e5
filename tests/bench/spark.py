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

    normalizer = Normalizer()
    alone = {"one process, without Spark": lambda: each(normalizer.normalize, lines)}
    measure(alone, options)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        write_parquet(data, lines, files=TASKS)
        seconds = []
        for workers in (1, 2):
            with frame_on(data, workers=workers) as (frame, cpu):
                work = {
                    f"normalize_column, {workers} worker(s)": use(normalize_column(frame, "text"))
                }
                seconds += measure(work, options, cpu)
                if workers == 2:
                    print(f"speed-up from 1 worker to 2: {seconds[0] / seconds[1]:.2f}")
                    measure(ways(frame), options, cpu)


def measure(works, options, cpu=time.process_time):
    """Run each work by turns, print the figures of its quickest run, and return the seconds of these."""
    runs = {what: [] for what in works}
    for number in range(options.runs + 1):
        for what, work in works.items():
            wall, used = time.perf_counter(), cpu()
            work()
            if number:  # the first opens tables, starts Python workers and warms the JVM
                runs[what].append((time.perf_counter() - wall, cpu() - used))
    for what, measured in runs.items():
        rate = options.rows / min(wall for wall, _ in measured)
        micro = min(used for _, used in measured) / options.rows * 1e6
        print(f"{what:50}{rate:10,.0f} rows/s{micro:8.1f} us of CPU a row", flush=True)
    return [min(wall for wall, _ in measured) for measured in runs.values()]


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


def ways(frame):
    extra = {f"other{n}": repeat(col("id").cast("string"), 20) for n in range(8)}
    works = {}
    for kind, source in (("text alone", frame), ("8 columns more", frame.withColumns(extra))):
        works[f"{kind}: not to Python"] = use(source)
        for way in (by_arrow_udf, by_map_in_arrow, by_pandas_udf):
            works[f"{kind}: text as it is, {way.__name__}"] = use(way(source))
    return works


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
