"""Settings: the person and the look of this computer; the centre, its staff, rules and targets of the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.centre_settings import CentreSettings, RulesSettings, StaffSettings
from p2i_desktop.gui.code_settings import CodeListSettings
from p2i_desktop.gui.commands import plain
from p2i_desktop.gui.exchange_rates import ExchangeRates
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.low_window import LowPage, TallArea, low_scrolled
from p2i_desktop.gui.period_settings import PeriodSettings
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.targets_table import TargetsTable
from p2i_desktop.gui.template_settings import TemplateSettings
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.i18n import N_, languages, texts_for
from p2i_desktop.paths import documents_folder
from p2i_desktop.services.errors import Changed
from p2i_desktop.settings import TEXT_SIZES, THEMES

_NO_LIMIT = 16_777_215  # Qt's own
_FOLDED_GROUPS, _FOLDED_STACK = 100, 200  # heights in pixels at 100 %, where one stands above the other
_WIDEST_FORM = 760  # pixels at 100 %
_GROUPS = {
    "general": N_("General"),
    "look": N_("Appearance"),
    "centre": N_("Centre"),
    "staff": N_("Staff"),
    "rules": N_("Rules"),
    "targets": N_("Targets"),
    "templates": N_("Case templates"),
    "rates": N_("Exchange rates"),
    "codes": N_("Code lists"),
    "periods": N_("Closed periods"),
}
_Part = (
    ExchangeRates
    | CentreSettings
    | StaffSettings
    | RulesSettings
    | TargetsTable
    | TemplateSettings
    | CodeListSettings
    | PeriodSettings
)
_PARTS: dict[str, type[_Part]] = {
    "centre": CentreSettings,
    "staff": StaffSettings,
    "rules": RulesSettings,
    "targets": TargetsTable,
    "templates": TemplateSettings,
    "rates": ExchangeRates,
    "codes": CodeListSettings,
    "periods": PeriodSettings,
}
_NARROW = ("general", "look", "centre", "rules")
_ICONS = {
    "general": "settings", "look": "palette", "centre": "building-2", "staff": "users", "rules": "list", "targets": "target",
    "templates": "copy",
    "rates": "globe",
    "codes": "tag",
    "periods": "lock",
}  # fmt: skip
_LARGEST = (5, 10, 25, 50, 100, 200, 500)  # MB
_THEMES = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}


class SettingsScreen(Screen):
    """The page of settings; everything applies at once."""

    page_id: ClassVar[str] = "settings"
    title: ClassVar[str] = N_("Settings")
    icon: ClassVar[str] = "settings"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._pages: list[QWidget] = []
        self._labels: list[tuple[QLabel | QPushButton, str]] = []
        self.heading = QLabel(self)
        self.heading.setProperty("font_role", "h1")
        self.search = QLineEdit(self)
        self.search.setObjectName("settings_filter")
        self.search.setClearButtonEnabled(True)
        self.groups = QListWidget(self)
        self.groups.setObjectName("settings_groups")
        self.groups.setSpacing(2)
        self.stack = QStackedWidget(self)
        self.nothing = QLabel(self)
        self.nothing.setProperty("tone", "text2")
        self._left = 0  # the width of the groups
        self._parts: dict[str, _Part] = {}
        self._later = Later(self, {name: partial(self._build_part, name) for name in _PARTS})
        self._build()
        self.search.textChanged.connect(self._search)
        self.groups.currentRowChanged.connect(self._show_group)
        self.groups.setCurrentRow(0)
        self.retranslate()
        bench.look.changed.connect(self._fit)

    # -- building ----------------------------------------------------------------------------------------------------
    def _build(self) -> None:
        look = self.bench.look
        inside = LowPage()
        low_scrolled(inside, self)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(look.px(24), look.px(18), look.px(24), look.px(18))
        whole.setSpacing(look.px(12))
        whole.addWidget(self.heading)
        left, self._line = QVBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line = self._line
        left.setSpacing(look.px(8))
        line.setSpacing(look.px(12))
        left.addWidget(self.search)
        left.addWidget(self.groups, 1)
        left.addWidget(self.nothing)
        line.addLayout(left)
        line.addWidget(self.stack, 1)
        whole.addLayout(line, 1)
        first = {"general": self._general, "look": self._appearance}
        for name in _GROUPS:
            self.groups.addItem(QListWidgetItem(look.icon(_ICONS[name]), ""))
            page = self._card(first[name](), True) if name in first else self._empty_page()
            self._pages.append(page)
            self.stack.addWidget(page)

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
        return page

    def _build_part(self, name: str) -> None:
        """Builds a group; it is worded and filled like those that were there before."""
        part = self._parts[name] = _PARTS[name](self.bench)
        part.retranslate()
        page = self._pages[list(_GROUPS).index(name)]
        card = self._card(part, name in _NARROW)
        cast(QVBoxLayout, page.layout()).addWidget(card)
        self.bench.look.dress(card)
        self._fold()
        part.reload()

    def part(self, name: str) -> _Part:
        """A group that stands in the file, built if need be; KeyError when there is none of that name."""
        self._later.need(name)
        return self._parts[name]

    def _show_group(self, row: int) -> None:
        if row >= 0:
            self._later.need(list(_GROUPS)[row])
        self.stack.setCurrentIndex(row)

    def _card(self, page: QWidget, narrow: bool) -> QWidget:
        """A card that scrolls; lines of a form are no longer than eyes follow well."""
        look = self.bench.look
        card = QFrame()  # what is built in its place is styled at each step
        card.setProperty("kind", "card")
        outer = QVBoxLayout(card)
        outer.setContentsMargins(1, 1, 1, 1)
        inside = QWidget(card)
        outer.addWidget(TallArea(inside, card))
        column = QVBoxLayout(inside)
        margin = look.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        line = QHBoxLayout()  # a column alone would take the height of the page at full width
        line.addWidget(page, 1)
        if narrow:
            page.setMaximumWidth(look.px(_WIDEST_FORM))
            line.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))
        column.addLayout(line)
        return card

    def _field(self, column: QVBoxLayout, text: str, field: QWidget) -> None:
        label = QLabel(self)
        label.setProperty("font_role", "label")
        label.setBuddy(field)
        self._labels.append((label, text))
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(self.bench.look.px(12 - 4))

    def _general(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.bench.look.px(4))
        self.language, self.report_language, self.me = ChoiceBox(page), ChoiceBox(page), ChoiceBox(page)
        self.folder, browse = QLineEdit(page), QPushButton(page)
        self.folder.setReadOnly(True)
        browse.setProperty("icon_name", "folder-open")
        browse.clicked.connect(self._choose_folder)
        self._labels.append((browse, N_("Choose…")))
        self._field(column, N_("&Language of the window"), self.language)
        self._field(column, N_("Language of &reports"), self.report_language)
        self._field(column, N_("&Person of this computer"), self.me)
        line, label = QHBoxLayout(), QLabel(self)
        label.setProperty("font_role", "label")
        label.setBuddy(self.folder)
        self._labels.append((label, N_("&Folder for reports and lists")))
        column.addWidget(label)
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        column.addLayout(line)
        self.largest = ChoiceBox(page)
        self._field(column, N_("Largest file to &attach"), self.largest)
        column.addStretch(1)
        self.largest.edited.connect(self._use_largest)
        self.language.edited.connect(lambda: self.bench.update(language=str(self.language.value() or "en")))
        self.report_language.edited.connect(
            lambda: self.bench.update(report_language=str(self.report_language.value() or ""))
        )
        self.me.edited.connect(self._use_me)
        return page

    def _appearance(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.bench.look.px(4))
        self.theme, self.text_size = ChoiceBox(page), ChoiceBox(page)
        self._field(column, N_("&Theme"), self.theme)
        self._field(column, N_("Text &size"), self.text_size)
        reset = QPushButton(page)
        reset.setProperty("icon_name", "rotate-ccw")
        self._labels.append((reset, N_("Reset")))
        reset.clicked.connect(self._reset_look)
        column.addWidget(reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.theme.edited.connect(lambda: self.bench.update(theme=str(self.theme.value())))
        self.text_size.edited.connect(lambda: self.bench.update(text_size=int(str(self.text_size.value()))))
        return page

    # -- what the window asks ------------------------------------------------------------------------------------------
    def opened(self) -> None:
        for part in self._parts.values():
            part.reload()
        self.bench.desk.ask(
            lambda office: [(one.initials, f"{one.initials} · {one.name}") for one in office.centre.staff()],
            self._show_staff,
            owner=self,
        )

    def refresh(self, changed: Changed) -> None:
        """Staff, centre, rules and targets follow changes made elsewhere."""
        kinds = set(changed.keys)
        if kinds & {"case_template", "template_step"}:
            self._reload("templates")
        if "staff_member" in kinds:
            self.opened()
        elif kinds & {"target"}:
            self._reload("targets")
        elif kinds & {"exchange_rate"}:
            self._reload("rates")
        elif kinds & {"period_lock"}:
            self._reload("periods")
        elif kinds & {"code_list"}:
            self._reload("codes")
        elif kinds & {"centre", "centre_name", "rule_settings"}:
            self._reload("centre", "rules")

    def _reload(self, *names: str) -> None:
        for part in [self._parts[name] for name in names if name in self._parts]:
            part.reload()

    def retranslate(self) -> None:
        """Words the page in the language that is shown."""
        texts, settings = self.bench.texts, self.bench.settings
        self.heading.setText(texts._(self.title))
        self.search.setPlaceholderText(texts._("Search in settings"))
        self.search.setAccessibleName(texts._("Search in settings"))
        self.groups.setAccessibleName(texts._("Groups of settings"))
        self.nothing.setText(texts._("No setting found."))
        self.nothing.hide()
        for label, text in self._labels:
            label.setText(texts._(text))
        for row, text in enumerate(_GROUPS.values()):
            self.groups.item(row).setText(texts._(text))
        tongues = [(code, texts_for(code).language_name(code)) for code in languages()]
        self.language.set_choices(tongues, None)
        self.language.set_value(texts.language)
        self.report_language.set_choices(tongues, texts._("As the centre"))
        self.report_language.set_value(settings.report_language or None)
        self.theme.set_choices([(theme, texts._(_THEMES[theme])) for theme in THEMES], None)
        self.theme.set_value(settings.theme)
        self.text_size.set_choices([(size, texts.percent(size, 0)) for size in TEXT_SIZES], None)
        self.text_size.set_value(settings.text_size)
        self.folder.setText(settings.report_folder or str(documents_folder()))
        self.largest.set_choices([(size, f"{texts.number(size)}\u00a0MB") for size in _LARGEST], None)
        self.largest.set_value(settings.attachment_mb)
        for part in self._parts.values():
            part.retranslate()
        for page in self._pages[:2]:
            mnemonics.assign(page, menu_letters(texts))
        self._fit()

    def _fit(self) -> None:
        """The groups take the width that their names and the search need in this language and text size."""
        look = self.bench.look
        side = look.px(18)
        self.groups.setIconSize(QSize(side, side))
        words = look.metrics().horizontalAdvance(self.search.placeholderText()) + look.px(48)
        bar = self.groups.verticalScrollBar().sizeHint().width()  # of a low window with large text
        names = self.groups.sizeHintForColumn(0) + look.px(16) + bar
        self._left = max(words, names)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The groups stand beside what they show, above it where that has no room."""
        look, width = self.bench.look, max(one.minimumSizeHint().width() for one in self._pages)
        beside = self.width() >= self._left + look.px(12) + width + 2 * look.px(24)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        for part in (self.search, self.groups):
            part.setMinimumWidth(self._left if beside else 0)
            part.setMaximumWidth(self._left if beside else _NO_LIMIT)
        self.groups.setMaximumHeight(_NO_LIMIT if beside else look.px(_FOLDED_GROUPS))
        self.stack.setMinimumHeight(0 if beside else look.px(_FOLDED_STACK))

    def default_focus(self) -> QWidget:
        return self.search

    def filter_field(self) -> QLineEdit:
        return self.search

    def panes(self) -> list[QWidget]:
        return [self.search, self.groups, self.stack]

    def show_record(self, key: str) -> None:
        """Shows one group by its name, or one template by `templates:<id>`."""
        group, _, record_id = key.partition(":")
        if group in _GROUPS:
            self.groups.setCurrentRow(list(_GROUPS).index(group))
        if group == "templates" and record_id:
            cast(TemplateSettings, self.part("templates")).show_template(record_id)

    # -- inside ------------------------------------------------------------------------------------------------------
    def _show_staff(self, staff: list[tuple[str, str]]) -> None:
        self.me.set_choices(staff, None)
        mine = self.bench.settings.staff
        self.me.set_value(
            next((key for key, _ in staff if key.casefold() == mine.casefold()), staff[0][0] if staff else None)
        )

    def _use_me(self) -> None:
        self.bench.update(staff=str(self.me.value() or ""))
        self._tell_office()

    def _use_largest(self) -> None:
        self.bench.update(attachment_mb=int(str(self.largest.value())))
        self._tell_office()

    def _tell_office(self) -> None:
        settings = self.bench.settings
        self.bench.desk.ask(lambda office: office.use_settings(settings))

    def _choose_folder(self) -> None:
        chosen = self.bench.doors.folder(
            self, self.bench.texts._("Folder for reports and lists"), Path(self.folder.text())
        )
        if chosen is not None:
            self.bench.update(report_folder=str(chosen))
            self.folder.setText(str(chosen))

    def _reset_look(self) -> None:
        self.bench.update(theme="system", text_size=100)
        self.retranslate()

    def _search(self, text: str) -> None:
        """Shows the groups that have a label with these letters."""
        self._later.finish()
        wanted = fold(text.strip())
        first = -1
        for row in range(self.groups.count()):
            page = self._pages[row]
            words = [self.groups.item(row).text()]
            words += [plain(label.text()) for label in page.findChildren(QLabel)]
            words += [plain(box.text()) for box in page.findChildren(QCheckBox)]
            found = not wanted or any(wanted in fold(word) for word in words)
            self.groups.item(row).setHidden(not found)
            first = row if found and first < 0 else first
        self.nothing.setVisible(first < 0)
        if first >= 0 and self.groups.currentItem() is not None and self.groups.currentItem().isHidden():
            self.groups.setCurrentRow(first)
