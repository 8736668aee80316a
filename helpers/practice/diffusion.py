"""Exact diffusion: the best possible denoiser of a small set of pictures, and the sampler that draws with it.

A diffusion model needs one thing, D(x, sigma): the best guess of the clean picture behind a noisy one. For a finite set
of pictures X_1 .. X_K it is known exactly: their mean, each weighted by softmax(-|x - X_k|^2 / (2 sigma^2)). Measuring
that distance in a window around each pixel, wide while there is much noise and narrow later, lets every region choose
its own picture, and the result is a new composition (Kamb & Ganguli 2024, "An analytic theory of creativity in
convolutional diffusion models"). Noise levels and steps are the usual ones (Karras et al. 2022, "Elucidating the design
space of diffusion-based generative models"), guidance is classifier-free guidance (Ho & Salimans 2022).

Everything here works on pictures an eighth as wide and high as the final one, as Stable Diffusion does in its latent
space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from helpers.practice.samplers import Walk, step

Array = np.ndarray

SIGMA_MAX, SIGMA_MIN, RHO = 12.0, 0.02, 7.0
LEVELS = ((1.5, 4), (0.4, 2), (0.0, 1))  # while sigma is above the first number, work this many times smaller
KEEP_BELOW, KEEP = 1.0, 4  # from this sigma on, only so many of the prompt's pictures stay in the race
ELSEWHERE = 6.0  # log odds of a picture that the prompt did not ask for: the few stand for the many there could be
GUIDED_ABOVE = 0.3  # guidance does its work while there is noise, and harm after (Kynkäänniemi et al. 2024)
TONES, TONE = 4, 0.05  # each picture stands for all that differ from it in the light of TONES x TONES parts, by so much
FORGET = 0.01  # pictures of the unconditional set that are nowhere likelier than this are dropped for good


@dataclass(frozen=True, slots=True)
class Step:
    """The state after one step of sampling. Pictures are (height, width, 3), about -1 to 1, larger as sigma falls."""

    number: int  # 1 to steps
    sigma: float  # the noise level the step started from
    left: float  # the noise level that is left after it; 0 after the last
    noisy: Array
    guess: Array
    steps: int  # how many there are in all


@dataclass(frozen=True, slots=True)
class Start:
    """A picture to start from: image-to-image, and inpainting where there is a mask. Shapes as in `sample`."""

    picture: Array  # (h, w, 3), -1 to 1
    strength: float = 1.0  # share of the steps that are taken, 0 to 1: how far the result may move from the picture
    mask: Array | None = None  # (h, w), 0 to 1: only where it is 1 may anything change


@dataclass(frozen=True, slots=True)
class Sample:
    """The finished picture, and which of the pictures each of its pixels came from."""

    picture: Array  # (height, width, 3), -1 to 1
    sources: Array  # (n,): indices into the pictures of the prompt and, after them, the others
    weights: Array  # (n, height, width), 0 to 1; they sum to 1 at every pixel


def noise_levels(steps: int) -> Array:
    """The sigma of every step, from SIGMA_MAX down to SIGMA_MIN, and a last 0. Shape (steps + 1,)."""
    ramp = np.linspace(0, 1, steps)
    sigma = (SIGMA_MAX ** (1 / RHO) + ramp * (SIGMA_MIN ** (1 / RHO) - SIGMA_MAX ** (1 / RHO))) ** RHO
    return np.append(sigma, 0.0)


def window(sigma: float) -> float:
    """Radius of the window in which distances are measured, as a share of the picture's shorter side: 1/40 to 1/2."""
    t = np.clip((np.log(sigma) - np.log(0.15)) / (np.log(4) - np.log(0.15)), 0, 1)
    return float(0.025 + t**1.5 * 0.5)


