"""Organisations and contacts: two lists, and everything about the one that is marked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from p2i_desktop.domain.codes import COUNTRIES
from p2i_desktop.domain.parties import Contact, Employment, Organisation, OrganisationKind
from p2i_desktop.gui import new_party
from p2i_desktop.gui.commands import Command
from p2i_desktop.gui.filter_bar import Filtering
from p2i_desktop.gui.filter_chip import FilterChip
from p2i_desktop.gui.history_dialog import open_history
from p2i_desktop.gui.later import Later
from p2i_desktop.gui.list_commands import list_commands
from p2i_desktop.gui.list_detail import ListDetail
from p2i_desktop.gui.record_detail import Line, RecordDetail
from p2i_desktop.gui.screen import Bench, Screen
from p2i_desktop.gui.views_bar import ShippedView
from p2i_desktop.i18n import N_, Texts
from p2i_desktop.services.errors import Changed
from p2i_desktop.services.timeline import TimelineItem

if TYPE_CHECKING:
    from p2i_desktop.services.parties import ContactFile, OrganisationFile

_FILTERS = {
    "organisations": (
        Filtering("kind", N_("Kind")),
        Filtering("country", N_("Country")),
        Filtering("quiet", N_("Quiet"), "flag", many=False),
    ),
    "contacts": (Filtering("period", N_("Last contact"), "period", many=False),),
}
_SHIPPED = {
    "organisations": (
        ShippedView("all", N_("All")),
        ShippedView("quiet", N_("Quiet for six months"), (("quiet", ("quiet",)),)),
    ),
    "contacts": (ShippedView("all", N_("All")),),
}
_TYPES = {"organisations": "organisation", "contacts": "contact"}
_SHOWN = {"organisation", "contact", "employment", "case", "case_party", "consultation", "action", "transition"}


class OrganisationsScreen(Screen):
    """The page of organisations and contacts."""

    page_id: ClassVar[str] = "organisations"
    title: ClassVar[str] = N_("Organisations & contacts")
    icon: ClassVar[str] = "building-2"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._pages: dict[str, ListDetail] = {}
        self._details: dict[str, RecordDetail[Organisation] | RecordDetail[Contact]] = {}
        self._buttons: dict[str, tuple[QPushButton, QPushButton]] = {}
        self._chips: dict[str, dict[str, FilterChip]] = {}
        self._kind = "organisations"
        self._shown = {"organisations": "", "contacts": ""}
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._tabs = QTabBar(self)
        self._tabs.setObjectName("parties_tabs")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for _ in _FILTERS:
            self._tabs.addTab("")
        self._tabs.currentChanged.connect(lambda at: self.show_kind(list(_FILTERS)[at]))
        line = QHBoxLayout()
        line.setContentsMargins(bench.look.px(18), bench.look.px(8), bench.look.px(24), 0)
        line.addWidget(self._tabs)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._stack, 1)
        self._later = Later(self, {name: partial(self._build, name) for name in _FILTERS})
        self._later.need("organisations")
        self.retranslate()

    @property
    def _organisation(self) -> RecordDetail[Organisation]:
        return cast("RecordDetail[Organisation]", self._details["organisations"])

    @property
    def _contact(self) -> RecordDetail[Contact]:
        self._later.need("contacts")
        return cast("RecordDetail[Contact]", self._details["contacts"])

    def _make_detail(self, name: str) -> RecordDetail[Organisation] | RecordDetail[Contact]:
        if name == "organisations":
            return RecordDetail(
                self.bench, "organisation", Organisation,
                save=lambda office, record, draft, stay: office.parties.save_organisation(record, draft, stay),
                load=lambda office, key: office.parties.organisation(key),
            )  # fmt: skip
        return RecordDetail(
            self.bench, "contact", Contact,
            save=lambda office, record, draft, stay: office.parties.save_contact(record, None, draft, stay),
            load=lambda office, key: office.parties.contact(key),
        )  # fmt: skip

    def _build(self, name: str) -> None:
        """One of the two lists with its detail; contacts afterwards, or when they are wanted."""
        detail = self._details[name] = self._make_detail(name)
        page = self._pages[name] = ListDetail(self.bench, name, detail, self)
        self._stack.addWidget(page)
        excel = page.add_button(
            f"{name}_excel", "table-2", lambda: self.bench.commands.action("organisations_excel").trigger()
        )
        new = page.add_button(f"{name}_new", "plus", self.new_record)
        self._buttons[name] = (excel, new)
        self._chips[name] = {one.id: page.add_filter(one) for one in _FILTERS[name]}
        page.list.start(self.bench, name)
        page.use_views(_SHIPPED[name], "all")
        page.restore()
        page.filtered.connect(self._apply)
        page.list.current_changed.connect(partial(self._show, name))
        page.list.opened.connect(lambda _key: detail.tabs.setFocus())
        page.list.wanted_action.connect(self.new_record)
        detail.link_opened.connect(self._open_link)
        detail.timeline.opened.connect(self._open_item)
        detail.set_empty(True)
        detail.log.clicked.connect(self._log)
        detail.more.clicked.connect(self.new_contact if name == "organisations" else self._add_place)
        if name == "contacts":
            self._word(name)
            self.bench.look.dress(page)

    # -- what the window asks ------------------------------------------------------------------------------------------
    def opened(self) -> None:
        self._apply()

    def refresh(self, changed: Changed) -> None:
        """Lists and the marked record follow changes."""
        for page in self._pages.values():
            page.list.refresh(changed)
        if _SHOWN & set(changed.keys):
            self._show_again()
            for name, detail in self._details.items():
                if detail.shows(changed.keys.get(_TYPES[name], frozenset())):
                    detail.saver.reread()

    def retranslate(self) -> None:
        """Words the page in the language that is shown."""
        texts = self.bench.texts
        for at, words in enumerate((texts._("Organisations"), texts._("Contacts"))):
            self._tabs.setTabText(at, words)
        self._tabs.setAccessibleName(texts._(self.title))
        for name in self._pages:
            self._word(name)
        self._show_again()

    def _word(self, name: str) -> None:
        texts, page = self.bench.texts, self._pages[name]
        excel, new = self._buttons[name]
        excel.setText(texts._("Excel"))
        page.dress()
        if name == "organisations":
            page.say(texts._("Organisations"), texts._("Search in organisations"))
            new.setText(texts._("New organisation"))
            chips = self._chips[name]
            chips["kind"].set_choices([(kind.value, texts.label(kind)) for kind in OrganisationKind])
            chips["quiet"].set_choices([("quiet", texts._("No contact for six months"))])
            countries = sorted(COUNTRIES, key=lambda code: texts.sort_key(texts.country(code)))
            chips["country"].set_choices([(code, texts.country(code)) for code in countries])
            self._details[name].retranslate(texts._("People and cases"), texts._("New contact"))
            empty = texts._("No organisation yet. Callers that you log are kept here.")
            page.list.empty("building-2", empty, texts._("New organisation"))
        else:
            page.say(texts._("Contacts"), texts._("Search in contacts"))
            new.setText(texts._("New contact"))
            self._details[name].retranslate(texts._("Organisations"), texts._("Add organisation"))
            page.list.empty("user", texts._("No contact yet."), texts._("New contact"))

    def default_focus(self) -> QWidget:
        return self._page.search

    def filter_field(self) -> QLineEdit:
        return self._page.search

    def panes(self) -> list[QWidget]:
        return [self._page.search, self._page.list.table, self._page.detail]

    def show_record(self, key: str) -> None:
        """Marks an organisation or a contact, whatever is filtered."""
        kind = "contacts" if key.startswith("contact:") else "organisations"
        self.show_kind(kind)
        self._page.memory.show_view("all")
        self._page.list.select(key.removeprefix("contact:"))

    def show_records(self, keys: frozenset[str], title: str) -> None:
        """Only the organisations behind a figure."""
        self.show_kind("organisations")
        self._page.show_only(keys, title)

    def commands(self) -> list[Command]:
        return [
            Command(
                "new_organisation",
                N_("New…"),
                self.new_record,
                "Ctrl+N",
                "file",
                "plus",
                enabled=self.bench.writable,
                starts=True,
            ),
            Command(
                "new_contact",
                N_("New contact…"),
                self.new_contact,
                "",
                "file",
                "user",
                enabled=self.bench.writable,
                starts=True,
            ),
            Command("show_organisations", N_("Organisations"), partial(self.show_kind, "organisations"), "", "go"),
            Command("show_contacts", N_("Contacts"), partial(self.show_kind, "contacts"), "", "go"),
            Command(
                "log_for_organisation",
                N_("Log consultation with this one"),
                self._log,
                "Ctrl+Shift+L",
                "case",
                "phone-call",
            ),
            Command("party_history", N_("History of this record"), self._history, "Ctrl+Shift+H", "edit", "history"),
            *list_commands(self.bench, "organisations", lambda: self._page),
            Command(
                "bin_party", N_("Move to the bin"), self._bin, "Del", "edit", "trash-2", enabled=self.bench.writable
            ),
        ]

    # -- lists -------------------------------------------------------------------------------------------------------
    @property
    def _page(self) -> ListDetail:
        return self._pages[self._kind]

    def show_kind(self, name: str) -> None:
        """Shows the list of organisations, or that of contacts."""
        self._later.need(name)
        self._kind = name
        self._stack.setCurrentWidget(self._page)
        blocked = self._tabs.blockSignals(True)
        self._tabs.setCurrentIndex(list(_FILTERS).index(name))
        self._tabs.blockSignals(blocked)
        self._apply()

    def _apply(self) -> None:
        self._page.list.show_filter(self._page.wanted())

    # -- detail ------------------------------------------------------------------------------------------------------
    def _show_again(self) -> None:
        for name, key in self._shown.items():
            if key:
                self._show(name, key)

    def _show(self, name: str, key: str) -> None:
        self._shown[name] = key
        if not key:
            (self._organisation if name == "organisations" else self._contact).set_empty(True)
        elif name == "organisations":
            self.bench.desk.ask(
                lambda o: o.parties.organisation_file(key), self._fill_organisation, lambda _: None, self
            )
        else:
            self.bench.desk.ask(lambda o: o.parties.contact_file(key), self._fill_contact, lambda _: None, self)

    def _fill_organisation(self, found: OrganisationFile) -> None:
        one, texts, detail = found.organisation, self.bench.texts, self._organisation
        if one.id != self._shown["organisations"]:
            return
        counted = texts.ngettext("{n} consultation", "{n} consultations", found.consultations)
        hours = texts._("{hours} h of contact").replace("{hours}", texts.hours(found.contact_minutes))
        place = ", ".join(part for part in (one.city, texts.country(one.country) if one.country else "") if part)
        detail.show_head(one.legal_name, (texts.label(one.kind), place, one.phone, one.email, f"{counted} · {hours}"))
        detail.timeline.fill(found.timeline, texts, with_case=True)
        people = [Line("contact", person.id, _person(person, place)) for place, person in found.contacts]
        cases = [
            Line(
                "case",
                part.case.id,
                " · ".join((part.case.number, part.case.title, texts.label(part.role), texts.label(part.case.status))),
            )
            for part in found.cases
        ]
        detail.show_links(((texts._("People"), people), (texts._("Cases"), cases)))
        self._show_form(detail, one)

    def _fill_contact(self, found: ContactFile) -> None:
        one, texts, detail = found.contact, self.bench.texts, self._contact
        if one.id != self._shown["contacts"]:
            return
        name = " ".join(part for part in (one.given_name, one.family_name) if part)
        basis = texts._("Kept on the basis: {basis}; source: {source}")
        basis = basis.replace("{basis}", texts.label(one.legal_basis)).replace("{source}", one.data_source)
        restricted = (
            texts._("Restricted: {reason}").replace("{reason}", one.restricted_reason) if one.restricted else ""
        )
        detail.show_head(name, (one.phone, one.mobile, one.email, basis), restricted)
        detail.timeline.fill(found.timeline, texts, with_case=True)
        places = [
            Line("organisation", o.id, _place(place, o, texts)) for place, o in found.employments if o is not None
        ]
        detail.show_links(((texts._("Organisations"), places),))
        self._show_form(detail, one)

    @staticmethod
    def _show_form(detail: RecordDetail[Organisation] | RecordDetail[Contact], record: Organisation | Contact) -> None:
        detail.set_empty(False)
        if detail.binder.base.id != record.id:
            detail.saver.show(record)  # type: ignore[arg-type]

    # -- ways to other records -----------------------------------------------------------------------------------------
    def _open_link(self, kind: str, key: str) -> None:
        if kind == "case":
            self.bench.open_case(key)
        else:
            self.bench.go("organisations", f"contact:{key}" if kind == "contact" else key)

    def _open_item(self, item: TimelineItem) -> None:
        if item.type == "consultation":
            self.bench.go("consultations", item.id)
        elif item.type == "workshop":
            self.bench.open_workshop(item.id)
        elif item.case_id:
            self.bench.open_case(item.case_id)

    def _log(self) -> None:
        key = self._page.list.current_key() or None
        if self._kind == "organisations":
            self.bench.log(organisation=key)
        else:
            self.bench.log(contact=key)

    def _history(self) -> None:
        if self._page.list.current_key():
            open_history(self.bench, self.window(), self._page.list.current_key())

    def _bin(self) -> None:
        key, kind = self._page.list.current_key(), "organisation" if self._kind == "organisations" else "contact"
        if self._page.list.selected_count() > 1:
            self._page.bulk.change("bin")
        elif key:
            words = self.bench.texts._("Moved to the bin.")
            self.bench.desk.do(
                lambda office: office.parties.bin(kind, key), lambda _: self.bench.toast(words, undo=True), self
            )

    # -- new ones ----------------------------------------------------------------------------------------------------
    def new_record(self) -> None:
        """A new organisation or contact, by what is shown."""
        if self._kind == "contacts":
            self.new_contact()
        else:
            self.new_organisation()

    def new_organisation(self) -> None:
        """Asks for the name of a new organisation."""
        new_party.ask_organisation(self.bench, self.window(), partial(self._made, "organisations"))

    def new_contact(self) -> None:
        """Asks for a person and the place in an organisation, by default the one that is marked."""
        marked = self._organisation.binder.base if self._kind == "organisations" else None
        new_party.ask_contact(
            self.bench, self.window(), self._organisation.sources, marked, partial(self._made, "contacts")
        )

    def _add_place(self) -> None:
        person = self._contact.binder.base
        new_party.ask_place(self.bench, self.window(), self._contact.sources, person, partial(self._made, "contacts"))

    def _made(self, kind: str, key: str) -> None:
        self.show_kind(kind)
        self._page.list.select(key)


def _person(person: Contact, place: Employment) -> str:
    name = " ".join(part for part in (person.given_name, person.family_name) if part)
    return " · ".join(part for part in (name, place.function, person.phone or person.mobile, person.email) if part)


def _place(place: Employment, organisation: Organisation, texts: Texts) -> str:
    span = ""
    if place.valid_from or place.valid_to:
        span = f"{texts.date(place.valid_from)} – {texts.date(place.valid_to) if place.valid_to else ''}".strip()
    return " · ".join(part for part in (organisation.legal_name, place.function, span) if part)
