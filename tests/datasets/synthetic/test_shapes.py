import numpy as np
import pytest

from grader.datasets.synthetic.shapes import Shape, Sheet, cut, grown, join, shared

SHEET = Sheet(100)


def inside(shape: Shape) -> np.ndarray:
    """The pixels of a 100×100 picture whose centre lies in the shape."""
    picture = np.zeros((100, 100), bool)
    picture[shape.window] = shape.distance < 0
    return picture


def test_a_disc_has_its_area_and_distances():
    disc = SHEET.disc((0.5, 0.5), 0.2)
    assert inside(disc).sum() == pytest.approx(np.pi * 400, rel=0.01)
    assert disc.distance.min() == pytest.approx(-20, abs=1)
    assert inside(disc)[50, 31]
    assert not inside(disc)[50, 29]


def test_an_ellipse_turns_clockwise():
    level = inside(SHEET.ellipse((0.5, 0.5), 0.4, 0.1))
    upright = inside(SHEET.ellipse((0.5, 0.5), 0.4, 0.1, degrees=90))
    assert (upright == level.T).mean() > 0.999
    slanted = inside(SHEET.ellipse((0.5, 0.5), 0.4, 0.1, degrees=45))
    assert slanted[70, 70]
    assert not slanted[30, 70]


@pytest.mark.parametrize("turned", [0, 1])
def test_a_polygon_is_inside_its_corners_whichever_way_they_run(turned: int):
    corners = [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)]
    square = inside(SHEET.polygon(corners[::-1] if turned else corners))
    expected = np.zeros((100, 100), bool)
    expected[20:80, 20:80] = True
    assert (square == expected).all()


def test_a_polygon_with_a_bay_leaves_the_bay_out():
    arrow = inside(SHEET.polygon([(0.1, 0.1), (0.9, 0.5), (0.1, 0.9), (0.4, 0.5)]))
    assert arrow[50, 60]
    assert not arrow[50, 20]


def test_rounded_corners_grow_the_polygon():
    corners = [(0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)]
    assert inside(SHEET.polygon(corners, rounded=0.1))[50, 22]
    assert not inside(SHEET.polygon(corners, rounded=0.1))[22, 22]


def test_a_limb_tapers():
    limb = inside(SHEET.limb((0.2, 0.5), (0.8, 0.5), 0.1, 0.02))
    assert limb[:, 20].sum() > 3 * limb[:, 79].sum()


def test_a_blob_passes_through_its_points_smoothly():
    blob = inside(SHEET.blob([(0.5, 0.1), (0.9, 0.5), (0.5, 0.9), (0.1, 0.5)]))
    assert blob[50, 12]
    assert blob[50, 88]
    assert not blob[50, 8]
    assert (
        blob.sum() > inside(SHEET.polygon([(0.5, 0.1), (0.9, 0.5), (0.5, 0.9), (0.1, 0.5)])).sum()
    )


def test_half_a_picture():
    right = inside(SHEET.half((0.5, 1.0), (0.5, 0.0)))
    assert right[:, 51:].all()
    assert not right[:, :49].any()


def test_join_cut_and_share_are_union_difference_and_intersection():
    a, b = SHEET.disc((0.4, 0.5), 0.2), SHEET.disc((0.6, 0.5), 0.2)
    first, second = inside(a), inside(b)
    assert (inside(join(a, b)) == (first | second)).all()
    assert (inside(cut(a, b)) == (first & ~second)).all()
    assert (inside(shared(a, b)) == (first & second)).all()
    apart = SHEET.disc((0.9, 0.9), 0.05)
    assert (inside(cut(a, apart)) == first).all()
    assert not inside(shared(a, apart)).any()


def test_a_blended_joint_fills_the_corner():
    a, b = SHEET.disc((0.28, 0.5), 0.2), SHEET.disc((0.72, 0.5), 0.2)
    assert not inside(join(a, b))[50, 50]
    assert inside(join(a, b, blend=12))[50, 50]


def test_grown_moves_the_edge():
    disc = SHEET.disc((0.5, 0.5), 0.2)
    assert inside(grown(disc, 3)).sum() == pytest.approx(np.pi * 23**2, rel=0.01)


@pytest.mark.parametrize("middle", [(-0.5, 0.5), (1.5, 0.5), (0.5, -0.5), (0.5, 3.0)])
def test_a_shape_outside_of_the_picture_is_empty_and_harms_nothing(middle: tuple[float, float]):
    far, near = SHEET.disc(middle, 0.1), SHEET.disc((0.5, 0.5), 0.1)
    assert not inside(far).any()
    assert (inside(join(far, near)) == inside(near)).all()
    assert not inside(join(far, far)).any()


def test_the_same_drawing_at_another_size():
    small = Sheet(50).ellipse((0.5, 0.5), 0.3, 0.2, 30)
    large = SHEET.ellipse((0.5, 0.5), 0.3, 0.2, 30)
    assert (large.distance < 0).sum() == pytest.approx(4 * (small.distance < 0).sum(), rel=0.03)


def test_distances_are_single_precision():
    shapes = [
        SHEET.limb((0.1, 0.1), (0.5, 0.5), 0.1, 0.05),
        SHEET.ellipse((0.5, 0.5), 0.2, 0.1, 10),
        SHEET.blob([(0.5, 0.1), (0.9, 0.5), (0.5, 0.9)]),
        SHEET.half((0.0, 0.0), (1.0, 1.0)),
    ]
    made = [*shapes, join(*shapes, blend=5), cut(*shapes), shared(shapes[0], shapes[1])]
    assert {shape.distance.dtype for shape in [*made, grown(shapes[0], 1)]} == {np.dtype("float32")}
