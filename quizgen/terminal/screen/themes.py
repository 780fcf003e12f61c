"""Define the two themes, light and dark."""

from __future__ import annotations

from textual.theme import Theme

# Every pair that carries text has a contrast of at least 4.5; the tests measure it.
DARK = {
    "background": "#14171c",
    "surface": "#1d2229",
    "foreground": "#e4e7eb",
    "quiet": "#a3acb8",
    "line": "#3a424d",
    "accent": "#8ab8ff",
    "right": "#86d49a",
    "partly": "#f2c66d",
    "wrong": "#ff9b93",
    "cursor": "#27303c",
}
LIGHT = {
    "background": "#fbfaf8",
    "surface": "#f1efeb",
    "foreground": "#1d2125",
    "quiet": "#565d66",
    "line": "#c9c5bd",
    "accent": "#0b4fb3",
    "right": "#0f6130",
    "partly": "#744600",
    "wrong": "#a81f17",
    "cursor": "#e2e8f3",
}


def theme(name: str, colors: dict[str, str], *, dark: bool) -> Theme:
    """Return a theme of these colors; its variables bear their names."""
    own = {f"q-{role}": color for role, color in colors.items()}
    fields = {
        "input-cursor-background": colors["foreground"],
        "input-cursor-foreground": colors["background"],
        "input-selection-background": colors["line"],
        "border": colors["accent"],
        "border-blurred": colors["line"],
        "scrollbar": colors["line"],
        "scrollbar-hover": colors["quiet"],
        "scrollbar-active": colors["accent"],
        "scrollbar-background": colors["background"],
        "scrollbar-background-hover": colors["background"],
        "scrollbar-background-active": colors["background"],
        "scrollbar-corner-color": colors["background"],
        "link-color": colors["quiet"],
        "link-style": "none",
        "link-background": colors["background"],
        "link-color-hover": colors["foreground"],
        "link-background-hover": colors["cursor"],
        "link-style-hover": "none",
    }
    return Theme(
        name,
        primary=colors["accent"],
        secondary=colors["quiet"],
        accent=colors["accent"],
        success=colors["right"],
        warning=colors["partly"],
        error=colors["wrong"],
        foreground=colors["foreground"],
        background=colors["background"],
        surface=colors["surface"],
        panel=colors["surface"],
        dark=dark,
        text_alpha=1.0,
        variables=own | fields,
    )


THEMES = {"dark": theme("dark", DARK, dark=True), "light": theme("light", LIGHT, dark=False)}


def suited_theme(colorfgbg: str) -> str:
    """Return the theme for a terminal that says its colors in COLORFGBG, such as `0;15`.

    Where it says nothing, that is dark.
    """
    background = colorfgbg.rpartition(";")[2]
    return "light" if background in ("7", "15") else "dark"
