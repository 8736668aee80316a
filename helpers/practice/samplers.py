"""Samplers: how a noisy picture gets from one noise level to the next, given the denoiser's best guess.

All are the ones of Stable Diffusion, by the names that Bedrock's SDXL knew them by, and as k-diffusion writes them:
Karras et al. 2022 (Euler, Heun, DPM2), Song et al. 2020 (DDIM, which is Euler in these coordinates, and DDPM, which is
Euler ancestral), Lu et al. 2022 (DPM-Solver++ 2M and 2S), and linear multistep. The ancestral ones add fresh noise at
every step; the others add none, so that their picture depends on the first noise alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

Array = np.ndarray
Denoise = Callable[[Array, float], Array]  # noisy picture, sigma -> best guess of the clean one

LMS_ORDER = 4  # how many past slopes linear multistep looks back on
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(LMS_ORDER)  # exact for the polynomials it integrates


@dataclass(slots=True)
class Walk:
    """One way down the noise levels. Pictures are float32 arrays of any one shape."""

    denoise: Denoise
    noise: Callable[[], Array]  # standard normal, in the picture's shape
    guesses: list[tuple[float, Array]] = field(default_factory=list)  # (sigma, guess) of the steps so far, oldest first
    slopes: list[tuple[float, Array]] = field(default_factory=list)  # likewise

    def forget(self) -> None:
        """Start anew: the picture has another size from here on."""
        self.guesses.clear()
        self.slopes.clear()


# Noisy picture, the guess for it, its sigma, the next sigma (0 at the end) -> the picture with noise of the next sigma.
Step = Callable[[Walk, Array, Array, float, float], Array]


def _slope(x: Array, guess: Array, sigma: float) -> Array:
    """dx / dsigma of the probability-flow ODE."""
    return (x - guess) * np.float32(1 / sigma)


def _split(sigma: float, following: float) -> tuple[float, float]:
    """How far to go down, and how much fresh noise to add, to end at `following`."""
    up = min(following, (following**2 * (sigma**2 - following**2) / sigma**2) ** 0.5)
    return (following**2 - up**2) ** 0.5, up


def _euler(walk: Walk, x: Array, guess: Array, sigma: float, following: float) -> Array:
    return x + _slope(x, guess, sigma) * np.float32(following - sigma)


def _heun(walk: Walk, x: Array, guess: Array, sigma: float, following: float) -> Array:
    ahead = _euler(walk, x, guess, sigma, following)
    if following == 0:
        return ahead
    mean = (_slope(x, guess, sigma) + _slope(ahead, walk.denoise(ahead, following), following)) / 2
    return x + mean * np.float32(following - sigma)


def _dpm_2(walk: Walk, x: Array, guess: Array, sigma: float, following: float) -> Array:
    if following == 0:
        return _euler(walk, x, guess, sigma, following)
    middle = (sigma * following) ** 0.5
    halfway = _euler(walk, x, guess, sigma, middle)
    return x + _slope(halfway, walk.denoise(halfway, middle), middle) * np.float32(following - sigma)


def _dpmpp_2m(walk: Walk, x: Array, guess: Array, sigma: float, following: float) -> Array:
    if following == 0:
        return guess
    h = np.log(sigma / following)
    estimate = guess
    if walk.guesses:
        before, older = walk.guesses[-1]
        share = np.float32(h / (2 * np.log(before / sigma)))
        estimate = guess + (guess - older) * share
    return x * np.float32(following / sigma) - estimate * np.float32(np.expm1(-h))


def _dpmpp_2s(walk: Walk, x: Array, guess: Array, sigma: float, following: float) -> Array:
    if following == 0:
        return guess
    middle = (sigma * following) ** 0.5
    h = np.log(sigma / following)
    halfway = x * np.float32(middle / sigma) - guess * np.float32(np.expm1(-h / 2))
    return x * np.float32(following / sigma) - walk.denoise(halfway, middle) * np.float32(np.expm1(-h))


def _lms(walk: Walk, x: Array, guess: Array, sigma: float, following: float) -> Array:
    """The integral, from sigma to following, of the polynomial through the newest slopes."""
    if following == 0:
        return guess
    known = [*walk.slopes, (sigma, _slope(x, guess, sigma))][-LMS_ORDER:]
    walk.slopes[:] = known
    at = (following - sigma) / 2 * _NODES + (following + sigma) / 2
    out = x
    for j, (own, slope) in enumerate(known):
        basis = np.prod([(at - s) / (own - s) for k, (s, _) in enumerate(known) if k != j], 0)
        out = out + slope * np.float32((following - sigma) / 2 * np.sum(_WEIGHTS * basis))
    return out


def _ancestral(down: Step, walk: Walk, x: Array, guess: Array, sigma: float, following: float) -> Array:
    """Go further down than asked, and add fresh noise up to the level that was asked for."""
    target, up = _split(sigma, following)
    out = down(walk, x, guess, sigma, target)
    return out + walk.noise() * np.float32(up) if up else out


_EULER_ANCESTRAL: Step = partial(_ancestral, _euler)
SAMPLERS: dict[str, Step] = {
    "K_EULER": _euler,
    "DDIM": _euler,
    "K_HEUN": _heun,
    "K_DPM_2": _dpm_2,
    "K_DPMPP_2M": _dpmpp_2m,
    "K_LMS": _lms,
    "K_EULER_ANCESTRAL": _EULER_ANCESTRAL,
    "DDPM": _EULER_ANCESTRAL,
    "K_DPM_2_ANCESTRAL": partial(_ancestral, _dpm_2),
    "K_DPMPP_2S_ANCESTRAL": partial(_ancestral, _dpmpp_2s),
}


def step(sampler: str, walk: Walk, x: Array, guess: Array, sigma: float, following: float) -> Array:
    """One step of the sampler, a name of `SAMPLERS` (KeyError for another), from sigma to following."""
    out = SAMPLERS[sampler](walk, x, guess, sigma, following)
    walk.guesses[:] = [(sigma, guess)]
    return out
