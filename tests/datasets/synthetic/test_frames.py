import math

import pytest

from grader.datasets.synthetic.frames import Frame, distance, turn


@pytest.mark.parametrize("degrees", [*range(-725, 725, 29), 45, -45, 90, 135, 180, 270])
def test_a_turn_is_cosine_and_sine(degrees: int):
    cosine, sine = turn(degrees)
    assert cosine == pytest.approx(math.cos(math.radians(degrees)), abs=1e-9)
    assert sine == pytest.approx(math.sin(math.radians(degrees)), abs=1e-9)


def test_a_frame_places_scales_turns_and_mirrors():
    assert Frame(0.5, 0.5, 0.2).at(1.0, 0.0) == pytest.approx((0.7, 0.5))
    assert Frame(0.5, 0.5, 0.2, degrees=90).at(1.0, 0.0) == pytest.approx((0.5, 0.7))
    assert Frame(0.5, 0.5, 0.2, mirrored=True).at(1.0, 0.5) == pytest.approx((0.3, 0.6))
    assert Frame(0.5, 0.5, 0.2, stretch=0.5).at(1.0, 1.0) == pytest.approx((0.6, 0.7))
    assert Frame(0.0, 0.0, 1.0).all((1.0, 2.0), (3.0, 4.0)) == [(1.0, 2.0), (3.0, 4.0)]


@pytest.mark.parametrize(
    "body", [Frame(0.4, 0.6, 0.3, 20), Frame(0.4, 0.6, 0.3, 20, mirrored=True)]
)
def test_a_part_moves_with_its_body(body: Frame):
    part = body.within(0.5, -0.5, size=0.5, degrees=30)
    assert part.at(0.0, 0.0) == pytest.approx(body.at(0.5, -0.5))
    cosine, sine = turn(30)
    assert part.at(1.0, 0.0) == pytest.approx(body.at(0.5 + cosine / 2, -0.5 + sine / 2))


def test_an_angle_of_the_body_is_one_of_the_picture():
    assert Frame(0, 0, 1, degrees=10).angle(30) == 40
    assert Frame(0, 0, 1, degrees=10, mirrored=True).angle(30) == 160


def test_distance_is_exact():
    assert distance((0.0, 0.0), (3.0, 4.0)) == 5.0
