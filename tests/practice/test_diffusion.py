"""Exact diffusion against its own definition, worked out the slow way on small pictures."""

import itertools

import numpy as np
import pytest

from helpers.practice import diffusion
from helpers.practice.samplers import SAMPLERS


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def pictures(rng, count, height=8, width=8):
    return rng.uniform(-1, 1, (count, height, width, 3)).astype(np.float32)


def sampled(prompt, others, *, seed=1, steps=12, cfg_scale=1.0, **more):
    return list(
        diffusion.sample(prompt, others, np.random.default_rng(seed), steps, cfg_scale, **{"toned": False} | more)
    )


# ---- the parts


@pytest.mark.parametrize("steps", [10, 30, 150])
def test_noise_falls_to_nothing(steps):
    sigma = diffusion.noise_levels(steps)
    assert len(sigma) == steps + 1
    assert sigma[0] == pytest.approx(diffusion.SIGMA_MAX)
    assert sigma[-2] == pytest.approx(diffusion.SIGMA_MIN)
    assert sigma[-1] == 0
    assert (np.diff(sigma) < 0).all()


def test_the_window_narrows_with_the_noise():
    radii = [diffusion.window(sigma) for sigma in (12, 4, 1, 0.15, 0.02)]
    assert radii == sorted(radii, reverse=True)
    assert radii[0] > 0.5  # while there is much noise, it is the whole picture
    assert radii[-1] == pytest.approx(0.025)


def test_softmax(rng):
    a = rng.normal(size=(5, 2, 3))
    expected = np.exp(a) / np.exp(a).sum(0)
    np.testing.assert_allclose(diffusion.softmax(a), expected)
    np.testing.assert_allclose(diffusion.softmax(a * 1e5).sum(0), 1)  # huge numbers are no trouble


def test_shrink(rng):
    a = pictures(rng, 2, 4, 8)
    small = diffusion.shrink(a, 2)
    assert small.shape == (2, 2, 4, 3)
    np.testing.assert_allclose(small[1, 0, 3], a[1, 0:2, 6:8].mean((0, 1)), rtol=1e-5)


@pytest.mark.parametrize(("height", "width", "radius"), [(6, 6, 1), (5, 9, 2), (4, 12, 3), (8, 3, 2)])
def test_box_mean_by_hand(rng, height, width, radius):
    a = rng.normal(size=(2, height, width)).astype(np.float32)
    padded = np.pad(a, ((0, 0), (radius, radius), (radius, radius)), mode="reflect")
    side = 2 * radius + 1
    expected = np.empty_like(a)
    for y, x in itertools.product(range(height), range(width)):
        expected[:, y, x] = padded[:, y : y + side, x : x + side].mean((1, 2))
    np.testing.assert_allclose(diffusion.box_mean(a, radius), expected, atol=1e-5)


# ---- the denoiser


def posterior(known, noisy, sigma):
    """The mean of the pictures, each weighted by exp(-|x - X|^2 / (2 sigma^2))."""
    log = np.array([-((noisy - picture) ** 2).sum() / (2 * sigma**2) for picture in known.astype(float)])
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    return np.tensordot(weight, known, 1), weight


@pytest.mark.parametrize(("height", "width"), [(8, 8), (4, 16), (16, 4)])
@pytest.mark.parametrize("sigma", [4.0, 6.0, 12.0])
def test_one_window_gives_the_posterior_mean(rng, height, width, sigma):
    known = pictures(rng, 6, height, width)
    noisy = known[2] + rng.normal(0, sigma, known[2].shape).astype(np.float32)
    every = diffusion._Set.of(known, 6, [])
    guess, weight = diffusion.denoise(every, noisy, sigma, 1.0)
    expected, expected_weight = posterior(known, noisy, sigma)
    np.testing.assert_allclose(weight[:, 0, 0], expected_weight, atol=1e-4)
    np.testing.assert_allclose(guess, expected, atol=1e-4)


@pytest.mark.parametrize("sigma", [0.2, 1.0, 6.0])
def test_guidance_of_1_is_the_prompts_own_guess(rng, sigma):
    known = pictures(rng, 5)
    noisy = known[0] + rng.normal(0, sigma, known[0].shape).astype(np.float32)
    among_others, _ = diffusion.denoise(diffusion._Set.of(known, 3, []), noisy, sigma, 1.0)
    alone, _ = diffusion.denoise(diffusion._Set.of(known[:3], 3, []), noisy, sigma, 1.0)
    np.testing.assert_allclose(among_others, alone, atol=1e-5)


@pytest.mark.parametrize("sigma", [0.2, 6.0])
def test_guidance_of_0_is_the_guess_without_a_prompt(rng, sigma):
    known = pictures(rng, 5)
    noisy = known[4] + rng.normal(0, sigma, known[0].shape).astype(np.float32)
    guess, everything = diffusion.denoise(diffusion._Set.of(known, 3, []), noisy, sigma, 0.0)
    np.testing.assert_allclose(everything.sum(0), 1, atol=1e-5)
    np.testing.assert_allclose(guess, (everything[..., None] * known).sum(0), atol=1e-5)


