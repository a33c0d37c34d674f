"""The trainee: runs the student's code, exports the model it leaves, says what it saw.

Everything that this process writes is under the control of the student's code. That is why its
outbox is read as *reported* evidence and the model as bytes of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import keras

from grader.inside import calls, clearing, device, entry, pace, probes
from grader.inside.answers.install import install
from grader.inside.deadline import Deadline
from grader.inside.idioms.install import install as answer_idioms
from grader.inside.idioms.record import Record
from grader.inside.left_over import keep_left_over
from grader.inside.own_models import in_layers_of_keras
from grader.inside.parts.assemble import train_parts
from grader.inside.saved import Saved
from grader.inside.spy import Spy

__all__ = ["main"]

# Taken before the student's code can put something else in their place.
_save_model: Final = keras.saving.save_model
_dumps: Final = json.dumps


def _preload() -> None:
    """Import what nearly every submission imports, once, in the server, touching no device."""
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        _ = tf.keras.Sequential, tf.keras.layers.Dense, tf.keras.datasets.mnist
        for name in ("backend", "layers", "models", "optimizers.legacy", "preprocessing", "utils"):
            import_module(f"tensorflow.keras.{name}")


_preload()


def main(job: Mapping[str, Any], events: int) -> None:
    """Run one submission.

    Args:
        job: work, submission, outbox (paths inside), entry (names), parts (names of functions, or
            None), seed, probes, calls, picture (what `ascent()` gives, or ""), device, max_epochs,
            rounds (how often an epoch goes round the images), strict (whether old idioms go
            unanswered), and what `grader.inside.answers.install` and `Deadline.of` read.
        events: The descriptor that progress is written to.
    """
    device.take_device(job["device"])
    pace.end_at_once()
    keras.utils.set_random_seed(int(job["seed"]))
    clearing.clear_around_mounts()
    path = Path(job["work"]) / "submission.py"
    asked = install(job, str(path))
    text = Path(job["submission"]).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    spy = Spy(str(path), events, int(job["max_epochs"]), Deadline.of(job))
    spy.rounds = int(job.get("rounds") or 1)
    spy.install()
    saved = Saved.watching(spy, text)
    picture = job.get("picture", "")
    idioms = answer_idioms(text, str(path), picture, strict=bool(job.get("strict")))
    asked.trained = lambda: any(fit.facts["finished"] for fit in spy.fits)
    facts: dict[str, Any] = {"device": device.describe_device(), "versions": device.versions()}
    spy.tell(stage="training", device=facts["device"])
    outbox = Path(job["outbox"])
    spy.deadline.guard(lambda: _lay_aside(spy, facts | asked.facts(), outbox, idioms))
    outcome = entry.run_submission(text, path, job["entry"], asked)
    assembled = train_parts(outcome, spy, job, text)
    spy.deadline.release()
    facts |= _export(outcome, spy, outbox / "model.keras") | assembled | saved.facts()
    spy.look_back()
    facts |= _say(outcome, spy, job["probes"], idioms)
    facts["calls"] = calls.make_calls(outcome.namespace, job["calls"], outbox, path)
    facts |= keep_left_over(outcome.namespace, picture, outbox) | asked.facts()
    (outbox / "training.json").write_text(_dumps(facts), encoding="utf-8")


def _export(outcome: entry.Outcome, spy: Spy, target: Path) -> dict[str, Any]:
    """Write the model as a `.keras` file; a model that cannot be written is told, not raised."""
    model, came_from = outcome.model(spy)
    error = ""
    if model is not None:
        spy.tell(stage="exporting")
        clearing.take_another_place()
        try:
            _save_model(in_layers_of_keras(model), target)
        except Exception as raised:  # noqa: BLE001 their layers may raise anything
            error = f"{type(raised).__name__}: {raised}"[:1000]
            target.unlink(missing_ok=True)  # half a model
    return {
        "entry": outcome.entry,
        "returned": type(outcome.returned).__name__[:200],
        "model_from": came_from,
        "exported_model": None if model is None else spy.trained_number(model),
        "export_error": error,
    }


def _say(
    outcome: entry.Outcome, spy: Spy, asked: list[probes.Probe], idioms: Record
) -> dict[str, Any]:
    """Collect what was seen, after the export: the probes may do what they like to the model."""
    trained = [fit for fit in spy.fits if fit.callbacks] or spy.fits
    last = trained[-1] if trained else None
    path = Path(idioms.submission)
    return {
        "log_keys": probes.log_keys(last) if last and probes.has_logs(last) else [],
        "probes": probes.replay(last, asked, idioms.log_keys) if last else [],
        "fits": [fit.facts for fit in spy.fits[-200:]],
        "error": entry.raised_facts(outcome.error, path) if outcome.error else None,
        "seconds_training": spy.seconds_training,
        "augmenters": spy.augmenters,
        "idioms": idioms.facts(),
        "left_out": spy.left_out,
    }


def _lay_aside(spy: Spy, head: Mapping[str, Any], outbox: Path, idioms: Record) -> bool:
    """Keep the model that was trained last, with the facts so far; say whether there is one.

    Callbacks are not probed, nor data looked at: the student's code goes on with both.
    """
    outcome = entry.Outcome()
    exported = _export(outcome, spy, outbox / "kept.keras")
    if exported["model_from"] == "none" or exported["export_error"]:
        return False
    facts = {**head, **exported, **_say(outcome, spy, [], idioms), "kept": True}
    (outbox / "kept.json").write_text(_dumps(facts), encoding="utf-8")
    return True
