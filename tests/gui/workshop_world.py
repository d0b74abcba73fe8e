"""A window on a workshop with many people, all of them made up, and hands on its keys."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.parties import Contact, Employment
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.workshops import EventFormat, EventType, Participation, WorkshopSession
from p2i_desktop.gui.app import open_window
from p2i_desktop.gui.workshop.window import WorkshopWindow
from p2i_desktop.services.office import Office, create_office
from p2i_desktop.services.workshop_file import WorkshopFile
from p2i_desktop.settings import Settings
from p2i_desktop.storage.numbers import Put

FAMILIES = (
    "Muster", "Beispiel", "Probe", "Exempel", "Demo", "Vorlage", "Παράδειγμα", "O'Sample", "Ähnlich", "Übung",
    "Specimen", "Voorbeeld", "Näidis", "Ejemplo", "Campione", "Amostra", "Attrapp", "Platzhalter", "Ingots", "Eksempel",
)  # fmt: skip
GIVEN = ("Anna", "Bo", "Carl", "Dora", "Emil", "Faye", "Gus", "Hana", "Ivo", "Jana")
SETTINGS = Settings(language="en", staff="AL", theme="light")
DAY = date(2026, 11, 18)


def names(count: int) -> list[tuple[str, str]]:
    """So many made-up (given, family) names, each once."""
    found = []
    for number in range(count):
        family = FAMILIES[number % len(FAMILIES)]
        given = GIVEN[(number // len(FAMILIES)) % len(GIVEN)]
        again = number // (len(FAMILIES) * len(GIVEN))
        found.append((given, f"{family}{'' if not again else f'-{again:02d}'}"))
    return found


def make_workshop(office: Office, people: int, sessions: int = 1, on: date = DAY, **fields: Any) -> str:
    """A workshop in a hybrid format with registered people, every third of them a known contact; its id."""
    wanted: dict[str, Any] = {
        "format": EventFormat.HYBRID, "starts_at": time(9), "ends_at": time(13), "timezone": "Europe/Vienna",
        "venue": "Demo Hall", "city": "Demo Town", "link": "https://demo.example/room",
    } | fields  # fmt: skip
    made = office.workshops.new("Market consultation in practice", EventType.TRAINING, on, **wanted)
    rows: list[Record] = []
    client = office.parties.blank_organisation("Demo Hospital")
    office.parties.save_organisation(client)
    for number, (given, family) in enumerate(names(people)):
        seat = Participation(workshop=made.workshop_id, registered_on=date(2026, 10, 1))
        if number % 3 == 0:
            contact = Contact(given_name=given, family_name=family)
            rows += [contact, Employment(contact=contact.id, organisation=client.id)]
            rows.append(replace(seat, contact=contact.id, organisation=client.id))
        else:
            rows.append(replace(seat, name_as_written=f"{given} {family}", organisation_as_written="Musteramt"))
    for number in range(1, sessions):
        begins, ends = time(14 + number), time(15 + number)
        rows.append(
            WorkshopSession(
                workshop=made.workshop_id, title=f"Part {number + 1}", starts_on=on, starts_at=begins, ends_on=on, ends_at=ends
            )
        )  # fmt: skip
    office.store.apply("add", [Put(office.work.owned(row)) for row in rows])
    return made.workshop_id


class Hall:
    """The main window, one workshop's window, and hands on the keyboard that count their presses."""

    def __init__(
        self,
        folder: Path,
        clock: FixedClock,
        people: int = 12,
        make: Callable[[Office], str] | None = None,
        **fields: Any,
    ) -> None:
        self.path, self.presses = folder / "centre.p2i", 0
        with create_office(
            self.path, clock=clock, settings=SETTINGS, centre_name="Demo Centre", country="AT", language="en",
            initials="AL", code="DC",
        ) as office:  # fmt: skip
            self.workshop_id = make(office) if make is not None else make_workshop(office, people, **fields)
        self.main = open_window(self.path, clock=clock, settings=SETTINGS)
        self.settle()
        self.window = self.open()

    def open(self) -> WorkshopWindow:
        """The window of the workshop, opened anew."""
        self.main.bench.open_workshop(self.workshop_id)
        self.settle()
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, WorkshopWindow) and w.isVisible()]
        assert len(found) == 1
        found[0].activateWindow()
        QApplication.processEvents()
        return found[0]

    def tab(self, kind: type[Any]) -> Any:
        """A tab, brought to the front and built."""
        tab = self.window.drawers.of(kind)
        self.window.drawers.visit(tab)
        self.settle()
        return tab

    def settle(self) -> None:
        for _ in range(4):  # an answer may ask again
            self.main.bench.desk.settle()
            QApplication.processEvents()

    def ask(self, work: Callable[[Office], Any]) -> Any:
        answers: list[Any] = []
        self.main.bench.desk.ask(work, answers.append)
        self.settle()
        return answers[0]

    def file(self) -> WorkshopFile:
        found: WorkshopFile = self.ask(lambda office: office.workshops.file(self.workshop_id))
        return found

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, settle: bool = True) -> None:
        """One press, a chord counted as one, on whatever has the keys."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.presses += 1
        QTest.keyClick(self.focus(), key, held)
        if settle:
            self.settle()

    def write(self, text: str, settle: bool = True) -> None:
        """Types a text on whatever has the keys, also outside ASCII; each letter is a press."""
        for letter in text:
            self.presses += 1
            target, code = self.focus(), ord(letter.upper()) if letter.isascii() else 0
            held = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, code, held, letter))
        if settle:
            self.settle()

    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None
        return found

    def close(self, windows: Sequence[QWidget] = ()) -> None:
        for widget in (*windows, *(w for w in QApplication.topLevelWidgets() if isinstance(w, WorkshopWindow))):
            widget.close()
        self.settle()
        self.main.close()
        self.main.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
