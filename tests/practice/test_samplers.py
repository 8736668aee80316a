"""The samplers against a case whose answer is known: pictures whose every number is normal.

For data N(m, s^2) the best guess is m + (x - m) s^2 / (s^2 + sigma^2), and the probability-flow ODE takes x along
m + (x_0 - m) sqrt((s^2 + sigma^2) / (s^2 + sigma_0^2)): the distance from the mean in units of the spread stays.
"""

import itertools

import numpy as np
import pytest

from helpers.practice.diffusion import SIGMA_MAX, noise_levels
from helpers.practice.samplers import SAMPLERS, Walk, step

MEAN, SPREAD = 0.3, 0.5
PLAIN = ("K_EULER", "DDIM", "K_HEUN", "K_DPM_2", "K_DPMPP_2M", "K_LMS")
ANCESTRAL = ("K_EULER_ANCESTRAL", "DDPM", "K_DPM_2_ANCESTRAL", "K_DPMPP_2S_ANCESTRAL")
BETTER = tuple(name for name in PLAIN if name not in ("K_EULER", "DDIM"))


def best_guess(x, sigma):
    return np.float32(MEAN) + (x - np.float32(MEAN)) * np.float32(SPREAD**2 / (SPREAD**2 + sigma**2))


def first(count=20_000, seed=1):
    noise = np.random.default_rng(seed).normal(size=count)
    return (MEAN + noise * np.hypot(SPREAD, SIGMA_MAX)).astype(np.float32)


def walked(sampler, x, steps, *, seed=2, asked=None):
    """The end of the walk from x at SIGMA_MAX. asked: gets the sigma of every guess beyond one a step."""
    rng = np.random.default_rng(seed)

    def denoise(x, sigma):
        if asked is not None:
            asked.append(sigma)
        return best_guess(x, sigma)

    walk = Walk(denoise, lambda: rng.standard_normal(x.shape, np.float32))
    sigma = noise_levels(steps).tolist()
    for s, following in itertools.pairwise(sigma):
        x = step(sampler, walk, x, best_guess(x, s), s, following)
    return x


def error(sampler, steps):
    x = first()
    exact = MEAN + (x - MEAN) * SPREAD / np.hypot(SPREAD, SIGMA_MAX)
    return float(np.abs(walked(sampler, x, steps) - exact).mean())


def test_every_sampler_of_bedrock_is_here():
    assert set(PLAIN) | set(ANCESTRAL) == set(SAMPLERS)


def test_a_sampler_nobody_knows():
    with pytest.raises(KeyError):
        step("EULER", Walk(best_guess, first), first(4), first(4), 1.0, 0.5)


@pytest.mark.parametrize("steps", [10, 20, 40])
@pytest.mark.parametrize("sampler", BETTER)
def test_higher_orders_are_nearer_to_the_truth_than_euler(sampler, steps):
    assert error(sampler, steps) < 0.5 * error("K_EULER", steps)


@pytest.mark.parametrize("sampler", PLAIN)
def test_more_steps_are_nearer_to_the_truth(sampler):
    few, many = error(sampler, 20), error(sampler, 40)
    assert many < 0.65 * few
    assert many < 0.03


def test_ddim_is_euler_and_ddpm_its_ancestral_kin():
    x = first(100)
    assert (walked("DDIM", x, 10) == walked("K_EULER", x, 10)).all()
    assert (walked("DDPM", x, 10) == walked("K_EULER_ANCESTRAL", x, 10)).all()


@pytest.mark.parametrize("sampler", ANCESTRAL)
def test_ancestral_samplers_end_with_the_right_spread(sampler):
    end = walked(sampler, first(), 80)
    assert end.mean() == pytest.approx(MEAN, abs=0.02)
    assert end.std() == pytest.approx(SPREAD, rel=0.05)


@pytest.mark.parametrize("sampler", ANCESTRAL)
def test_ancestral_samplers_forget_where_they_began(sampler):
    x = first()
    assert abs(np.corrcoef(x, walked(sampler, x, 40))[0, 1]) < 0.2
    assert np.corrcoef(x, walked("K_EULER", x, 40))[0, 1] > 0.999


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_only_ancestral_samplers_use_the_noise(sampler):
    x = first(100)
    same = (walked(sampler, x, 10, seed=2) == walked(sampler, x, 10, seed=3)).all()
    assert same == (sampler in PLAIN)


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_the_same_noise_gives_the_same_end(sampler):
    x = first(100)
    assert (walked(sampler, x, 10) == walked(sampler, x, 10)).all()


@pytest.mark.parametrize(("sampler", "more"), [("K_HEUN", 11), ("K_DPM_2", 11), ("K_DPMPP_2M", 0), ("K_LMS", 0)])
def test_how_many_guesses_a_sampler_asks_for(sampler, more):
    """One a step that it is given, and for some another one: none in the last step, that ends without noise."""
    asked = []
    walked(sampler, first(10), 12, asked=asked)
    assert len(asked) == more
    assert all(sigma > 0 for sigma in asked)


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_walk_may_be_short(sampler, steps):
    end = walked(sampler, first(100), steps)
    assert np.isfinite(end).all()
    assert end.dtype == np.float32
    if steps == 1:  # one step can only go to the best guess
        np.testing.assert_allclose(end, best_guess(first(100), SIGMA_MAX), atol=1e-4)


@pytest.mark.parametrize("sampler", ["K_LMS", "K_DPMPP_2M"])
def test_what_is_remembered_can_be_forgotten(sampler):
    """Pictures change their size on the way; what came before no longer fits."""
    walk = Walk(best_guess, lambda: first(5))
    x = first(10)
    for s, following in ((12.0, 9.0), (9.0, 6.0)):
        x = step(sampler, walk, x, best_guess(x, s), s, following)
    walk.forget()
    fresh = Walk(best_guess, lambda: first(5))
    x = first(5)
    after, anew = (step(sampler, w, x, best_guess(x, 6.0), 6.0, 4.0) for w in (walk, fresh))
    assert (after == anew).all()
