"""A net of triangles between points, each as even as it can be (Delaunay): no corner lies within another's circle."""

from __future__ import annotations

import numpy as np

Array = np.ndarray
Point = tuple[float, float]
Triangle = tuple[int, int, int, float, float, float]  # corners; centre and squared radius of the circle through them


def triangulate(points: Array) -> Array:
    """Triangles between points (n, 2) as numbers of their corners: (m, 3). No two points may be the same.

    Points are added from left to right (Bowyer and Watson's method); those whose circle lies behind are done.
    """
    count = len(points)
    places: list[Point] = [*map(tuple, points.tolist()), (-50, -50), (60, -50), (0, 80)]  # all others are within these
    live = [_triangle(places, count, count + 1, count + 2)]
    done: list[Triangle] = []
    for number in sorted(range(count), key=places.__getitem__):
        x, y = places[number]
        border: dict[tuple[int, int], int] = {}  # sides of the triangles that give way; inner ones come twice
        kept: list[Triangle] = []
        for triangle in live:
            a, b, c, centre_x, centre_y, reach = triangle
            across, down = x - centre_x, y - centre_y
            if across > 0 and across * across > reach:
                done.append(triangle)
            elif across * across + down * down < reach:
                for side in ((a, b) if a < b else (b, a), (b, c) if b < c else (c, b), (a, c) if a < c else (c, a)):
                    border[side] = border.get(side, 0) + 1
            else:
                kept.append(triangle)
        kept += [_triangle(places, a, b, number) for (a, b), times in border.items() if times == 1]
        live = kept
    corners = np.array([triangle[:3] for triangle in done + live])
    return corners[corners.max(1) < count]


def _triangle(places: list[Point], a: int, b: int, c: int) -> Triangle:
    """A triangle with its circle; three corners in one line have one of no bounds."""
    (ax, ay), (bx, by), (cx, cy) = places[a], places[b], places[c]
    bx, by, cx, cy = bx - ax, by - ay, cx - ax, cy - ay
    twice = 2 * (bx * cy - by * cx) or 1e-12
    b_square, c_square = bx * bx + by * by, cx * cx + cy * cy
    across, down = (cy * b_square - by * c_square) / twice, (bx * c_square - cx * b_square) / twice
    return a, b, c, ax + across, ay + down, across * across + down * down
