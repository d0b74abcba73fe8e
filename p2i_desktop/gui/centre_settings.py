"""The parts of the settings that stand in the file: the centre, its staff and the rules of counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.domain.network import Centre
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.domain.reporting import RuleSettings
from p2i_desktop.gui import mnemonics
from p2i_desktop.gui.binder import Binder
from p2i_desktop.gui.drafting import SelfSaver
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.fields.sources import DeskSources
from p2i_desktop.gui.filter_line import FilterLine
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench
from p2i_desktop.gui.window_commands import menu_letters
from p2i_desktop.services.errors import Changed

if TYPE_CHECKING:
    from p2i_desktop.services.centre import CentreFile
    from p2i_desktop.services.office import Office

Draft = tuple[str, str]


class CentreSettings(QWidget):
    """The own centre: its name today, and the facts of its form."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.label, self.name, self.other = QLabel(self), QLineEdit(self), QPushButton(self)
        self.label.setProperty("font_role", "label")
        self.label.setBuddy(self.name)
        self.name.setMaxLength(200)
        self.name.setObjectName("centre_name")
        self.hosts = QLabel(self)
        self.hosts.setTextFormat(Qt.TextFormat.PlainText)
        self.hosts.setProperty("tone", "text2")
        self.hosts.setWordWrap(True)
        self.form = bench.form("centre", self)
        self.binder: Binder[Centre] = Binder(
            self.form, Centre, lambda: bench.texts, bench.clock.today, taken=lambda: menu_letters(bench.texts)
        )
        self.saver: SelfSaver[Centre] = SelfSaver(bench, self.binder, "centre", _save_centre, _load_centre)
        self.saver.failed.connect(bench.fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(4))
        column.addWidget(self.label)
        line = FilterLine(None, bench.look)
        line.addWidget(self.name)
        line.addWidget(self.other)
        column.addLayout(line)
        column.addSpacing(bench.look.px(8))
        column.addWidget(self.hosts)
        column.addWidget(self.form)
        column.addStretch(1)
        self.name.editingFinished.connect(self._correct)
        self.other.clicked.connect(self._rename)

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        self.label.setText(self._bench.texts._("&Name of the centre"))
        self.other.setText(self._bench.texts._("New name…"))
        self.binder.retranslate()
        mnemonics.assign(self, menu_letters(self._bench.texts))

    def reload(self) -> None:
        """Reads the own centre."""
        self._bench.desk.ask(lambda office: office.centre.own(), self._show, owner=self)

    def _show(self, own: CentreFile | None) -> None:
        if own is None:
            return
        texts, today = self._bench.texts, self._bench.clock.today()
        self.name.setText(own.name(today))
        self.name.setModified(False)
        hosts = ", ".join(organisation.legal_name for _, organisation in own.hosts if organisation is not None)
        self.hosts.setText(texts._("Host: {names}").replace("{names}", hosts) if hosts else "")
        self.hosts.setVisible(bool(hosts))
        if self.binder.base.id != own.centre.id:
            self.saver.show(own.centre)
        else:
            self.saver.reread()

    def _correct(self) -> None:
        """A typed name corrects the one that the centre bears today."""
        name, today = self.name.text().strip(), self._bench.clock.today()
        if not self.name.isModified() or not name:
            return
        self.name.setModified(False)
        self._bench.desk.do(lambda office: office.centre.correct_name(name, today), initiator=self, owner=self)

    def _rename(self) -> None:
        """Another name from a day on; the old one stays for the years before."""
        texts, language = self._bench.texts, self.binder.base.language
        dialog = NewRecordDialog(self._bench.look, texts, texts._("New name of the centre"), self.window())
        name, since = QLineEdit(dialog), DateEntry(dialog)
        name.setMaxLength(200)
        since.equip(texts, self._bench.clock.today())
        since.set_value(self._bench.clock.today())
        dialog.add("name", texts._("&Name *"), name)
        dialog.add("since", texts._("Valid &from *"), since)

        def write() -> None:
            day, typed = since.value(), name.text().strip()
            if day is None:
                dialog.say(since.fault() or texts._("Say from which day on the name is valid."))
                return
            self._bench.desk.do(
                lambda office: office.centre.rename(typed, language, day),
                lambda _: dialog.accept(), self, dialog.refuser(self._bench), dialog,
            )  # fmt: skip

        dialog.wanted.connect(write)
        dialog.keep_draft(self._bench, "new_centre_name")
        dialog.start()
        name.setFocus()


