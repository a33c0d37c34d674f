"""What is worth knowing of a run and costs nothing, in a sentence each, with the student's line."""

from __future__ import annotations

from typing import Final

from grader.cells import NO_UPLOAD
from grader.evidence import SourceFacts
from grader.excuses import (
    asserted_after_training,
    folder_for_a_picture,
    lacked_after_training,
    missed_epochs,
    own_file_missed,
    refused_after_training,
    without_an_upload,
)
from grader.facts import FitFacts, TrainingFacts
from grader.idioms import idiom_words
from grader.language import say
from grader.passed_over import passed_over_remarks
from grader.refused import refused_words
from grader.results import Remark
from grader.run_facts import AssembledFacts, CountFacts, RaisedFacts

__all__ = ["run_remarks"]

_MAX_REMARKS: Final = 5


def run_remarks(facts: TrainingFacts, source: SourceFacts) -> tuple[Remark, ...]:
    """Return what is worth knowing of a run and cost nothing.

    How a file was trained that never trains; downloads that nothing answered, but for the one that
    `student_error` names as the cause; that an untrained model was saved in the place of the
    trained one; fits that were ended by the grader, and what came of that;
    what counts on more images than there are here, and epochs that went round them; what was
    answered as in earlier versions, and what the run went on without.
    """
    excused = _excused(facts)
    rest = facts.refused[1:] if facts.error and not excused else facts.refused
    told = [(_assembled(facts.assembled), 0)] if facts.assembled else []
    told += _no_upload(source)
    told += [(refused_words(facts, asked, ""), asked.line) for asked in rest[:_MAX_REMARKS]]
    told += _saved(facts)
    told += _ended(facts)
    told += [(_rounds(fit), fit.line) for fit in facts.fits if fit.rounds > 1][:_MAX_REMARKS]
    told += excused
    told += [(_counted(each), each.line) for each in facts.counts[:_MAX_REMARKS]]
    told += _idioms(facts)
    remarks = (Remark(text=text, where=source.where(n) if n else "") for text, n in told if text)
    return (*remarks, *passed_over_remarks(facts, source))


def _no_upload(source: SourceFacts) -> list[tuple[str, int]]:
    """Say that the cell for a picture of their own was left unfinished, which nothing asks for."""
    lines = source.text.split("\n") if source.notebook else []
    told = say("The cell that uploads a picture of your own is not finished: passed over.")
    return [(told, number) for number, line in enumerate(lines, start=1) if line == NO_UPLOAD]


def _saved(facts: TrainingFacts) -> list[tuple[str, int]]:
    """Say that the file they would hand in an exam holds another model than the trained one."""
    if not facts.saved_untrained or facts.exported_model is None:
        return []
    told = say("Your file saves a model that was never trained. What was judged is the one that "
               "was; in the exam, the saved file is what counts.")  # fmt: skip
    return [(told, facts.saved_untrained)]


def _idioms(facts: TrainingFacts) -> list[tuple[str, int]]:
    """Say what was answered as in earlier versions, by line."""
    met = sorted(facts.idioms, key=lambda each: each.line)
    words = idiom_words([each.name for each in met])
    lines = [each.line for each in met]
    return list(zip(words, [0] * (len(words) - len(lines)) + lines, strict=True))


def _ended(facts: TrainingFacts) -> list[tuple[str, int]]:
    """Say which training was ended by the grader, and at which lines."""
    told = [(_capped(fit), fit.line) for fit in facts.fits if fit.capped][:_MAX_REMARKS]
    told += [
        (_out_of_time(fit), fit.line) for fit in facts.fits if fit.out_of_time and fit.finished
    ]
    late = say("The time was over before this training began, so it was left out.")
    told += [(late, line) for line in facts.left_out[:_MAX_REMARKS]]
    if facts.kept:
        told.append((say("Your code was ended at the time limit. What is judged is the model as it "
                         "was laid aside shortly before."), 0))  # fmt: skip
    return told


def _assembled(done: AssembledFacts) -> str:
    """Say what was done in the place of the notebook's own cells."""
    functions = ", ".join(f"{name}()" for name in done.called)
    if not done.epochs:
        return say("Your file never calls {functions}: that was done as in the course's notebook.",
                   functions=functions)  # fmt: skip
    if done.own_data:
        return say("Your file defines functions and never calls fit: it was trained as in the "
                   "course's notebook, for at most {epochs} epochs, with {functions}.",
                   epochs=done.epochs, functions=functions)  # fmt: skip
    return say("Your file defines functions and never calls fit: it was trained as in the course's "
               "notebook, for at most {epochs} epochs, on the course's data, with {functions}.",
               epochs=done.epochs, functions=functions)  # fmt: skip


def _excused(facts: TrainingFacts) -> list[tuple[str, int]]:
    """Say what a run ended at, after training, that is no fault of the student's."""
    raised = facts.error
    if raised is None:
        return []
    line = raised.frames[-1][0] if raised.frames else 0
    if missed_epochs(facts):
        return [(_missed(raised), line)]
    if refused_after_training(facts):
        return [(say("Your code ended at this line. What was trained before counts."), line)]
    if module := lacked_after_training(facts):
        return [(say("{module} is not here, and your code ended at this line, which needs it. What "
                     "was trained before counts.", module=module), line)]  # fmt: skip
    if asserted_after_training(facts):
        return [(say("What this assert asks for does not hold here, and your code ended at it. "
                     "What was trained before counts."), line)]  # fmt: skip
    return _excused_by_what_is_not_here(facts, line)


def _excused_by_what_is_not_here(facts: TrainingFacts, line: int) -> list[tuple[str, int]]:
    if folder := folder_for_a_picture(facts):
        return [(say("{folder} is a folder here, where your code looks for a picture of your own, "
                     "and it ended at this line. What was trained before counts.",
                     folder=folder), line)]  # fmt: skip
    if path := own_file_missed(facts):
        return [(say("There is no {path} here, so your code ended at this line. What was trained "
                     "before counts.", path=path), line)]  # fmt: skip
    if without_an_upload(facts):
        return [(say("Nobody is there to upload a file, and your code ended at this line, which "
                     "needs one. What was trained before counts."), line)]  # fmt: skip
    return []


def _missed(raised: RaisedFacts) -> str:
    return say("Your code counts on every epoch that it asked for, and there were fewer: {error}",
               error=f"{raised.type}: {raised.message.strip().splitlines()[0]}")  # fmt: skip


def _capped(fit: FitFacts) -> str:
    return say("Training was ended after {epochs} of {asked} epochs, the most that this exercise "
               "allows.", epochs=len(fit.logs), asked=fit.epochs_asked)  # fmt: skip


def _rounds(fit: FitFacts) -> str:
    return say("The published set has more images than there are here, so in this training each "
               "epoch went round them {rounds} times.", rounds=fit.rounds)  # fmt: skip


def _counted(each: CountFacts) -> str:
    return say("The set has {here} images here, not {published}: your line was read so. Write "
               "len(x) or -1, and it fits every set.", here=each.here,
               published=each.published)  # fmt: skip


def _out_of_time(fit: FitFacts) -> str:
    """How far training had come, and which weights are judged: the last, or the best kept."""
    numbers = {"epochs": len(fit.logs), "asked": fit.epochs_asked}
    if fit.weights_put_back:
        return say("The time was over after {epochs} of {asked} epochs, and training was ended. "
                   "The model is judged with the weights that your callbacks then gave it.",
                   **numbers)  # fmt: skip
    return say("The time was over after {epochs} of {asked} epochs, and training was ended. The "
               "model is judged as it was then.", **numbers)  # fmt: skip
