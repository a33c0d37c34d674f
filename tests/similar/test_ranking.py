"""Copies rank at the top; what was written apart, was handed out, or most have, does not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.similar.ranking import AT_LEAST, rank
from grader.similar.values import Pair, Sample

from .copies import IDS, WAYS, disguised, renamed, right_ones, stub_of

ALL = {id_: right_ones(id_) for id_ in IDS}
HORSES = "c1w4_horse_or_human"
LAB = """
train = ImageDataGenerator(rescale=1/255).flow_from_directory("a", target_size=(150, 150))
model = Sequential([Conv2D(16, 3, activation="relu"), MaxPooling2D(), Flatten(), Dense(1)])
model.compile(loss="binary_crossentropy", optimizer=RMSprop(lr=0.001), metrics=["accuracy"])
history = model.fit(train, steps_per_epoch=8, epochs=15, verbose=1)
for number, value in enumerate(history.history["accuracy"]):
    print(number, round(100 * value, 2), "%")
plot(range(len(history.epoch)), history.history["loss"], color="b", label="loss")
"""
OWN = """
def read_{n}(folder, size):
    pictures = [open_image(f).resize(size) for f in sorted(folder.glob("*.png"))]
    return stack(pictures).astype("float32") / 255
best, rate = 0.0, {n} * 1e-3
while best < 0.9 and rate {sign} 1:
    rate = rate {sign} 2 if best else rate
    best = max(best, evaluate(model, rate)[{n}])
