"""How a pair is put into words, the same on the page and in the terminal."""

from __future__ import annotations

from grader.language import say
from grader.results import cut
from grader.similar.values import Pair

__all__ = ["caution", "percent", "remark", "short_remark"]


def caution() -> str:
    """What stands above every ranking."""
    return say(
        "Similarity is a reason to look, not a proof: short correct solutions of one exercise "
        "are often alike. Look at both files, and talk to both people, before you conclude "
        "anything."
    )


def percent(share: float) -> str:
    """Return a share as whole percents, cut: what is not all is never 100 %."""
    return f"{cut(share, 2):.0%}"


def remark(pair: Pair) -> str:
    """Return what is to be said of a pair in whole sentences; empty if its share says it all."""
    told: list[str] = []
    if pair.identical == "text":
        told.append(say("The two are identical, letter for letter."))
    elif pair.identical == "code":
        told.append(say("The two are identical but for comments, names, strings, numbers or "
                        "layout."))  # fmt: skip
    if pair.too_short:
        told.append(say("Too short to say: without the stub, and without what most of the class "
                        "has, too little is left of at least one of them."))  # fmt: skip
    return " ".join(told)


def short_remark(pair: Pair) -> str:
    """Return the same in a word or two."""
    told = {"text": say("identical"), "code": say("same but for names and values"), "": ""}
    words = [told[pair.identical], say("too short to say") if pair.too_short else ""]
    return ", ".join(word for word in words if word)
