"""What a run asked the network for and did not get, in the reader's words."""

from __future__ import annotations

import re
from typing import Final

from grader.facts import TrainingFacts
from grader.language import say
from grader.run_facts import DownloadFacts

__all__ = ["not_asked_for", "refused_words"]

_FETCHED_BY: Final = {
    "inception_v3": re.compile(r"inception_v3_weights_\w+_notop\.h5"),
    "mobilenet_v2_035": re.compile(r"mobilenet_v2_weights_\w+_0\.35_\d+_no_top\.h5"),
}
"""The pretrained networks of the course, by the file names under which Keras looks for them."""
_TRAINED_ELSEWHERE: Final = re.compile(r"/keras-applications/(\w+)/[\w.]+\.h5$")
_WITH_ITS_TOP: Final = re.compile(
    r"(inception_v3|mobilenet_v2)_weights_tf_dim_ordering_tf_kernels(?:_[\d.]+_\d+)?\.h5$"
)
_OTHER_SET: Final = re.compile(
    r"(?:(?:fashion_)?mnist|cifar-?10+\w*|(?:validation-)?horse-or-human|happy-or-sad|rps(?:-test-set)?"
    r"|cats_and_dogs_filtered)\.(?:npz|tar\.gz|zip)$"
)
"""What the courses' exercises load: asked for in vain, it is what another exercise is about."""
_FASHION: Final = re.compile(r"(?:train|t10k)-(?:labels|images)-idx\d-ubyte\.gz$")
"""What Keras fetches for `fashion_mnist.load_data()`."""


def not_asked_for(asked: DownloadFacts, where: str, *, pretrained: bool) -> str:
    """Say of a network that was trained elsewhere that the task wants another, or none of them.

    Args:
        asked: What the run asked the network for.
        where: The student's line, in words, or "".
        pretrained: Whether the task has a pretrained network taken.

    Returns:
        "" where it was something else, or the network of a task that has one taken.
    """
    name = next((name for name, files in _FETCHED_BY.items() if files.search(asked.url)), "")
    if name and pretrained:
        return ""
    if pretrained and (whole := _WITH_ITS_TOP.search(asked.url)):
        return say("{name} was asked for with the layers at its top, which tell a thousand "
                   "classes apart: include_top=False leaves them out.",
                   name=f"{whole[1]} ({where})" if where else whole[1])  # fmt: skip
    if found := _TRAINED_ELSEWHERE.search(asked.url):
        name = found[1]
    if not name:
        return ""
    return say("{name} comes with weights that were trained elsewhere, and they are not here: "
               "build a network of your own, or take the one that the task names.",
               name=f"{name} ({where})" if where else name)  # fmt: skip


def refused_words(facts: TrainingFacts, asked: DownloadFacts, where: str) -> str:
    """Say what the network was asked for, and what there is instead."""
    url = f"{asked.url} ({where})" if where else asked.url
    for name, files in _FETCHED_BY.items():
        if found := files.search(asked.url):
            return say(
                "Your code needs {file}, which is not on this machine. Fetch it once, with the "
                "network on, and check again: grader datasets fetch {name}",
                file=f"{found[0]} ({where})" if where else found[0],
                name=name,
            )
    here = ", ".join(facts.files_here[:10])
    if here and _FASHION.search(asked.url) and not any(map(_FASHION.search, facts.files_here)):
        return say("Your code loads {file}; the data of this exercise is {here}.",
                   file=f"fashion_mnist ({where})" if where else "fashion_mnist",
                   here=here)  # fmt: skip
    if here and (found := _OTHER_SET.search(asked.url)):
        return say("Your code loads {file}; the data of this exercise is {here}.",
                   file=f"{found[0]} ({where})" if where else found[0], here=here)  # fmt: skip
    if here:
        return say(
            "Your code asks for {url}. There is no network while grading; these files are here: "
            "{files}.",
            url=url,
            files=here,
        )
    return say("Your code asks for {url}. There is no network while grading.", url=url)
