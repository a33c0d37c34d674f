"""Facts: what the two confined processes say, as pydantic models that bound every text.

The trainee's are *reported*, the examiner's are *measured*; `grader.outbox` reads both and refuses
unknown keys.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from grader.results import Epoch
from grader.run_facts import (
    AssembledFacts,
    CallFacts,
    CountFacts,
    DownloadFacts,
    Facts,
    IdiomFacts,
    LeftFacts,
    PassedOver,
    RaisedFacts,
    ShortText,
)

__all__ = [
    "ArrayFacts",
    "CallbackFacts",
    "FitFacts",
    "LayerFacts",
    "ModelFacts",
    "ProbeAnswer",
    "TrainingFacts",
]

Settings = dict[ShortText, ShortText | float]
"""Arguments by their names, such as {"rotation_range": 40}."""


class ArrayFacts(Facts):
    """What was seen of an array given to `fit`: shape without the batch axis, range, type.

    Attributes:
        values: The numbers themselves, in order, of an array of few.
    """

    shape: tuple[int | None, ...]
    dtype: ShortText
    low: float
    high: float
    values: tuple[float, ...] = Field(default=(), max_length=64)


class CallbackFacts(Facts):
    """One callback as it was passed to `fit`.

    Attributes:
        class_name: The name of its class.
        built_in: Whether its class is Keras's own rather than the student's.
        passed_as: "instance", "class" (the class itself, a common slip) or "other".
        line: The line where the student's class begins, or 0.
    """

    class_name: ShortText
    built_in: bool
    passed_as: Literal["instance", "class", "other"]
    line: int = 0


class FitFacts(Facts):
    """One call of `Model.fit`, as the trainee's spy saw it.

    Attributes:
        model: The number of the model it was called on, in the order of first fits.
        epochs_asked: How many epochs it was to train; 0 where that is no number.
        logs: The logs of each epoch done.
        finished: Whether `fit` came back without raising, and began before the time was over.
        weights_before: sha256 of the weights when training began.
        weights_after: sha256 of the weights when it ended.
        inputs: What the images looked like; of a dataset or generator, those of one batch.
        labels: The same of the labels.
        fed_by: "arrays", "dataset" (of tf.data), "generator" or "other"; "" where none was told.
        empty: Whether it was an array or a list without a single image.
        images: How many images it was given, where that was told; or 0.
        classes: The folders that were taken for classes, where the data tells.
        augmentation: What the generator behind the images changes, by the names of its arguments.
        validation: Whether validation data went along.
        validation_seen: Whether every image of it was seen to be one that is trained on.
        validation_augmentation: What the generator behind the validation images changes.
        validation_times: By how much their pixels are larger than those of the training images;
            0.0 where that could not be told.
        line: The student's line that called it, or 0.
        capped: Whether it was ended at the exercise's limit of epochs.
        out_of_time: Whether it was ended because the time for training was over.
        cut_short: The logs of the epoch that was not finished then; `logs` leaves it out.
        rounds: How often each epoch went round the images.
        weights_put_back: Whether the student's callbacks gave the model other weights at the end,
            as those that keep the best do.
    """

    model: int
    epochs_asked: int
    logs: tuple[dict[ShortText, float], ...] = Field(max_length=20_000)
    finished: bool
    callbacks: tuple[CallbackFacts, ...] = Field(default=(), max_length=100)
    inputs: ArrayFacts | None = None
    labels: ArrayFacts | None = None
    fed_by: Literal["arrays", "dataset", "generator", "other", ""] = ""
    empty: bool = False
    images: int = 0
    classes: tuple[ShortText, ...] = Field(default=(), max_length=50)
    augmentation: Settings = Field(default_factory=dict)
    validation: bool = False
    validation_seen: bool = False
    validation_augmentation: Settings = Field(default_factory=dict)
    validation_times: float = 0.0
    weights_before: ShortText = ""
    weights_after: ShortText = ""
    line: int = 0
    capped: bool = False
    out_of_time: bool = False
    cut_short: dict[ShortText, float] = Field(default_factory=dict)
    rounds: int = 1
    weights_put_back: bool = False

    @property
    def epochs_begun(self) -> int:
        """How many epochs were trained, one that was cut short among them."""
        return len(self.logs) + bool(self.cut_short)


class ProbeAnswer(Facts):
    """How the student's callbacks took one probe, a made-up sequence of epoch logs.

    Attributes:
        stopped_at: The epoch, counted from 1, after which they asked to stop; None if never.
        error: The exception they raised, or empty.
        missing_keys: Names they looked up in the logs that the run's logs do not have.
    """

    stopped_at: int | None
    error: ShortText = ""
    missing_keys: tuple[ShortText, ...] = Field(default=(), max_length=50)


class TrainingFacts(Facts):
    """Everything that the trainee's process said. Reported: never worth points by itself.

    Attributes:
        entry: The function that was called, or "" where the whole file ran as a script.
        returned: The type of what the entry gave back.
        model_from: Where the exported model came from; "parts" is a model of a function of the
            student's that the trainee fitted itself.
        exported_model: Its number among the models given to `fit`, or that of the last one which
            is a part of it; None if there is none.
        log_keys: The keys of the run's epoch logs.
        probes: One answer a probe, in the order of the probes asked; empty where none was passed.
        downloads: What it asked the network for, in the order it asked.
        files_here: The file names by which local data could have been asked for.
        data_here: Where data lies ready, as a submission may spell it.
        passed_over: What it went on without, in that order.
        augmenters: Augmentation layers that were called, by the names of their classes.
        calls: How the calls of the student's functions ended.
        counts: Lines that count on more images than there are here.
        idioms: What was answered as in earlier versions, in the order of its first use.
        assembled: What was done with a file that never trains; None where it was left as it is.
        left_over: What a file without functions left in its variables; None where nobody asks.
        left_out: The student's lines that called `fit` when the time for training was over.
        saved_untrained: The student's line that at last saved a model that was never trained,
            although another one was; 0 where there is none.
        kept: Whether this was laid aside on the way, with a copy of the model, by a run that did
            not come to its end: no callback was probed and no function called.
    """

    entry: ShortText
    returned: ShortText
    model_from: Literal["returned", "fit", "script", "parts", "none"]
    exported_model: int | None
    fits: tuple[FitFacts, ...] = Field(default=(), max_length=200)
    log_keys: tuple[ShortText, ...] = Field(default=(), max_length=200)
    probes: tuple[ProbeAnswer, ...] = Field(default=(), max_length=1000)
    error: RaisedFacts | None = None
    export_error: ShortText = ""
    device: ShortText = ""
    versions: dict[ShortText, ShortText] = Field(default_factory=dict)
    seconds_training: float = 0.0
    downloads: tuple[DownloadFacts, ...] = Field(default=(), max_length=200)
    files_here: tuple[ShortText, ...] = Field(default=(), max_length=100)
    data_here: tuple[ShortText, ...] = Field(default=(), max_length=100)
    passed_over: tuple[PassedOver, ...] = Field(default=(), max_length=200)
    augmenters: tuple[ShortText, ...] = Field(default=(), max_length=50)
    calls: tuple[CallFacts, ...] = Field(default=(), max_length=1000)
    counts: tuple[CountFacts, ...] = Field(default=(), max_length=20)
    idioms: tuple[IdiomFacts, ...] = Field(default=(), max_length=100)
    assembled: AssembledFacts | None = None
    left_out: tuple[int, ...] = Field(default=(), max_length=50)
    left_over: LeftFacts | None = None
    saved_untrained: int = 0
    kept: bool = False

    @property
    def out_of_time(self) -> bool:
        """Whether training was ended, or not begun, because its time was over."""
        return bool(self.left_out) or any(fit.out_of_time for fit in self.fits)

    @property
    def refused(self) -> tuple[DownloadFacts, ...]:
        """What nothing answered, the first question for each URL."""
        first = {asked.url: asked for asked in reversed(self.downloads) if not asked.answered}
        return tuple(asked for asked in self.downloads if first.get(asked.url) is asked)

    @property
    def last_fit(self) -> FitFacts | None:
        """The last `fit` of the exported model; without one, the last of all."""
        of_model = [fit for fit in self.fits if fit.model == self.exported_model]
        return (of_model or list(self.fits) or [None])[-1]

    def epochs_of_exported_model(self) -> tuple[Epoch, ...]:
        """The epochs of every `fit` of the exported model, numbered from 1."""
        fits = [fit for fit in self.fits if fit.model == self.exported_model]
        logs = [log for fit in (fits or self.fits[-1:]) for log in fit.logs]
        return tuple(Epoch(number=number, logs=log) for number, log in enumerate(logs, start=1))


class LayerFacts(Facts):
    """One layer of the exported model, nested models flattened.

    Attributes:
        kind: The class name, "Dense".
        units: Width of a Dense layer or filters of a convolution, else None.
        activation: The activation's name, softmax_v2 spelt softmax; "" where there is none.
        output_shape: Without the batch axis; empty where it is not known.
        parameters: Numbers in its weights.
        settings: Those of its arguments that exercises ask for, as `rate` or `kernel_size`.
        weights: sha256 of each of its weight arrays with its shape.
    """

    kind: ShortText
    name: ShortText
    units: int | None = None
    activation: ShortText = ""
    output_shape: tuple[int | None, ...] = Field(default=(), max_length=16)
    parameters: int = 0
    trainable: bool = True
    settings: Settings = Field(default_factory=dict)
    weights: tuple[ShortText, ...] = Field(default=(), max_length=20)


class ModelFacts(Facts):
    """The exported model, as the examiner measured it.

    Attributes:
        loss: The loss's name as Keras spells it, whether it was given by name or as an object.
        from_logits: Whether the loss takes what comes before sigmoid or softmax.
        optimizer: The optimizer's name.
        learning_rate: Its learning rate; None where that is a schedule, or unknown.
        scaling: How pixels had to be scaled for it.
    """

    layers: tuple[LayerFacts, ...] = Field(max_length=5000)
    input_shape: tuple[int | None, ...]
    output_shape: tuple[int | None, ...]
    parameters: int
    trainable_parameters: int
    loss: ShortText = ""
    from_logits: bool = False
    optimizer: ShortText = ""
    learning_rate: float | None = None
    weights_digest: ShortText
    scaling: ShortText = ""
