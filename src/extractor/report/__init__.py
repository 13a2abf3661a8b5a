"""Shows the facts of releases in their texts: one page that needs nothing else."""

from extractor.report.page import Shown, render_page

__all__ = ["Shown", "render_page"]
