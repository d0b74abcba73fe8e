"""The columns that a list of participants can show, with their English titles, and the usual ones."""

from p2i_desktop.reports.workshop.facts import COLUMNS, DEFAULT_COLUMNS

__all__ = ["COLUMNS", "DEFAULT_COLUMNS"]
