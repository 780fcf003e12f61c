"""The colors of the full screen can be read, in light and in dark."""

from __future__ import annotations

import re
from itertools import product

import pytest
from conftest import ROOT

from quizgen.terminal.screen.themes import DARK, LIGHT, THEMES, suited_theme

TEXT = ("foreground", "quiet", "accent", "right", "partly", "wrong")
GROUND = ("background", "surface", "cursor")


def luminance(color: str) -> float:
    """As WCAG reckons it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "ground"), list(product(TEXT, GROUND)))
@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_text_stands_out_from_its_ground(colors: dict[str, str], text: str, ground: str) -> None:
    lighter, darker = sorted((luminance(colors[text]), luminance(colors[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (text, ground)


def test_the_styles_use_no_color_of_their_own() -> None:
    css = (ROOT / "quizgen" / "terminal" / "screen" / "screen.tcss").read_text(encoding="utf-8")
    roles = {f"$q-{role}" for role in DARK}
    assert DARK.keys() == LIGHT.keys()
    assert set(re.findall(r"\$[\w-]+", css)) <= roles
    assert not re.findall(
        r":[^;{]*(?:#[0-9a-f]{3,6}\b|\b(?:red|green|blue|white|black|gr[ae]y)\b)", css
    )
    assert not re.findall(r"color: [^;]*%|opacity", css)  # a blend would have a contrast of its own


@pytest.mark.parametrize(
    ("said", "theme"),
    [("", "dark"), ("0;15", "light"), ("15;0", "dark"), ("0;default;7", "light"), ("x", "dark")],
)
def test_the_theme_suits_what_the_terminal_says(said: str, theme: str) -> None:
    assert suited_theme(said) == theme
    assert theme in THEMES