"""


def shares(pairs: tuple[Pair, ...]) -> dict[frozenset[str], float]:
    return {frozenset({pair.first.label, pair.second.label}): pair.share for pair in pairs}


def every_pair(samples: list[Sample], stub: str = "") -> tuple[Pair, ...]:
    return rank(samples, stub, at_least=0.0, most=10_000)


@pytest.mark.parametrize("id_", IDS)
def test_a_disguised_copy_is_at_the_top(id_: str):
    samples = ALL[id_]
    original = max(samples, key=lambda sample: len(sample.text))
    pairs = every_pair([*samples, Sample("copy", disguised(original.text))], stub_of(id_))
    top = pairs[0]
    assert {top.first.label, top.second.label} == {original.label, "copy"}
    assert top.share > 0.8 > AT_LEAST
    assert not top.too_short
    apart = [pair for pair in pairs[1:] if original.label in {pair.first.label, pair.second.label}]
    assert all(pair.share < top.share - 0.02 for pair in apart)


@pytest.mark.parametrize("way", WAYS)
def test_each_disguise_by_itself(way: Callable[[str], str]):
    samples = ALL[HORSES]
    for sample in samples[:3]:
        pairs = rank([*samples, Sample("copy", way(sample.text))], stub_of(HORSES))
        assert {pairs[0].first.label, pairs[0].second.label} == {sample.label, "copy"}
        assert pairs[0].share > 0.85


def test_what_was_written_apart_stays_below():
    alike: set[tuple[str, ...]] = set()
    low = 0
    for id_, samples in ALL.items():
        found = shares(every_pair(samples, stub_of(id_)))
        alike |= {tuple(sorted(pair)) for pair, share in found.items() if share >= AT_LEAST}
        low += sum(share < 0.5 for share in found.values())
        low += len(samples) * (len(samples) - 1) // 2 - len(found)
    # These four are the course's own function, filled in.
    assert alike == {
        ("right_course_train_happy_sad_model", "right_of_2019"),
        ("right_course_train_mnist_conv", "right_of_2019"),
    }
    assert low > 550


def test_the_stub_makes_no_pair():
    for id_ in IDS:
        stub = stub_of(id_)
        samples = [Sample(f"student {n}", stub + f"\nx_{n} = {n}\n") for n in range(3)]
        assert rank([Sample("a", stub), Sample("b", renamed(stub))], stub) == ()
        assert all(pair.too_short for pair in rank(samples, stub))


def test_what_most_of_the_class_has_accuses_nobody():
    signs = ["*", "+", "-", "/", "%", "**", "//", "|"]
    own = [f"x = {' '.join(f'y_{k} {sign} {k}' for k in range(9))}\n" for sign in signs]
    samples = [Sample(f"student {n}", LAB + each) for n, each in enumerate(own)]
    assert min(shares(every_pair(samples[:2])).values()) > 0.8
    assert all(pair.too_short for pair in rank(samples, ""))


def test_a_copy_is_found_among_many_who_follow_the_lab():
    signs = ["*", "+", "-", "/", "%", "**"]
    samples = [
        Sample(f"student {n}", LAB + "".join(f"x{k} = a {sign} b{k} {sign} {k}\nf{n}({'c, ' * n})\n"
               for k in range(6)))
        for n, sign in enumerate(signs)
    ]  # fmt: skip
    both = OWN.format(n=1, sign="*") + OWN.format(n=2, sign="+")
    copies = [Sample("first", LAB + both), Sample("second", renamed(both) + LAB)]
    pairs = rank([*samples, *copies], "")
    assert {pairs[0].first.label, pairs[0].second.label} == {"first", "second"}
    assert not pairs[0].too_short


def test_identical_ones_are_said_so():
    text = ALL[HORSES][0].text
    same = rank([Sample("a", text), Sample("b", text)], "")[0]
    assert (same.identical, same.share, same.share_first, same.too_short) == ("text", 1, 1, False)
    other = rank([Sample("a", text), Sample("b", renamed(text))], "")[0]
    assert (other.identical, other.share) == ("code", 1)
    assert (
        rank([Sample("a", text), Sample("b", text + "\nprint(extra(1) + 2)")], "")[0].identical
        == ""
    )


def test_a_few_identical_lines_are_too_short_to_say():
    line = "model.fit(xs, ys, epochs=500)\n"
    for text in (line, "x = 1\n"):
        (pair,) = rank([Sample("a", text), Sample("b", text)], "")
        assert pair.identical == "text"
        assert pair.too_short


def test_too_short_ones_come_last():
    short = "model.fit(xs, ys, epochs=500)\nmodel.predict(xs)\n"
    long = ALL[HORSES][0].text
    samples = [
        Sample("a", short),
        Sample("b", short),
        Sample("c", long),
        Sample("d", disguised(long)),
    ]
    assert [pair.too_short for pair in rank(samples, "")] == [False, True]


def test_a_short_file_inside_a_long_one_is_told_for_each():
    part, whole = ALL[HORSES][0].text, "\n".join(sample.text for sample in ALL[HORSES][:3])
    (pair,) = rank([Sample("part", part), Sample("whole", whole)], "", at_least=0.3)
    assert pair.share_first > 0.95
    assert pair.share_second < 0.6


def test_stretches_stand_in_both_and_do_not_overlap():
    text = ALL[HORSES][0].text
    changed = disguised(text)
    (pair,) = rank([Sample("a", text), Sample("b", changed)], "")
    assert pair.shared_spans
    for side in (
        [each.first for each in pair.shared_spans],
        sorted(each.second for each in pair.shared_spans),
    ):
        assert all(one[1] <= other[0] for one, other in pairwise(side))
    covered = sum(end - start for start, end in (each.second for each in pair.shared_spans))
    assert covered > len(changed) / 2


def test_a_function_that_was_moved_is_found():
    one, two = OWN.format(n=1, sign="*"), LAB
    (pair,) = rank([Sample("a", one + two), Sample("b", two + one)], "")
    starts = [each.second[0] for each in pair.shared_spans]
    assert len(starts) >= 2
    assert starts != sorted(starts)


def test_how_many_and_how_alike():
    samples = ALL[HORSES]
    everything = every_pair(samples)
    assert everything == tuple(sorted(everything, key=lambda pair: (pair.too_short, -pair.share)))
    assert rank(samples, "", at_least=0.0, most=3) == everything[:3]
    assert rank(samples, "", at_least=0.0, most=0) == ()
    assert all(pair.share >= 0.3 for pair in rank(samples, "", at_least=0.3))
    assert rank([], "") == rank(samples[:1], "") == ()


def test_the_order_of_the_submissions_does_not_matter():
    samples = ALL[HORSES]
    assert shares(every_pair(samples)) == pytest.approx(shares(every_pair(samples[::-1])))


def test_a_long_list_of_numbers_is_no_likeness():
    data = "data = [" + ", ".join(map(str, range(5000))) + "]\n"
    one, other = (sample.text for sample in ALL[HORSES][:2])
    assert every_pair([Sample("a", one), Sample("b", other)]) == ()
    assert every_pair([Sample("a", one + data), Sample("b", other + data)])[0].share < 0.1


@given(st.lists(st.text(max_size=80) | st.sampled_from([LAB, OWN, "x = 1"]), max_size=7))
def test_any_texts_are_ranked(texts: list[str]):
    for pair in every_pair([Sample(str(n), text) for n, text in enumerate(texts)], "x = 1"):
        assert 0 <= pair.share <= 1.000001
        for each in pair.shared_spans:
            assert 0 <= each.first[0] < each.first[1] <= len(pair.first.text)
            assert 0 <= each.second[0] < each.second[1] <= len(pair.second.text)