def shrink(pictures: Array, factor: int) -> Array:
    """Mean over factor x factor pixels; (k, h, w, 3) -> (k, h / factor, w / factor, 3)."""
    k, h, w, c = pictures.shape
    return pictures.reshape(k, h // factor, factor, w // factor, factor, c).mean((2, 4), dtype=np.float32)


def box_mean(a: Array, radius: int) -> Array:
    """Mean over a (2 radius + 1)-pixel square around every pixel of (k, h, w), mirrored at the edges."""
    return _running_mean(_running_mean(a, radius, 2), radius, 1)


def _running_mean(a: Array, radius: int, axis: int) -> Array:
    a = np.moveaxis(a, axis, -1)
    r = min(radius, a.shape[-1] - 1)
    mirrored = np.concatenate([a[..., r:0:-1], a, a[..., -2 : -r - 2 : -1]], -1)
    total = np.zeros((*a.shape[:-1], mirrored.shape[-1] + 1), np.float32)
    np.cumsum(mirrored, -1, out=total[..., 1:])
    mean = (total[..., 2 * r + 1 :] - total[..., : -(2 * r + 1)]) / (2 * r + 1)
    return np.moveaxis(mean, -1, axis)


@dataclass(frozen=True, slots=True)
class _Set:
    """The pictures still in the race, at one size: first those of the prompt, then the unconditional ones."""

    pictures: Array  # (k, h, w, 3)
    of_prompt: int  # how many of them answer the prompt
    wholes: list[Array]  # masks (h, w) of regions that choose one picture as a whole
    power: Array  # |X|^2 at every pixel, (k, h, w)

    @classmethod
    def of(cls, pictures: Array, of_prompt: int, wholes: list[Array]) -> _Set:
        return cls(pictures, of_prompt, wholes, np.einsum("khwc,khwc->khw", pictures, pictures))

    def evidence(self, x: Array, sigma: float) -> Array:
        """Log weight of every picture around every pixel, up to a constant: (k, h, w); (k, 1, 1) for one window.

        |x - X|^2 is meant without |x|^2, which is the same for all.
        """
        height, width = x.shape[:2]
        shorter = min(height, width)
        radius = max(1, round(window(sigma) * shorter))
        k = len(self.pictures)
        if 2 * radius >= shorter:
            # Not by @: what BLAS does to single precision differs from machine to machine, and with it the picture.
            distance = self.power.sum((1, 2)) - 2 * np.einsum("khwc,hwc->k", self.pictures, x)
            return (distance * _trust(height * width, sigma)).reshape(k, 1, 1)
        distance = self.power - 2 * np.einsum("khwc,hwc->khw", self.pictures, x)
        n = (2 * radius + 1) ** 2
        evidence = box_mean(distance, radius) * (n * _trust(n, sigma))
        for whole in self.wholes:
            inside = distance[:, whole]
            evidence[:, whole] = inside.sum(1, keepdims=True) * _trust(inside.shape[1], sigma)
        return evidence

    def only(self, keep: Array) -> _Set:
        """The set without the pictures where keep, (k,) of bool, is false."""
        return _Set(self.pictures[keep], int(keep[: self.of_prompt].sum()), self.wholes, self.power[keep])


def _trust(n: int, sigma: float) -> np.float32:
    """What a squared distance summed over n pixels weighs in log weight.

    It would be -1 / (2 sigma^2) if pixels were independent witnesses; neighbours are not, so many count for less.
    """
    return np.float32(-1 / (2 * sigma**2) / max(1.0, (n / 81) ** 0.5))


def softmax(log_weight: Array) -> Array:
    """Over the first axis."""
    w = np.exp(log_weight - log_weight.max(0, keepdims=True))
    return w / w.sum(0, keepdims=True)


def denoise(pictures: _Set, x: Array, sigma: float, cfg_scale: float) -> tuple[Array, Array]:
    """The best guess of the clean picture, guided towards the prompt, and the weights of all pictures without a prompt.

    The unconditional set holds the prompt's pictures too, so one set of distances serves both guesses:
    D = D_all + cfg_scale (D_prompt - D_all), written as one weighted sum.
    """
    evidence = pictures.evidence(x, sigma)
    everything = _anything(evidence, pictures.of_prompt)
    weight = _weights(evidence, pictures.of_prompt, cfg_scale, everything)
    if weight.shape[1] == 1:
        guess = np.einsum("k,khwc->hwc", weight[:, 0, 0], pictures.pictures)
    else:
        guess = np.einsum("khw,khwc->hwc", weight, pictures.pictures)
    return np.clip(guess, -1.2, 1.2), everything


def _anything(evidence: Array, of_prompt: int) -> Array:
    """The weights without a prompt, where its pictures are but a few of all there could be."""
    prior = np.full((len(evidence), 1, 1), ELSEWHERE, np.float32)
    prior[:of_prompt] = 0
    return softmax(evidence + prior)


def _weights(evidence: Array, of_prompt: int, cfg_scale: float, everything: Array) -> Array:
    """What every picture counts for in the guided guess; they sum to 1, and are negative where guidance moves away."""
    weight = (1 - cfg_scale) * everything
    weight[:of_prompt] += cfg_scale * softmax(evidence[:of_prompt])
    return weight


def tone(difference: Array, sigma: float) -> Array:
    """What of the difference (h, w, 3) between a noisy picture and its guess is light rather than noise: (h, w, 3).

    Each picture of the set stands for a Gaussian around it: the same picture in slightly other light. The best guess
    for one Gaussian is known exactly, too: of the mean difference in each part, TONE^2 / (TONE^2 + its noise) is light.
    """
    height, width = difference.shape[:2]
    tall, wide = height // TONES, width // TONES
    means = difference[: tall * TONES, : wide * TONES].reshape(TONES, tall, TONES, wide, 3).mean((1, 3))
    means *= np.float32(TONE**2 / (TONE**2 + sigma**2 / (tall * wide)))
    np.clip(means, -6 * TONE, 6 * TONE, out=means)  # further away it is no light: too few steps went wrong
    down, across = _tent(height), _tent(width)
    return np.einsum("ybc,xb->yxc", np.einsum("ya,abc->ybc", down, means), across)


@lru_cache(maxsize=32)
def _tent(length: int) -> Array:
    """How much each of TONES parts counts at each of `length` places: (length, TONES), between neighbours in line."""
    at = ((np.arange(length) + 0.5) * TONES / length - 0.5).clip(0, TONES - 1)
    return np.maximum(0, 1 - np.abs(at[:, None] - np.arange(TONES))).astype(np.float32)


def sample(
    prompt: Array,
    others: Array,
    rng: np.random.Generator,
    steps: int,
    cfg_scale: float,
    wholes: Sequence[Array] = (),
    sampler: str = "K_EULER",
    start: Start | None = None,
    toned: bool = True,
) -> Iterator[Step | Sample]:
    """Draw a picture: yields a `Step` after every step, and last the `Sample`. Closing the iterator stops it.

    prompt: (k, h, w, 3) pictures that answer the prompt, -1 to 1; others: (m, h, w, 3) pictures of anything else, or of
    what the negative prompt names; h and w are multiples of 4. cfg_scale 0 ignores the prompt, 1 follows it without
    guidance. wholes: masks (h, w) of regions that choose one picture as a whole once windows are smaller than the
    picture, since half a dragon has no head. sampler: a name of `samplers.SAMPLERS`. start: noise this picture as far
    as its strength says, and draw from there; where its mask is 0 it is put back, with the noise of the moment, after
    every step. toned: the result may differ from the pictures in its light (see `tone`); never if there is a start.
    """
    both = np.concatenate([prompt, others]).astype(np.float32)
    race = _Race(both, len(prompt), wholes, cfg_scale, toned and start is None)
    sigma = noise_levels(steps)
    if start is not None:
        sigma = sigma[steps - max(1, round(steps * start.strength)) :]
    factor = _factor(sigma[0])
    pyramid = {} if start is None else {f: shrink(start.picture[None].astype(np.float32), f)[0] for _, f in LEVELS}
    masks = {} if start is None or start.mask is None else {f: _shrunk(start.mask, f)[..., None] for _, f in LEVELS}
    shape = both.shape[1:]
    x = pyramid.get(factor, np.float32(0)) + np.float32(sigma[0]) * _noise(rng, shape, factor)
    walk = Walk(lambda x, s: race.guess(factor, x, s), lambda: _noise(rng, shape, factor))
    for i, (s, following) in enumerate(zip(sigma[:-1].tolist(), sigma[1:].tolist(), strict=True)):
        if (finer := _factor(s)) != factor:
            # Enlarge the guess, and let fresh noise of this sigma stand for the detail it lacks.
            guess = race.guess(factor, x, s)
            times, factor = factor // finer, finer
            x = guess.repeat(times, 0).repeat(times, 1) + np.float32(s) * _noise(rng, shape, factor)
            walk.forget()
        guess = race.narrowed(factor, x, s)
        x = step(sampler, walk, x, guess, s, following)
        if factor in masks:
            known = pyramid[factor] + np.float32(following) * _noise(rng, shape, factor)
            x = known + (x - known) * masks[factor]
            guess = pyramid[factor] + (guess - pyramid[factor]) * masks[factor]
        yield Step(i + 1, s, following, x, guess, len(sigma) - 1)
    if factor > 1:  # so few steps that none was fine
        x = x.repeat(factor, 0).repeat(factor, 1)
    yield Sample(np.clip(x, -1, 1), race.alive, race.final(x))


def _factor(sigma: float) -> int:
    """How many times smaller the work is done at this noise level."""
    return next(f for limit, f in LEVELS if sigma > limit)


class _Race:
    """The pictures of one drawing, at every size, and which of them are still in the race."""

    def __init__(self, pictures: Array, of_prompt: int, wholes: Sequence[Array], cfg_scale: float, toned: bool) -> None:
        self.sets = {f: _Set.of(shrink(pictures, f), of_prompt, [_smaller(w, f) for w in wholes]) for _, f in LEVELS}
        self.alive = np.arange(len(pictures))  # indices into the pictures at the beginning
        self.cfg_scale = cfg_scale
        self.toned = toned  # whether the light of its parts may differ from the pictures'

    def guess(self, factor: int, x: Array, sigma: float) -> Array:
        """The guided guess of the clean picture."""
        return self._denoised(factor, x, sigma)[0]

    def narrowed(self, factor: int, x: Array, sigma: float) -> Array:
        """The guided guess; from now on without the pictures that have lost."""
        of_prompt = self.sets[factor].of_prompt
        if sigma <= GUIDED_ABOVE and self.cfg_scale >= 1 and of_prompt < len(self.alive):
            self._keep(np.arange(len(self.alive)) < of_prompt)
        guess, weights = self._denoised(factor, x, sigma)
        keep = _still_likely(weights, self.sets[factor].of_prompt, sigma)
        if not keep.all():
            self._keep(keep)
        return guess

    def _keep(self, keep: Array) -> None:
        self.alive = self.alive[keep]
        self.sets = {f: pictures.only(keep) for f, pictures in self.sets.items()}

    def _denoised(self, factor: int, x: Array, sigma: float) -> tuple[Array, Array]:
        cfg_scale = self.cfg_scale if sigma > GUIDED_ABOVE else min(self.cfg_scale, 1.0)
        guess, weights = denoise(self.sets[factor], x, sigma, cfg_scale)
        return (guess + tone(x - guess, sigma) if self.toned else guess), weights

    def final(self, x: Array) -> Array:
        """The weights of the pictures left, in the finished picture x: (n, h, w)."""
        # Guidance beyond 1 exaggerates the prompt's pictures, but draws on no others.
        evidence, of_prompt = self.sets[1].evidence(x, 0.1), self.sets[1].of_prompt
        return _weights(evidence, of_prompt, min(self.cfg_scale, 1), _anything(evidence, of_prompt))


def _shrunk(plane: Array, factor: int) -> Array:
    return shrink(plane[None, ..., None].astype(np.float32), factor)[0, ..., 0]


def _smaller(mask: Array, factor: int) -> Array:
    height, width = mask.shape
    return mask.reshape(height // factor, factor, width // factor, factor).any((1, 3))


def _noise(rng: np.random.Generator, shape: tuple[int, ...], factor: int) -> Array:
    return rng.standard_normal((shape[0] // factor, shape[1] // factor, shape[2]), np.float32)


def _still_likely(weights: Array, of_prompt: int, sigma: float) -> Array:
    """Which pictures to go on with. Dropping the hopeless ones early is most of the speed, and leaves no holes."""
    keep = weights.reshape(len(weights), -1).max(1) > FORGET
    keep[:of_prompt] = True
    if sigma < KEEP_BELOW and of_prompt > KEEP:
        share = weights[:of_prompt].mean((1, 2))
        keep[:of_prompt] = share >= np.sort(share)[-KEEP]
    return keep
