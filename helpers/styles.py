"""Styles in words: for models that know no style preset, and for all to see in the prompt."""

from __future__ import annotations

from helpers.text import say_in

# The Korean words are the titles on the studio's page.
STYLES = {
    **{"photograph": "photograph", "watercolor": "watercolor painting", "oil": "oil painting"},
    **{"pencil": "pencil sketch", "ink": "ink drawing", "pastel": "pastel drawing", "comic": "comic book style"},
    **{"pixel": "pixel art", "low_poly": "low poly", "woodcut": "woodcut", "cinematic": "cinematic lighting"},
    **{"neon": "neon lights", "fantasy": "fantasy art"},
}


def with_style(prompt: str, style: str) -> str:
    """The prompt, and at its end the style: the words of one of `STYLES` in the prompt's language, or any other words.

    An empty style adds nothing.
    """
    if not style:
        return prompt
    words = STYLES.get(style, style)
    if style in STYLES and any("가" <= letter <= "힣" for letter in prompt):
        words = say_in("ko", f"studio_style.{style}")
    return f"{prompt}, {words}"
