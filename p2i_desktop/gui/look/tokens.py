"""The colours of the screen by name, in three themes: light, dark, contrast."""

from typing import Literal

Theme = Literal["light", "dark", "contrast"]
THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")

TOKENS: dict[str, tuple[str, str, str]] = {
    "window": ("#F5F6F8", "#14181E", "#000000"),
    "surface": ("#FFFFFF", "#1C2129", "#000000"),
    "surface2": ("#EEF1F5", "#252B35", "#1F1F1F"),
    "border": ("#D5DAE1", "#363E4A", "#A6A6A6"),
    "border_strong": ("#78828F", "#8791A0", "#FFFFFF"),
    "text": ("#1B2430", "#E9EDF2", "#FFFFFF"),
    "text2": ("#505C6B", "#B0BAC6", "#F0F0F0"),
    "text3": ("#5C6775", "#A6B0BD", "#E0E0E0"),
    "disabled": ("#8C95A1", "#6C7683", "#A6A6A6"),
    "accent": ("#1D4ED8", "#3B6FE8", "#FFD400"),
    "accent_hover": ("#1B45BF", "#3464DB", "#FFE466"),
    "on_accent": ("#FFFFFF", "#FFFFFF", "#000000"),
    "accent_soft": ("#E3EBFD", "#1D2F55", "#332B00"),
    "accent_text": ("#1D4ED8", "#8FB2FF", "#FFD400"),
    "sel": ("#DCE7FD", "#26406F", "#0A2F70"),
    "sel_text": ("#12234A", "#F2F6FF", "#FFFFFF"),
    "focus": ("#1D4ED8", "#8FB2FF", "#FFD400"),
    "ok": ("#14713D", "#7FD8A0", "#7CFF9E"),
    "ok_soft": ("#DDF3E4", "#173524", "#00290F"),
    "warn": ("#8A5200", "#F2BE6B", "#FFCC66"),
    "warn_soft": ("#FBEBD0", "#3B2C12", "#332200"),
    "err": ("#B3261E", "#FF9C94", "#FFB3AD"),
    "err_soft": ("#FBE3E1", "#43201E", "#3D0703"),
    "info": ("#0B5E86", "#83CDF0", "#8AD8FF"),
    "info_soft": ("#DCEFF8", "#14323F", "#00283A"),
    "neutral": ("#4A5563", "#B8C1CC", "#F0F0F0"),
    "neutral_soft": ("#E8EBEF", "#2C333E", "#2B2B2B"),
    "c1": ("#1D4ED8", "#6E9BFF", "#6CB8FF"),
    "c2": ("#0E8A7D", "#38BFB0", "#5CF2B8"),
    "c3": ("#B45309", "#E5974B", "#FFB454"),
    "c4": ("#7C3AED", "#B18CFF", "#DDB3FF"),
    "c5": ("#64748B", "#93A1B3", "#FFFFFF"),
    "grid": ("#E3E7EC", "#2C333E", "#595959"),
}


def tokens(theme: Theme) -> dict[str, str]:
    """Token name -> colour as #RRGGBB of one theme."""
    column = THEMES.index(theme)
    return {name: colours[column] for name, colours in TOKENS.items()}
