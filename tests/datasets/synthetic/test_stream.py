from grader.datasets.synthetic import SplitName
from grader.datasets.synthetic.stream import Stream, split_key


def test_a_name_gives_the_same_numbers_for_ever():
    stream = Stream(*split_key(7, "hidden"), 3)
    assert [stream.share() for _ in range(3)] == GOLDEN


# Drawn once; a change of NumPy's PCG64 or of the key would change every embedded image.
GOLDEN = [0.5069390225088242, 0.38836050272429823, 0.9015910883888287]


def test_streams_of_other_names_differ():
    names: list[tuple[int, SplitName]] = [
        (1, "train"),
        (1, "hidden"),
        (2, "train"),
        (1 + 2**32, "train"),
    ]
    drawn = {Stream(*split_key(seed, split), 0).share() for seed, split in names}
    assert len(drawn) == len(names)


def test_a_long_seed_cannot_name_another_seeds_stream():
    assert split_key(2**32, "train") == (0, 1, 0)
    assert split_key(1, "train") == (1, 0, 0)


def test_ranges_hold():
    stream = Stream(1)
    assert all(2.0 <= stream.between(2.0, 3.0) < 3.0 for _ in range(1000))
    assert {stream.whole(1, 3) for _ in range(200)} == {1, 2, 3}
    assert {stream.pick("ab") for _ in range(100)} == {"a", "b"}
    assert all(-3.0 <= stream.bell() <= 3.0 for _ in range(1000))
    assert 0.2 < sum(stream.chance(0.3) for _ in range(1000)) / 1000 < 0.4
    assert all(0.0 <= part <= 255.0 for part in stream.colour((250.0, 5.0, 128.0), 40.0))
    assert stream.grid(3, 4).shape == (3, 4)
