"""Which places go with a season that a prompt names: where it is seen, and which would deny it."""

from __future__ import annotations

GREEN = ("meadow", "garden", "forest", "village", "lake")  # leaves and grass turn with the season
BARE = ("city", "street", "beach", "desert")  # all that turns here is white in winter
OPEN = ("sea", "sky")  # open to the season, which leaves no trace
PEAKS = ("mountains",)  # their tops are white in any season
SNOWY = ("snowfield",)  # all of it is
AWAY = ("space", "underwater")  # no season comes here; a room is in no list: whoever lives there goes outdoors
# Groups of scenes, the best first: the first one with a home of somebody in it is taken.
PLACES: dict[str, tuple[tuple[str, ...], ...]] = {
    "spring": (GREEN, BARE + OPEN + PEAKS, AWAY),
    "summer": (GREEN + BARE + OPEN, PEAKS, AWAY),
    "autumn": (GREEN, BARE + OPEN + PEAKS, AWAY),
    "winter": (GREEN + BARE + PEAKS + SNOWY, OPEN, AWAY),
}
ELSEWHERE = ("garden",)  # for those who are at home only in a room, or in snow: the nearest place with a season


def in_season(names: tuple[str, ...], season: str | None) -> tuple[str, ...]:
    """Those of some scenes in which a season is seen best; all of them for None, never none at all."""
    if season is None:
        return names
    found = (tuple(name for name in names if name in places) for places in PLACES[season])
    return next((some for some in found if some), ELSEWHERE)


def denies(scene: str, season: str | None) -> bool:
    """Whether a scene shows another season than the one that is named, whatever the light."""
    return scene in SNOWY and season not in (None, "winter")
