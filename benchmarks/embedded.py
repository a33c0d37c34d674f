"""Is each embedded data set worth its name? Measures them all and writes a table (Markdown).

python -m benchmarks.embedded                       all sets, written to benchmarks/embedded.md
python -m benchmarks.embedded happy_or_sad --seeds 2 --quick --print
python -m benchmarks.embedded --real FOLDER         with a row for each real set found there

Name by name, what was measured before stays in the file; `--quick` prints and writes nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import time
from pathlib import Path

from benchmarks.course_networks import COURSE, Course, Trained, course_network
from benchmarks.pictures import Pictures, drawn, drawn_apart, read
from benchmarks.plain_models import balance, duplicates, linear, nearest, shortcuts
from grader.datasets.manifest import Manifest, load_manifest
from grader.practice import load_exercise
from grader.sandbox.boot import server_environment

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "embedded.md"
# Lesson → its exercise, or what one to come will ask for; the first measures the linear model.
LESSONS: dict[str, dict[str, str | float]] = {
    "mnist": {"dense": "c1w2_callbacks", "convolutions": "c1w3_mnist_convolutions"},
    "fashion_mnist": {"dense": "c1w2_fashion_dense", "convolutions": "c1w3_fashion_convolutions"},
    "happy_or_sad": {"convolutions": "c1w4_happy_or_sad"},
    "horse_or_human": {"convolutions": "c1w4_horse_or_human"},
    "cats_vs_dogs": {"plain": "c2w1_cats_vs_dogs", "augmented": "c2w2_cats_vs_dogs_augmented"},
    "rock_paper_scissors": {"convolutions": "c2w4_rock_paper_scissors"},
}
SHORTCUT_IMAGES = 4000
# Why a set misses a rule, where that is meant.
WHY: dict[str, str] = {
    "mnist": (
        "Meant: the digits are as hard as MNIST's, on which the exercise's threshold and its\n"
        "epochs were calibrated, and on which a linear model does as well (see the line\n"
        "`real`). Black ground and the ink that a 1 or an 8 takes are the digits' own."
    ),
    "fashion_mnist": (
        "The ground is black: what reaches the border is the garment itself, shoes more often\n"
        "than dresses, as in the real set."
    ),
    "rock_paper_scissors": (
        "Meant: without something that is quickly seen, the course's own network guesses four\n"
        "times as long as on the published hands, longer than a grading lasts. Those give more\n"
        "away (see the line `real`). A network must have convolutions to pass."
    ),
}


def thresholds(name: str) -> dict[str, float]:
    """Return the hidden accuracy that the set's exercises ask for, by lesson."""
    return {
        lesson: _asked_by(asked) if isinstance(asked, str) else asked
        for lesson, asked in LESSONS[name].items()
    }


def _asked_by(exercise_id: str) -> float:
    for spec in load_exercise(exercise_id).checks:
        asked = spec.parameters["embedded"].model_dump()
        if spec.name == "accuracy" and asked["split"] == "hidden":
            return asked["at_least"]
        if spec.name == "beats_baseline":
            return asked["baseline"] + asked["margin"]
    raise LookupError(f"{exercise_id} asks for no accuracy on hidden images")


def plain(pictures: Pictures, many: Pictures) -> dict[str, float]:
    """Return what pixels give away; `many` is what the shortcuts are learnt on."""
    classes = len(pictures.classes)
    small = linear(pictures, side=32)
    full = small if pictures.train.shape[1] <= 32 else linear(pictures)
    found = {"linear 32×32": small, "linear": full, "nearest": nearest(pictures)}
    return {**found, **shortcuts(many.hidden, many.hidden_labels, classes)}


def plain_row(kind: str, pictures: Pictures, found: dict[str, float]) -> str:
    """Return the line of what pixels give away."""
    classes = len(pictures.classes)
    figures = " | ".join(f"{cell:.3f}" for cell in (*found.values(), 1 / classes))
    copies = duplicates(pictures.train, pictures.hidden)
    uneven = max(balance(pictures.labels, classes), balance(pictures.hidden_labels, classes))
    return f"| {kind} | {figures} | {copies} | {uneven} |"


def most_for_linear(threshold: float, classes: int) -> float:
    """Return what a linear model may reach: 0.15 less than asked for, or half way from chance."""
    return max(threshold - 0.15, (threshold + 1 / classes) / 2)


def misses(name: str, classes: int, found: dict[str, float]) -> str:
    """Say in words which rules the embedded set misses, and why."""
    threshold = next(iter(thresholds(name).values()))
    plain_best = max(found["linear"], found["linear 32×32"])
    said: list[str] = []
    most = most_for_linear(threshold, classes)
    if plain_best > most:
        said.append(f"linear {plain_best:.3f}, more than {most:.2f}")
    if found["nearest"] > plain_best + 0.1:
        said.append(f"nearest {found['nearest']:.3f}, more than {plain_best + 0.1:.3f}")
    limit = 1 / classes + 0.05
    told = (each for each in ("brightness", "border", "file size") if found[each] > limit)
    said.extend(f"{each} {found[each]:.3f}, more than {limit:.2f}" for each in told)
    if not said:
        return "Misses no rule.\n"
    return f"Misses: {'; '.join(said)}. {WHY.get(name, '')}".rstrip() + "\n"


