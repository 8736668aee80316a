"""A hundred thousand damaged replies: what becomes of each, the slowest, and the most memory.

Baselines: for the slowest, decoding the largest picture that is looked at at all; for memory, the same in a fresh
Python. Every reply must become a picture, a refusal or an error of the kit: anything else ends the run with its bytes
in a file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter

from tests.bench.figures import Figure

REPLIES = 100_000
MEMORY_MB = 4000  # of address space a process may have: a bomb that goes off ends it

# Reads {seed, count} and writes {outcomes, slowest_s, peak_mb, other}.
_WORK = """
import json, random, resource, sys, tempfile, time
from collections import Counter
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
from tests.mutations import damaged, outcome
rng, found, slowest, other = random.Random({seed}), Counter(), 0.0, []
for _ in range({count}):
    model, payload = damaged(rng)
    began = time.perf_counter()
    try:
        found[outcome(model, payload)] += 1
    except Exception as error:
        with tempfile.NamedTemporaryFile(prefix="hostile-", suffix=".bin", delete=False) as file:
            file.write(payload)
        other.append(f"{{type(error).__name__}} for {{model.name}}: {{file.name}}")
    slowest = max(slowest, time.perf_counter() - began)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
print(json.dumps({{"found": found, "slowest": slowest, "peak": peak, "other": other}}))
"""
_LARGEST = """
import io, json, resource, sys, time
from PIL import Image
from helpers.picture import MOST_PIXELS
side = int(MOST_PIXELS ** 0.5)
file = io.BytesIO()
Image.new("L", (side, side)).save(file, "PNG")
began = time.perf_counter()
image = Image.open(io.BytesIO(file.getvalue())).convert("RGB")
image.thumbnail((512, 512))
image.save(io.BytesIO(), "WEBP", quality=80)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": time.perf_counter() - began, "peak": peak}))
"""


def measure() -> list[Figure]:
    workers = os.cpu_count() or 1
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _WORK.format(seed=seed, count=REPLIES // workers, limit=MEMORY_MB * 1_000_000)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in range(workers)
    ]
    results = [json.loads(process.communicate()[0]) for process in running]
    for line in [line for result in results for line in result["other"]]:
        print(f"  NOT HANDLED: {line}")
    found: Counter[str] = sum((Counter(result["found"]) for result in results), Counter())
    print("  became: " + ", ".join(f"{kind} {count}" for kind, count in found.most_common()))
    largest = json.loads(subprocess.run([sys.executable, "-c", _LARGEST], capture_output=True, check=True).stdout)
    what = "a picture of the most pixels that are looked at"
    return [
        Figure("replies", sum(found.values()), REPLIES, "as many as were sent"),
        Figure("other_exceptions", sum(len(result["other"]) for result in results), 0, "none is allowed"),
        Figure("slowest_s", max(result["slowest"] for result in results), largest["seconds"], what),
        Figure("peak_rss_mb", max(result["peak"] for result in results), largest["peak"], what),
    ]