def test_guidance_goes_on_in_the_same_direction(rng):
    """D = D_all + scale (D_prompt - D_all), as long as nothing is cut off."""
    known = pictures(rng, 5) * 0.2
    noisy = known[0] + rng.normal(0, 6, known[0].shape).astype(np.float32)
    every = diffusion._Set.of(known, 3, [])
    none, plain, double = (diffusion.denoise(every, noisy, 6.0, scale)[0] for scale in (0, 1, 2))
    np.testing.assert_allclose(double, none + 2 * (plain - none), atol=1e-5)


# ---- the sampler


def test_one_picture_is_found_whatever_the_noise(rng):
    known = pictures(rng, 1, 16, 16)
    others = pictures(rng, 2, 16, 16)
    for seed in (1, 2):
        found = sampled(known, others, seed=seed)[-1]
        np.testing.assert_allclose(found.picture, known[0], atol=0.05)


def test_every_place_finds_its_own_picture():
    """Windows are small at last, so two places may choose differently, but none stays between two pictures."""
    known = np.stack([np.full((16, 16, 3), level, np.float32) for level in (-0.9, 0.0, 0.9)])
    found = sampled(known, known[:1] * 0 + 0.45)[-1].picture
    assert (np.abs(found - known).max(-1).min(0) < 0.15).mean() > 0.8


def test_the_same_noise_gives_the_same_picture(rng):
    known, others = pictures(rng, 4, 16, 16), pictures(rng, 2, 16, 16)
    first, again = (sampled(known, others, seed=3, cfg_scale=7.0)[-1] for _ in range(2))
    assert (first.picture == again.picture).all()
    assert (sampled(known, others, seed=4, cfg_scale=7.0)[-1].picture != first.picture).any()


@pytest.mark.parametrize("steps", [10, 25])
def test_every_step_is_told(rng, steps):
    *told, last = sampled(pictures(rng, 3, 16, 16), pictures(rng, 1, 16, 16), steps=steps)
    assert [step.number for step in told] == list(range(1, steps + 1))
    np.testing.assert_allclose([step.sigma for step in told], diffusion.noise_levels(steps)[:-1], rtol=1e-5)
    sizes = [step.noisy.shape[0] for step in told]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (4, 16)  # first a quarter of the size, at last the whole
    assert all(step.noisy.shape == step.guess.shape for step in told)
    assert isinstance(last, diffusion.Sample)


@pytest.mark.parametrize(("height", "width"), [(16, 16), (12, 28), (28, 12), (8, 64)])
def test_a_picture_need_not_be_square(rng, height, width):
    found = sampled(pictures(rng, 6, height, width), pictures(rng, 2, height, width), cfg_scale=7.0)[-1]
    assert found.picture.shape == (height, width, 3)
    assert np.abs(found.picture).max() <= 1
    assert found.weights.shape == (len(found.sources), height, width)
    np.testing.assert_allclose(found.weights.sum(0), 1, atol=1e-4)
    assert set(found.sources) <= set(range(8))


def test_samplers_draw_pictures_that_differ(rng):
    known, others = pictures(rng, 6, 16, 16), pictures(rng, 2, 16, 16)
    names = ("K_EULER", "K_HEUN", "K_DPMPP_2M", "K_EULER_ANCESTRAL", "K_DPM_2_ANCESTRAL")
    noisy = [sampled(known, others, sampler=name, cfg_scale=7.0)[8].noisy for name in names]
    for a, b in itertools.combinations(noisy, 2):
        assert np.abs(a - b).max() > 0.01


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_finds_the_only_picture(rng, sampler):
    known = pictures(rng, 1, 16, 16)
    found = sampled(known, pictures(rng, 2, 16, 16), sampler=sampler)[-1]
    np.testing.assert_allclose(found.picture, known[0], atol=0.05)


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_few_steps_draw_something(rng, sampler, steps):
    *told, last = sampled(pictures(rng, 4, 16, 24), pictures(rng, 2, 16, 24), sampler=sampler, steps=steps)
    assert len(told) == steps
    assert last.picture.shape == (16, 24, 3)
    assert np.isfinite(last.picture).all()
    np.testing.assert_allclose(last.weights.sum(0), 1, atol=1e-4)


def test_it_can_be_stopped_and_asked_again(rng):
    known, others = pictures(rng, 4, 16, 16), pictures(rng, 2, 16, 16)
    whole = sampled(known, others)
    begun = diffusion.sample(known, others, np.random.default_rng(1), 12, 1.0, toned=False)
    assert (next(begun).noisy == whole[0].noisy).all()
    begun.close()
    assert (sampled(known, others)[-1].picture == whole[-1].picture).all()


