"""What this computer remembers: its languages, its person, where papers go; theme and text size."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.i18n import N_, languages, texts_for
from p2i_desktop.paths import documents_folder
from p2i_desktop.settings import TEXT_SIZES, THEMES

_LARGEST = (5, 10, 25, 50, 100, 200, 500)  # MB
_THEMES = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}


class _Fields(QWidget):
    """Fields below each other, each under its label; they apply at once."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._labels: list[tuple[QLabel | QPushButton, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(bench.look.px(4))

    def _field(self, text: str, field: QWidget, beside: QWidget | None = None) -> None:
        label = QLabel(self)
        label.setProperty("font_role", "label")
        label.setBuddy(field)
        self._labels.append((label, text))
        self._column.addWidget(label)
        line = QHBoxLayout()
        line.addWidget(field, 1)
        if beside is not None:
            line.addWidget(beside)
        self._column.addLayout(line)
        self._column.addSpacing(self._bench.look.px(12 - 4))

    def retranslate(self) -> None:
        """Words the part in the language that is shown; the fields show what is set."""
        for label, text in self._labels:
            label.setText(self._bench.texts._(text))
        self._show()
        mnemonics.assign(self, menu_letters(self._bench.texts))

    def _show(self) -> None:
        """What is set, in the fields."""


class GeneralSettings(_Fields):
    """Languages, the person of this computer, the folder for papers, the largest file to attach."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.language, self.report_language, self.me = ChoiceBox(self), ChoiceBox(self), ChoiceBox(self)
        self.folder, browse, self.largest = QLineEdit(self), QPushButton(self), ChoiceBox(self)
        self.folder.setReadOnly(True)
        browse.setProperty("icon_name", "folder-open")
        self._labels.append((browse, N_("Choose…")))
        self._field(N_("&Language of the window"), self.language)
        self._field(N_("Language of &reports"), self.report_language)
        self._field(N_("&Person of this computer"), self.me)
        self._field(N_("&Folder for reports and lists"), self.folder, browse)
        self._field(N_("Largest file to &attach"), self.largest)
        self._column.addStretch(1)
        browse.clicked.connect(self._choose_folder)
        self.language.edited.connect(lambda: bench.update(language=str(self.language.value() or "en")))
        self.report_language.edited.connect(
            lambda: bench.update(report_language=str(self.report_language.value() or ""))
        )
        self.me.edited.connect(lambda: self._use(staff=str(self.me.value() or "")))
        self.largest.edited.connect(lambda: self._use(attachment_mb=int(str(self.largest.value()))))

    def _show(self) -> None:
        texts, settings = self._bench.texts, self._bench.settings
        tongues = [(code, texts_for(code).language_name(code)) for code in languages()]
        self.language.set_choices(tongues, None)
        self.language.set_value(texts.language)
        self.report_language.set_choices(tongues, texts._("As the centre"))
        self.report_language.set_value(settings.report_language or None)
        self.folder.setText(settings.report_folder or str(documents_folder()))
        self.largest.set_choices([(size, f"{texts.number(size)}\u00a0MB") for size in _LARGEST], None)
        self.largest.set_value(settings.attachment_mb)

    def reload(self) -> None:
        """Asks the file for those who may sit at this computer."""
        self._bench.desk.ask(
            lambda office: [(one.initials, f"{one.initials} · {one.name}") for one in office.centre.staff()],
            self._show_staff,
            owner=self,
        )

    def _show_staff(self, staff: list[tuple[str, str]]) -> None:
        self.me.set_choices(staff, None)
        mine = self._bench.settings.staff.casefold()
        first = staff[0][0] if staff else None
        self.me.set_value(next((key for key, _ in staff if key.casefold() == mine), first))

    def _use(self, **changes: object) -> None:
        """Changes what the open file must know too."""
        self._bench.update(**changes)
        settings = self._bench.settings
        self._bench.desk.ask(lambda office: office.use_settings(settings))

    def _choose_folder(self) -> None:
        title = self._bench.texts._("Folder for reports and lists")
        chosen = self._bench.doors.folder(self, title, Path(self.folder.text()))
        if chosen is not None:
            self._bench.update(report_folder=str(chosen))
            self.folder.setText(str(chosen))


class LookSettings(_Fields):
    """Theme and text size."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.theme, self.text_size, reset = ChoiceBox(self), ChoiceBox(self), QPushButton(self)
        reset.setProperty("icon_name", "rotate-ccw")
        self._field(N_("&Theme"), self.theme)
        self._field(N_("Text &size"), self.text_size)
        self._labels.append((reset, N_("Reset")))
        self._column.addWidget(reset, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        reset.clicked.connect(self._reset)
        self.theme.edited.connect(lambda: bench.update(theme=str(self.theme.value())))
        self.text_size.edited.connect(lambda: bench.update(text_size=int(str(self.text_size.value()))))

    def _show(self) -> None:
        texts, settings = self._bench.texts, self._bench.settings
        self.theme.set_choices([(theme, texts._(_THEMES[theme])) for theme in THEMES], None)
        self.theme.set_value(settings.theme)
        self.text_size.set_choices([(size, texts.percent(size, 0)) for size in TEXT_SIZES], None)
        self.text_size.set_value(settings.text_size)

    def reload(self) -> None:
        """Theme and size may have been changed by keys."""
        self._show()

    def _reset(self) -> None:
        self._bench.update(theme="system", text_size=100)
        self._show()
