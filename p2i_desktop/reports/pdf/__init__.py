"""Document in, bytes of a tagged PDF out: the only place that knows reportlab."""

from p2i_desktop.reports.pdf.render import Progress, missing_glyphs, render

__all__ = ["Progress", "missing_glyphs", "render"]