# ---- a picture to start from


def flat(level, height=16, width=16):
    return np.full((height, width, 3), level, np.float32)


@pytest.mark.parametrize(("strength", "taken"), [(0.0, 1), (0.1, 2), (0.5, 10), (0.85, 17), (1.0, 20)])
def test_strength_is_the_share_of_the_steps(rng, strength, taken):
    start = diffusion.Start(flat(0.2), strength)
    *told, _ = sampled(pictures(rng, 3, 16, 16), pictures(rng, 1, 16, 16), steps=20, start=start)
    assert [step.number for step in told] == list(range(1, taken + 1))
    np.testing.assert_allclose([step.sigma for step in told], diffusion.noise_levels(20)[20 - taken : -1], rtol=1e-5)


def test_the_less_strength_the_likelier_is_the_picture_most_like_the_start():
    """Of two pictures, the start is near to one; noise hides which, the more the stronger it is."""
    known = np.stack([flat(-0.5), flat(0.5)])

    def kept(strength):
        start = diffusion.Start(flat(0.4), strength)
        ends = [sampled(known, known[:1] * 0, seed=seed, start=start, steps=20)[-1] for seed in range(24)]
        return np.mean([end.picture.mean() > 0 for end in ends])

    assert kept(0.3) == 1.0
    assert 0.2 < kept(1.0) < 0.9


@pytest.mark.parametrize("steps", [3, 20])
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_what_the_mask_keeps_ends_as_it_was(rng, sampler, steps):
    known = pictures(rng, 3, 16, 16)
    mask = np.zeros((16, 16), np.float32)
    mask[:, 8:] = 1
    start = diffusion.Start(pictures(rng, 1, 16, 16)[0], 1.0, mask)
    end = sampled(known, pictures(rng, 1, 16, 16), start=start, sampler=sampler, steps=steps)[-1].picture
    np.testing.assert_allclose(end[:, :8], start.picture[:, :8], atol=1e-5)
    assert np.abs(end[:, 8:] - start.picture[:, 8:]).max() > 0.5


def test_grey_in_the_mask_blends():
    known = flat(0.8)[None]
    mask = np.tile(np.linspace(0, 1, 16, dtype=np.float32), (16, 1))
    end = sampled(known, known * 0, start=diffusion.Start(flat(-0.8), 1.0, mask))[-1].picture
    np.testing.assert_allclose(end.mean((0, 2)), -0.8 + 1.6 * mask[0], atol=0.05)


def test_what_the_mask_keeps_tells_the_rest_what_fits():
    """Two pictures, each of one brightness: the half that stays decides which of them goes on in the other half."""
    known = np.stack([flat(-0.6), flat(0.6)])
    mask = np.zeros((16, 16), np.float32)
    mask[:, 8:] = 1
    for level in (-0.6, 0.6):
        start = diffusion.Start(flat(level), 1.0, mask)
        ends = [sampled(known, known[:1] * 0, seed=seed, start=start, steps=20)[-1].picture for seed in range(10)]
        assert sum(np.sign(end[:, 10:].mean()) == np.sign(level) for end in ends) >= 8


# ---- light


@pytest.mark.parametrize("sigma", [0.05, 1.0, 8.0])
def test_tone_is_the_best_guess_of_a_gaussian(sigma):
    """A difference that is the same all over: TONE^2 / (TONE^2 + the variance of the noise's mean in a part) of it."""
    kept = diffusion.tone(flat(0.04, 32, 48), sigma)
    part = 32 * 48 / diffusion.TONES**2
    share = diffusion.TONE**2 / (diffusion.TONE**2 + sigma**2 / part)
    np.testing.assert_allclose(kept, 0.04 * share, rtol=1e-4)


def test_tone_knows_no_detail(rng):
    noise = rng.normal(0, 0.1, (64, 64, 3)).astype(np.float32)
    assert np.abs(diffusion.tone(noise, 0.1)).max() < 0.03
    assert np.abs(diffusion.tone(flat(5.0), 0.02)).max() <= 6 * diffusion.TONE + 1e-6  # nor what cannot be light


def test_the_light_may_differ_only_where_it_is_asked_for(rng):
    known, others = pictures(rng, 1, 16, 16) * 0.5, pictures(rng, 1, 16, 16)
    plain, toned = (sampled(known, others, toned=toned)[-1].picture for toned in (False, True))
    assert 0.002 < np.abs(toned - known[0]).mean() < 0.2
    assert np.abs(toned - known[0]).mean() > 2 * np.abs(plain - known[0]).mean()
    start = diffusion.Start(known[0], 1.0)
    one, other = (sampled(known, others, toned=toned, start=start)[-1].picture for toned in (False, True))
    assert (one == other).all()