def network_row(kind: str, lesson: str, course: Course, pictures: Pictures, seeds: int) -> str:
    """Return the line of one network, trained once a seed."""
    trained: list[Trained] = []
    for seed in range(seeds):
        trained.append(course_network(pictures, course, seed=seed))
        told = [f"{each:.3f}" for each in trained[-1].accuracies]
        print(kind, lesson, seed, *told, f"hidden {trained[-1].hidden:.3f}", file=sys.stderr)
    hidden = sorted(each.hidden for each in trained)
    epochs = [len(each.accuracies) for each in trained]
    last = min(each.accuracies[-1] for each in trained)
    middle = hidden[len(hidden) // 2]
    seconds = sum(each.seconds for each in trained) / len(trained)
    return (
        f"| {kind} | {lesson} | {min(epochs)} to {max(epochs)} | {last:.3f} "
        f"| {middle:.3f} ({hidden[0]:.3f} to {hidden[-1]:.3f}) | {len(hidden)} | {seconds:.0f} |"
    )


def section(manifest: Manifest, options: argparse.Namespace) -> str:
    """Measure one data set, embedded and real, and return its part of the table."""
    name = manifest.name
    most: int = 1200 if options.quick else 1_000_000
    asked: list[str] = options.lesson or list(COURSE[name])
    started = time.perf_counter()
    embedded = drawn(manifest, most=most)
    seconds = time.perf_counter() - started
    each = seconds / (len(embedded.train) + len(embedded.hidden)) * 1000
    found = plain(embedded, _many(manifest, options))
    rows = [plain_row("embedded", embedded, found)]
    kinds = [("embedded", embedded)]
    if options.real is not None and (options.real / name).is_dir():
        real = read(manifest, options.real / name, most=most)
        rows.append(plain_row("real", real, plain(real, real)))
        kinds.append(("real", real))
    networks = [
        network_row(kind, lesson, COURSE[name][lesson], pictures, options.seeds)
        for kind, pictures in kinds
        for lesson in asked
        if options.seeds and (kind == "embedded" or options.real_networks)
    ]
    counts = f"{len(embedded.train)} train and {len(embedded.hidden)} hidden images of "
    size = "×".join(str(length) for length in embedded.train.shape[1:])
    limits = ", ".join(f"{lesson} {limit:.2f}" for lesson, limit in thresholds(name).items())
    columns = "linear 32×32 | linear, all pixels | nearest 32×32 | brightness | border | file size"
    head = [
        f"## {name}\n",
        f"Recipe `{manifest.embedded.recipe}`, {counts}{size}, {each:.1f} ms an image.",
        f"Pass thresholds: {limits}.\n",
        f"| set | {columns} | chance | copies | imbalance |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        misses(name, len(manifest.classes), found),
    ]
    table = [
        "| set | network | epochs | least training accuracy | hidden accuracy | seeds | s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *networks,
        "",
    ]
    return "\n".join([*head, *(table if networks else [])])


def _many(manifest: Manifest, options: argparse.Namespace) -> Pictures:
    """Draw what the shortcuts are learnt on."""
    images, labels = drawn_apart(manifest, 1000 if options.quick else SHORTCUT_IMAGES)
    return Pictures(manifest.classes, images[:0], labels[:0], images, labels)


def preface() -> str:
    """Say how and where this was measured."""
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    lines = (
        "# Embedded data sets\n",
        f"Written by `python -m benchmarks.embedded` on {where}; that module and those beside it",
        "say how each figure is taken. All are accuracies on hidden images. The linear model is",
        "stopped at its best *hidden* accuracy; brightness, border and file size are what a",
        "classifier reaches on these few numbers alone. What the solutions of the exercises reach,",
        "seed by seed, stands in [calibration.md](calibration.md).\n",
    )
    return "\n".join(lines)


def merged(before: str, sections: dict[str, str]) -> str:
    """Return the whole file: new sections in their places, the others as they were."""
    parts = {part.split("\n", 1)[0].strip(): part for part in re.split(r"(?m)^## ", before)[1:]}
    found = {name: f"## {part.rstrip()}\n" for name, part in parts.items()}
    found.update({name: f"{part.rstrip()}\n" for name, part in sections.items()})
    return "\n".join([preface(), *(found[name] for name in COURSE if name in found)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seeds", type=int, default=5, help="trainings a network; 0: none")
    parser.add_argument("--quick", action="store_true", help="fewer images; prints only")
    parser.add_argument("--print", action="store_true", help="print only")
    parser.add_argument("--lesson", action="append", help="only this network of the set")
    parser.add_argument("--real", type=Path, default=None, help="folder of the real sets")
    parser.add_argument("--real-networks", action="store_true", help="train on them as well")
    options = parser.parse_args()
    os.environ |= server_environment()  # trained as a submission is
    given = os.environ.get("GRADER_DATA")
    options.real = options.real or (Path(given) if given else None)
    sections: dict[str, str] = {}
    for name in options.names or COURSE:
        sections[name] = section(load_manifest(name, ROOT / "datasets"), options)
        print(sections[name], flush=True)
        if not (options.quick or options.print):
            before = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
            TABLE.write_text(merged(before, sections), encoding="utf-8")


if __name__ == "__main__":
    main()
