"""Qt's own words in the language of the window, and our catalogue as Qt's translator."""

from PySide6.QtCore import QTranslator

from p2i_desktop.i18n import N_, Texts

# What Qt itself shows (standard buttons, context menus, file dialog): listed so that extraction sees it.
QT_TEXTS = (
    N_("OK"), N_("&OK"), N_("Cancel"), N_("&Cancel"), N_("&Yes"), N_("&No"), N_("Close"), N_("&Close"), N_("Save"),
    N_("&Save"), N_("Open"), N_("&Open"), N_("Apply"), N_("Reset"), N_("Help"), N_("Discard"), N_("Retry"),
    N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete"), N_("Select All"),
    N_("Copy &Link Location"), N_("Insert Unicode control character"),
    N_("Look in:"), N_("File &name:"), N_("Files of type:"), N_("Directory:"), N_("&Choose"), N_("Back"), N_("Forward"),
    N_("Parent Directory"), N_("Create New Folder"), N_("List View"), N_("Detail View"), N_("&Rename"), N_("&Delete"),
    N_("Show &hidden files"), N_("&New Folder"), N_("Sidebar"), N_("Files"), N_("Name"), N_("Size"), N_("Type"),
    N_("Date Modified"), N_("My Computer"), N_("Computer"), N_("Find Directory"), N_("Save As"), N_("All Files (*)"),
    N_("Ctrl"), N_("Shift"), N_("Alt"), N_("Return"), N_("Enter"), N_("Esc"), N_("Del"), N_("Ins"), N_("Space"),
    N_("Left"), N_("Right"), N_("Up"), N_("Down"), N_("Home"), N_("End"), N_("PgUp"), N_("PgDown"), N_("Backspace"), N_("Tab"),
    N_("Scroll here"), N_("Top"), N_("Bottom"), N_("Left edge"), N_("Right edge"), N_("Page up"), N_("Page down"),
    N_("Page left"), N_("Page right"), N_("Scroll up"), N_("Scroll down"), N_("Scroll left"), N_("Scroll right"),
    N_("Previous Month"), N_("Next Month"), N_("&Step up"), N_("Step &down"), N_("Show Details..."), N_("Hide Details..."),
)  # fmt: skip


class Catalogue(QTranslator):
    """Answers Qt and the forms from our one catalogue; None leaves the source text."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if not source:
            return None
        if n >= 0:
            return self._texts.ngettext(source, source, n)
        return self._texts.find(source, disambiguation or "")