class StaffSettings(QWidget):
    """The people of the centre: a list, and the form of the one that is marked."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._members: list[StaffMember] = []
        self._wanted = ""
        self.list, self.add = QListWidget(self), QPushButton(self)
        self.add.setProperty("icon_name", "plus")
        self.form = bench.form("staff_member", self)
        self.binder: Binder[StaffMember] = Binder(
            self.form, StaffMember, lambda: bench.texts, bench.clock.today, taken=lambda: menu_letters(bench.texts)
        )
        self.saver: SelfSaver[StaffMember] = SelfSaver(bench, self.binder, "staff_member", _save_staff, _load_staff)
        self.saver.failed.connect(bench.fault)
        left, line = QVBoxLayout(), QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(bench.look.px(16))
        left.setSpacing(bench.look.px(8))
        self.list.setWordWrap(True)
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        line.addLayout(left, 2)
        line.addLayout(right, 3)
        self.add.clicked.connect(self._new)
        self.list.currentRowChanged.connect(self._marked)

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        self.add.setText(self._bench.texts._("New person"))
        self.list.setAccessibleName(self._bench.texts._("Staff"))
        self.binder.retranslate()
        mnemonics.assign(self, menu_letters(self._bench.texts))

    def reload(self) -> None:
        """Reads all members of staff, former ones too."""
        self._bench.desk.ask(lambda office: office.centre.staff(active=False), self._show, owner=self)

    def _show(self, members: list[StaffMember]) -> None:
        texts, today = self._bench.texts, self._bench.clock.today()
        keep = self._wanted or self.binder.base.id
        self._wanted = ""
        self._members = members
        self.list.blockSignals(True)
        self.list.clear()
        for member in members:
            former = member.active_to is not None and member.active_to < today
            text = f"{member.initials} · {member.name}"
            self.list.addItem(QListWidgetItem(texts._("{name} (former)").replace("{name}", text) if former else text))
        row = next((n for n, member in enumerate(members) if member.id == keep), 0)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._marked(row)

    def _marked(self, row: int) -> None:
        if 0 <= row < len(self._members) and self.binder.base.id != self._members[row].id:
            self.saver.show(self._members[row])

    def _new(self) -> None:
        texts = self._bench.texts
        dialog = NewRecordDialog(self._bench.look, texts, texts._("New person"), self.window())
        name, initials = QLineEdit(dialog), QLineEdit(dialog)
        name.setMaxLength(200)
        initials.setMaxLength(5)
        dialog.add("name", texts.field(StaffMember, "name") + " *", name)
        dialog.add("initials", texts.field(StaffMember, "initials") + " *", initials)

        def write() -> None:
            made = StaffMember(
                name=name.text().strip(), initials=initials.text().strip(), active_from=self._bench.clock.today()
            )
            self._wanted = made.id
            self._bench.desk.do(
                lambda office: office.centre.save_staff(made),
                lambda _: dialog.accept(),
                self,
                dialog.refuser(self._bench),
                dialog,
            )

        dialog.wanted.connect(write)
        dialog.keep_draft(self._bench, "new_staff_member")
        dialog.start()
        name.setFocus()


class RulesSettings(QWidget):
    """The rule settings that figures depend on."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.said, self.reset = QLabel(self), QPushButton(self)
        self.said.setProperty("tone", "text2")
        self.said.setWordWrap(True)
        self.reset.setProperty("icon_name", "rotate-ccw")
        self.form = bench.form("rule_settings", self)
        self.sources = DeskSources(bench.desk, self)
        self.binder: Binder[RuleSettings] = Binder(
            self.form,
            RuleSettings,
            lambda: bench.texts,
            bench.clock.today,
            self.sources,
            taken=lambda: menu_letters(bench.texts),
        )
        self.saver: SelfSaver[RuleSettings] = SelfSaver(bench, self.binder, "rule_settings", _save_rules, _load_rules)
        self.saver.failed.connect(bench.fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.form)
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.reset.clicked.connect(self._reset)
        self.sources.load(self.binder.retranslate)

    def retranslate(self) -> None:
        """Words the part in the language that is shown."""
        texts = self._bench.texts
        self.said.setText(
            texts._("Figures depend on these settings; they are printed in the annex of the annual report.")
        )
        self.reset.setText(texts._("Reset"))
        self.binder.retranslate()
        mnemonics.assign(self, menu_letters(self._bench.texts))

    def reload(self) -> None:
        """Reads the rule settings."""
        self._bench.desk.ask(lambda office: office.centre.settings(), self._show, owner=self)

    def _show(self, settings: RuleSettings) -> None:
        if self.binder.base.id != settings.id:
            self.saver.show(settings)
        else:
            self.saver.reread()

    def _reset(self) -> None:
        base = self.binder.base
        fresh = RuleSettings(id=base.id, centre_id=base.centre_id, revision=base.revision)
        self._bench.desk.do(
            lambda office: office.centre.save_settings(fresh), lambda _: self.saver.reread(), self, owner=self
        )


def _save_centre(office: Office, record: Centre, draft: Draft, stay: str) -> Changed:
    changed = office.centre.save_centre(record, stay=stay)
    office.drafts.drop(*draft)
    return changed


def _load_centre(office: Office, key: str) -> Centre:
    return office.work.get(Centre, key)


def _save_staff(office: Office, record: StaffMember, draft: Draft, stay: str) -> Changed:
    changed = office.centre.save_staff(record, stay)
    office.drafts.drop(*draft)
    return changed


def _load_staff(office: Office, key: str) -> StaffMember:
    return office.work.get(StaffMember, key)


def _save_rules(office: Office, record: RuleSettings, draft: Draft, stay: str) -> Changed:
    changed = office.centre.save_settings(record, stay)
    office.drafts.drop(*draft)
    return changed


def _load_rules(office: Office, _key: str) -> RuleSettings:
    return office.centre.settings()
