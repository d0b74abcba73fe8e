"""Settings: the person and the look of this computer; the centre, its staff, rules and targets of the file."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, cast

from PySide6.QtCore import QSize
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
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.folding import fold
from p2i_desktop.gui.centre_settings import CentreSettings, RulesSettings, StaffSettings
from p2i_desktop.gui.code_settings import CodeListSettings
from p2i_desktop.gui.commands import plain
from p2i_desktop.gui.computer_settings import GeneralSettings, LookSettings
from p2i_desktop.gui.exchange_rates import ExchangeRates
from p2i_desktop.gui.fields.search_line import SearchLine
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.low_window import LowPage, TallArea, low_scrolled
from p2i_desktop.gui.period_settings import PeriodSettings
from p2i_desktop.gui.plan_template_settings import PlanTemplateSettings
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.targets_table import TargetsTable
from p2i_desktop.gui.template_settings import TemplateSettings
from p2i_desktop.i18n import N_
from p2i_desktop.services.errors import Changed

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
    "plan_templates": N_("Plan templates"),
    "rates": N_("Exchange rates"),
    "codes": N_("Code lists"),
    "periods": N_("Closed periods"),
}
_Part = (
    GeneralSettings
    | LookSettings
    | ExchangeRates
    | CentreSettings
    | StaffSettings
    | RulesSettings
    | TargetsTable
    | TemplateSettings
    | PlanTemplateSettings
    | CodeListSettings
    | PeriodSettings
)
_PARTS: dict[str, type[_Part]] = {
    "general": GeneralSettings,
    "look": LookSettings,
    "centre": CentreSettings,
    "staff": StaffSettings,
    "rules": RulesSettings,
    "targets": TargetsTable,
    "templates": TemplateSettings,
    "plan_templates": PlanTemplateSettings,
    "rates": ExchangeRates,
    "codes": CodeListSettings,
    "periods": PeriodSettings,
}
_NARROW = ("general", "look", "centre", "rules")
_ICONS = {
    "general": "settings", "look": "palette", "centre": "building-2", "staff": "users", "rules": "list", "targets": "target",
    "templates": "copy",
    "plan_templates": "milestone",
    "rates": "globe",
    "codes": "tag",
    "periods": "lock",
}  # fmt: skip


class SettingsScreen(Screen):
    """The page of settings; everything applies at once."""

    page_id: ClassVar[str] = "settings"
    title: ClassVar[str] = N_("Settings")
    icon: ClassVar[str] = "settings"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._pages: list[QWidget] = []
        self.heading = QLabel(self)
        self.heading.setProperty("font_role", "h1")
        self.search = SearchLine(self)
        self.search.setObjectName("settings_filter")
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
        for name in _GROUPS:
            self.groups.addItem(QListWidgetItem(look.icon(_ICONS[name]), ""))
            self._pages.append(self._empty_page())
            self.stack.addWidget(self._pages[-1])

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

    # -- what the window asks ------------------------------------------------------------------------------------------
    def opened(self) -> None:
        self._reload(*self._parts)

    def refresh(self, changed: Changed) -> None:
        """Staff, centre, rules and targets follow changes made elsewhere."""
        kinds = set(changed.keys)
        if kinds & {"case_template", "template_step"}:
            self._reload("templates")
        if kinds & {"plan_template", "plan_template_line"}:
            self._reload("plan_templates")
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
        texts = self.bench.texts
        self.heading.setText(texts._(self.title))
        self.search.setPlaceholderText(texts._("Search in settings"))
        self.search.setAccessibleName(texts._("Search in settings"))
        self.groups.setAccessibleName(texts._("Groups of settings"))
        self.nothing.setText(texts._("No setting found."))
        self.nothing.hide()
        for row, text in enumerate(_GROUPS.values()):
            self.groups.item(row).setText(texts._(text))
        for part in self._parts.values():
            part.retranslate()
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
