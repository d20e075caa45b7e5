"""Run in a process of its own: build the index of the package found, then read some articles; print figures as JSON.

python with_tables.py ARTICLES.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median

import slavonym
from measuring import cpu_time, over, scan_time, size

texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
start = cpu_time()
slavonym.lookup("Kyiv")
built = cpu_time() - start
over(slavonym.normalize, texts)
shares, seconds = [], []
for _ in range(3):
    scanned = scan_time(texts)
    start = cpu_time()
    over(slavonym.normalize, texts)
    seconds.append(cpu_time() - start)
    shares.append(scanned / seconds[-1])
figures = {
    "build_s": built,
    "mb_s": size(texts) / 1e6 / median(seconds),
    "of_scan": median(shares),
}
print(json.dumps(figures))
