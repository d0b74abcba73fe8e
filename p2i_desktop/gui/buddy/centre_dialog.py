"""The dialog that makes a centre: code, country, name, language, and what it is in the programme that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from p2i_desktop.domain.codes import COUNTRIES, LANGUAGES
from p2i_desktop.domain.countries import language_of, zone_of
from p2i_desktop.domain.network import Centre, CentreName, CentreStatus, Programme, ProgrammeMember
from p2i_desktop.gui.buddy.two_columns import Field, shrink, two_columns
from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.fields.date_entry import DateEntry
from p2i_desktop.gui.menus import menu_text
from p2i_desktop.gui.new_record import NewRecordDialog
from p2i_desktop.gui.screen import Bench

if TYPE_CHECKING:
    from p2i_desktop.services.office import Changed, Office

Made = Callable[[str], None]  # takes the id of the centre
_WIDTH = 640  # pixels at 100 %: room for two columns


def ask_centre(bench: Bench, parent: QWidget, programme: Programme | None, made: Made) -> None:
    """Opens the dialog; code, language and time zone follow the country until they are typed."""
    CentreDialog(bench, parent, programme, made).begin()


class CentreDialog(NewRecordDialog):
    """A centre with its name; with a status it joins the programme in the same step."""

    def __init__(self, bench: Bench, parent: QWidget, programme: Programme | None, made: Made) -> None:
        texts = bench.texts
        super().__init__(bench.look, texts, texts._("New centre"), parent)
        self.setObjectName("new_centre_dialog")
        self._bench, self._programme, self._done = bench, programme, made
        self.country, self.code, self.name = ChoiceBox(self), QLineEdit(self), QLineEdit(self)
        self.language, self.zone = ChoiceBox(self), QLineEdit(self)
        self.status, self.since = ChoiceBox(self), DateEntry(self)
        self._followed = ("", "", "")  # what the country gave to code, language and zone
        self._fill()
        self.country.currentIndexChanged.connect(lambda _: self._follow())
        self.wanted.connect(self._save)

    def _fill(self) -> None:
        texts = self._texts
        by_name = sorted(COUNTRIES, key=lambda code: texts.sort_key(texts.country(code)))
        self.country.set_choices([(code, texts.country(code)) for code in by_name], "")
        tongues = sorted(LANGUAGES, key=lambda code: texts.sort_key(texts.language_name(code)))
        self.language.set_choices([(code, texts.language_name(code)) for code in tongues], "")
        self.code.setMaxLength(6)
        self.name.setMaxLength(200)
        self.zone.setMaxLength(40)
        fields: list[Field] = [
            ("country", texts._("&Country *"), self.country), ("code", texts._("C&ode *"), self.code),
            ("name*", texts._("&Name *"), self.name), ("language", texts._("&Language *"), self.language),
            ("timezone", texts._("&Time zone *"), self.zone),
        ]  # fmt: skip
        programme = self._programme
        if programme is not None:
            label = texts._("&Status in {programme}").replace("{programme}", menu_text(programme.code))
            states = (CentreStatus.CANDIDATE, CentreStatus.ASSOCIATE, CentreStatus.NEW, CentreStatus.EXISTING)
            self.status.set_choices([(one, texts.label(one)) for one in states], texts._("Takes no part"))
            self.status.set_value(CentreStatus.NEW)
            self.since.equip(texts, self._bench.clock.today())
            self.since.set_value(programme.starts)
            fields += [("status", label, self.status), ("valid_from", texts._("S&ince *"), self.since)]
        else:
            self.status.hide()
            self.since.hide()
        self._form = two_columns(self._look, fields, self)
        self.add_form(self._form)

    def begin(self) -> None:
        """Shows the dialog."""
        self.keep_draft(self._bench, "new_centre", self._programme.id if self._programme else "new")
        self.start()
        self.setMinimumWidth(self._look.px(_WIDTH))
        shrink(self, self._form)
        self.country.setFocus()

    def _follow(self) -> None:
        country = str(self.country.value() or "")
        given = (country, language_of(country), zone_of(country))
        now = (self.code.text(), str(self.language.value() or ""), self.zone.text())
        for have, gave, wanted, show in zip(
            now, self._followed, given, (self.code.setText, self.language.set_value, self.zone.setText), strict=True
        ):
            if have in ("", gave):
                show(wanted)
        self._followed = given

    def _save(self) -> None:
        texts = self._texts
        needed = (
            (self.country, self.country.value()), (self.code, self.code.text().strip()),
            (self.name, self.name.text().strip()), (self.language, self.language.value()),
            (self.zone, self.zone.text().strip()),
        )  # fmt: skip
        empty = next((field for field, value in needed if not value), None)
        if empty is not None:
            self.say(texts._("Country, code, name, language and time zone are needed."))
            empty.setFocus()
            return
        language = str(self.language.value())
        centre = Centre(
            code=self.code.text().strip().upper(), country=str(self.country.value()), language=language,
            languages=frozenset({language}), timezone=self.zone.text().strip(),
        )  # fmt: skip
        name = CentreName(centre=centre.id, language=language, name=self.name.text().strip())
        member = None
        status = self.status.value()
        if self._programme is not None and isinstance(status, CentreStatus):
            since = self.since.value()
            if since is None:
                self.say(self.since.fault() or texts._("Give the day."))
                self.since.setFocus()
                return
            member = ProgrammeMember(programme=self._programme.id, centre=centre.id, status=status, valid_from=since)

        def work(office: Office) -> Changed:
            return office.network.new_centre(centre, name, member)

        def done(_changed: Changed | None) -> None:
            self._done(centre.id)
            self.accept()

        self._bench.desk.do(work, done, self, self.refuser(self._bench), self)
