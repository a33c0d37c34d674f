"""How long an epoch lasts by hand and in the grader, on the CPU. Prints Markdown.

    python -m benchmarks.epochs [PAIRS]

The grader calculates with oneDNN (`grader.sandbox.boot`) and without TensorFlow's tuner of
pipelines (`grader.inside.pace`). Each side is a process of its own: the course's four-block network
on 640 images of 150×150×3 of random pixels, batches of 20, the first epoch (which compiles) left
out.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

from benchmarks.speed import machine, spread
from grader.sandbox.boot import server_environment

EPOCHS = 3
CODE = """
import sys, time, keras, numpy as np
from benchmarks.course_networks import COURSE, network
from grader.inside.pace import end_at_once

if sys.argv[1] == "grader":
    end_at_once()
seconds = []

class Clock(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.started = time.perf_counter()
    def on_epoch_end(self, epoch, logs=None):
        seconds.append(time.perf_counter() - self.started)

rng = np.random.default_rng(0)
images, labels = rng.integers(0, 256, (640, 150, 150, 3), np.uint8), rng.random(640) > 0.5
model = network(COURSE["cats_vs_dogs"]["not augmented"], images.shape[1:], 2)
model.fit(images, labels.astype("float32"), batch_size=20, epochs=int(sys.argv[2]) + 1, verbose=0,
          callbacks=[Clock()])
print(sum(seconds[1:]) / int(sys.argv[2]))
"""


def epoch(side: str) -> float:
    """Return the seconds of one epoch, the mean of `EPOCHS`."""
    command = [sys.executable, "-c", CODE, side, str(EPOCHS)]
    chosen = server_environment() if side == "grader" else {"TF_CPP_MIN_LOG_LEVEL": "3"}
    told = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | chosen
    )
    return float(told.stdout.split()[-1])


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    rows = [(epoch("hand"), epoch("grader")) for _ in range(pairs)]
    ratios = [after / before for before, after in rows]
    print(f"{machine()} Median (least to most) of {pairs} pairs.\n")
    print("| an epoch of 640 images | s |\n| --- | --- |")
    print(f"| by hand | {spread([before for before, _ in rows])} |")
    print(f"| in the grader | {spread([after for _, after in rows])} |")
    print(f"| ratio, pair by pair | {spread(ratios)} |")
    print(f"\nThe middle ratio is {statistics.median(ratios):.2f}.")


if __name__ == "__main__":
    main()
