"""Pictures for the notebooks: with Han glyphs, and the same bytes each time they are drawn.

matplotlib's own font has no Chinese, and many machines have none at all, so Noto Sans SC comes with
the extra `notebooks` as a package. A character that it lacks is an error, not a box.
"""

from __future__ import annotations

import warnings
from io import BytesIO

import PIL.Image
import pylopdf_fonts_zh_cn
from IPython.display import Image
from matplotlib import font_manager, rcParams
from matplotlib.figure import Figure

BLUE, ORANGE, GREY = "#2b6cb0", "#c05621", "#8a8f98"
_DPI, _COLOURS = 100, 64

_FONT = str(pylopdf_fonts_zh_cn.sans_path())
font_manager.fontManager.addfont(_FONT)
rcParams["font.family"] = font_manager.FontProperties(fname=_FONT).get_name()
rcParams["axes.spines.top"] = rcParams["axes.spines.right"] = False


def new_figure(width: float, height: float) -> Figure:
    """An empty figure, its size in inches, that leaves room for its labels."""
    return Figure(figsize=(width, height), layout="constrained")


def picture(figure: Figure, says: str) -> Image:
    """A figure as a PNG picture.

    Args:
        figure: What to draw.
        says: What is to be seen, for those who do not see it.

    Raises:
        UserWarning: The font has no glyph for a character.
    """
    drawn, file = BytesIO(), BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing from font")
        figure.savefig(drawn, format="png", dpi=_DPI)
    # A palette takes a third of the bytes.
    pixels = PIL.Image.open(drawn).convert("RGB").quantize(_COLOURS, dither=PIL.Image.Dither.NONE)
    pixels.save(file, format="png", optimize=True)
    return Image(file.getvalue(), format="png", alt=says)
