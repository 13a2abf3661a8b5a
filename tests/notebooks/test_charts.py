"""What the notebooks draw has Chinese in it."""

import sys
from pathlib import Path

import pytest
from IPython.display import Image
from matplotlib import font_manager

import charts


def test_font_comes_with_the_environment() -> None:
    """No font of the machine is needed, nor looked for."""
    assert Path(font_manager.findfont(font_manager.FontProperties())).is_relative_to(sys.prefix)


def drawn(label: str) -> Image:
    figure = charts.new_figure(3, 2)
    figure.subplots().set(title=label)
    return charts.picture(figure, "a title")


@pytest.mark.parametrize("label", ["社会消费品零售总额（亿元）", "龘 2月→3月 −1.8%", "澳門統計 ≥"])
def test_font_has_glyphs(label: str) -> None:
    """Simplified and traditional characters, signs and rare ones are drawn, none as a box."""
    assert drawn(label).data.startswith(b"\x89PNG")


@pytest.mark.parametrize("label", ["ก", "城镇\U00020000"])
def test_missing_glyph_is_an_error(label: str) -> None:
    """A character that the font lacks is told rather than drawn as a box."""
    with pytest.raises(UserWarning, match="missing from font"):
        drawn(label)


def test_pictures_are_the_same_each_time() -> None:
    """Drawing again gives the same bytes, so that a commit shows real differences only."""
    assert drawn("城镇新增就业").data == drawn("城镇新增就业").data
