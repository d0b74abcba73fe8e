"""The parts of the case file: documents dropped, pasted, opened, kept; linked cases; the story with its filters and pages."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.advice import Case, Channel, Consultation, ConsultationType
from p2i_desktop.domain.casework import Feedback
from p2i_desktop.domain.knowledge import Attachment, AttachmentKind
from p2i_desktop.domain.market import CaseProcurement, Notice, ProcurementProject
from p2i_desktop.domain.record import About, link_id
from p2i_desktop.gui.case.files import FilesDrawer
from p2i_desktop.gui.case.links import LinksDrawer
from p2i_desktop.gui.doors import Doors
from p2i_desktop.gui.files_panel import FilesPanel
from p2i_desktop.gui.preview_window import PreviewWindow
from p2i_desktop.services.office import Office
from p2i_desktop.storage.numbers import Put
from tests.gui.records_world import Bureau

TITLE, OTHER = "Telemonitoring at home", "Leak detection in drinking water"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Answers(Doors):
    """Doors that answer with what the test hands in."""

    chosen: list[Path] = field(default_factory=list)
    target: Path | None = None
    shown: list[Path] = field(default_factory=list)

    def open_files(self, parent: QWidget | None, title: str, folder: Path, kinds: str) -> list[Path]:
        return self.chosen

    def save_file(self, parent: QWidget | None, title: str, proposal: Path, kinds: str) -> Path | None:
        return self.target / proposal.name if self.target else None

    def show_file(self, path: Path) -> bool:
        self.shown.append(path)
        return True


@pytest.fixture
def doors(bureau: Bureau) -> Answers:
    answers = Answers()
    bureau.window.bench.doors = answers
    return answers


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("plan.txt", "photo.jpg"):
        (folder / name).write_bytes(name.encode())
    return folder


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(widget: QWidget, data: QMimeData) -> bool:
    """A file dragged over a widget and let go."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(widget.rect().center(), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(QPointF(widget.rect().center()), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, event)
    return enter.isAccepted() and event.isAccepted()


def files(bureau: Bureau) -> list[Attachment]:
    found: list[Attachment] = bureau.ask(lambda office: office.store.find(Attachment))
    return found


def _child(file: QWidget, kind: type[Any], name: str) -> Any:
    found = file.findChild(kind, name)
    assert found is not None
    return found


def drawer(file: Any) -> FilesPanel:
    found: FilesPanel = file.drawers.of(FilesDrawer).panel
    return found


def test_files_are_attached_by_key_and_the_list_tells_them(bureau: Bureau, doors: Answers, inbox: Path) -> None:
    file = bureau.case_file(TITLE)
    doors.chosen = [inbox / "plan.txt", inbox / "photo.jpg"]
    bureau.press(file.frame.note, Qt.Key.Key_A, CTRL, SHIFT)
    box = drawer(file)
    assert box.isVisible()
    assert [box.list.item(row).text().split(" · ")[0] for row in range(box.list.count())] == ["photo.jpg", "plan.txt"]
    assert file.drawers.buttons[FilesDrawer.name].text().endswith(" 2")
    story = [item for item in file.frame.story.view.shown.items if item.kind == "document"]
    assert {item.title for item in story} == {"plan.txt", "photo.jpg"}
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert files(bureau) == []
    assert not box.open_it.isEnabled()


def test_files_are_dropped_anywhere_in_the_window(bureau: Bureau, inbox: Path) -> None:
    file = bureau.case_file(TITLE)
    note: QPlainTextEdit = file.frame.note
    title, need = (_child(file, kind, name) for kind, name in ((QLineEdit, "title"), (QPlainTextEdit, "need")))
    for number, target in enumerate((file, note.viewport(), title, need.viewport()), 1):
        path = inbox / f"{number}.txt"
        path.write_text(str(number))
        assert drop(target, mime(path))
        bureau.settle()
        assert len(files(bureau)) == number
    assert (note.toPlainText(), title.text()) == ("", TITLE)  # no path was written into a text


def test_a_dropped_text_and_a_web_address_are_no_files(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    text = QMimeData()
    text.setText("words")
    assert drop(file.frame.note.viewport(), text)  # the field takes it
    web = QMimeData()
    web.setUrls([QUrl("https://demo.example/a.pdf")])
    assert not drop(file, web)
    bureau.settle()
    assert files(bureau) == []


def test_copied_files_are_pasted_outside_of_texts(bureau: Bureau, inbox: Path) -> None:
    file = bureau.case_file(TITLE)
    QGuiApplication.clipboard().setMimeData(mime(inbox / "plan.txt"))
    file.frame.story.view.setFocus()
    bureau.press(file.frame.story.view, Qt.Key.Key_V, CTRL)
    assert [one.name for one in files(bureau)] == ["plan.txt"]
    QGuiApplication.clipboard().clear()
    bureau.press(file.frame.story.view, Qt.Key.Key_V, CTRL)
    assert len(files(bureau)) == 1


def test_what_cannot_be_attached_is_said_and_the_rest_is_there(bureau: Bureau, doors: Answers, inbox: Path) -> None:
    file = bureau.case_file(TITLE)
    (inbox / "folder").mkdir()
    doors.chosen = [inbox / "folder", inbox / "gone.txt", inbox / "plan.txt"]
    drawer(file).choose()
    bureau.settle()
    said = drawer(file).said
    assert said.isVisible()
    assert "folder was not attached" in said.text()
    assert "gone.txt was not attached" in said.text()
    assert [one.name for one in files(bureau)] == ["plan.txt"]
    doors.chosen = [inbox / "plan.txt"]
    drawer(file).choose()
    bureau.settle()
    assert "plan.txt is attached already." in said.text()
    assert len(files(bureau)) == 1


def test_the_largest_file_is_a_setting(bureau: Bureau, inbox: Path) -> None:
    (inbox / "large.bin").write_bytes(b"0" * 5_000_001)
    largest = bureau.page("settings").part("general").largest
    largest.set_value(5)
    largest.edited.emit()
    bureau.settle()
    file = bureau.case_file(TITLE)
    drawer(file).take([inbox / "large.bin"])
    bureau.settle()
    assert drawer(file).said.text().startswith("large.bin was not attached: it is larger than 5 MB.")


def test_enter_opens_a_copy_and_save_as_writes_one(bureau: Bureau, doors: Answers, inbox: Path, tmp_path: Path) -> None:
    file = bureau.case_file(TITLE)
    drawer(file).take([inbox / "plan.txt"])
    bureau.settle()
    box = drawer(file)
    box.list.setFocus()
    bureau.press(box.list, Qt.Key.Key_Return)
    assert [path.name for path in doors.shown] == ["plan.txt"]
    assert inbox not in doors.shown[0].parents
    doors.target = tmp_path
    box.save_as()
    bureau.settle()
    assert (tmp_path / "plan.txt").read_bytes() == b"plan.txt"
    story = file.frame.story.view
    row = next(row for row, item in enumerate(story.shown.items) if item.kind == "document")
    story.setCurrentIndex(story.shown.index(row))
    bureau.press(story, Qt.Key.Key_Return)
    assert len(doors.shown) == 2


def test_a_file_that_is_missing_is_said_in_a_sentence(bureau: Bureau, doors: Answers, inbox: Path) -> None:
    import shutil

    file = bureau.case_file(TITLE)
    drawer(file).take([inbox / "plan.txt"])
    bureau.settle()
    shutil.rmtree(bureau.path.with_name(bureau.path.name + "-files"))
    drawer(file).open_file()
    bureau.settle()
    assert drawer(file).said.text().startswith("plan.txt is not in the folder centre.p2i-files")
    assert doors.shown == []


def test_name_kind_and_words_are_saved_when_they_are_left(bureau: Bureau, inbox: Path) -> None:
    file = bureau.case_file(TITLE)
    box = drawer(file)
    box.take([inbox / "photo.jpg"])
    bureau.settle()
    bureau.press(box.list, Qt.Key.Key_F2)
    assert box.title.hasFocus()
    box.title.setText("Pump <b>.jpg")
    bureau.press(box.title, Qt.Key.Key_Return)
    bureau.write(box.alt_text, "A pump")
    box.list.setFocus()
    bureau.settle()
    (one,) = files(bureau)
    assert (one.name, one.alt_text, one.kind) == ("Pump b.jpg", "A pump", AttachmentKind.IMAGE)
    bureau.write(box.title, "x")
    bureau.press(box.title, Qt.Key.Key_Escape)  # gives the edit up, the window stays
    assert file.isVisible()
    assert files(bureau)[0].name == "Pump b.jpg"
    bureau.press(box.list, Qt.Key.Key_Delete)
    assert files(bureau) == []
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert [one.name for one in files(bureau)] == ["Pump b.jpg"]


def test_cases_are_linked_by_keys_and_both_sides_show_it(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    bureau.press(file.frame.note, Qt.Key.Key_K, CTRL, SHIFT)
    box: LinksDrawer = file.drawers.of(LinksDrawer)
    assert box.search.hasFocus()
    bureau.write(box.search, "leak")
    bureau.press(box.search, Qt.Key.Key_Return)
    assert box.note.hasFocus()
    bureau.write(box.note, "same supplier")
    bureau.press(box.note, Qt.Key.Key_Return)
    assert OTHER in box.list.item(0).text()
    assert "same supplier" in box.list.item(0).text()
    key = bureau.world.cases[OTHER]
    seen = bureau.ask(lambda office: [(one.case.title, one.link.note) for one in office.case_links.of(key)])
    assert seen == [(TITLE, "same supplier")]
    box.list.setFocus()
    bureau.press(box.list, Qt.Key.Key_Delete)
    assert bureau.ask(lambda office: office.case_links.of(key)) == []
    bureau.window.action("undo").trigger()
    bureau.settle()
    assert len(bureau.ask(lambda office: office.case_links.of(key))) == 1


def test_alt_digits_and_page_keys_walk_through_the_window(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    for key, widget in (
        (Qt.Key.Key_2, file.frame.story.view), (Qt.Key.Key_4, file.drawers.of(LinksDrawer).search),
    ):  # fmt: skip
        bureau.press(file.frame.note, key, Qt.KeyboardModifier.AltModifier)
        assert widget.hasFocus()
    names = []
    for _ in file.drawers.boxes:
        bureau.press(file, Qt.Key.Key_PageDown, CTRL)
        names.append(next(box.name for box in file.drawers.boxes if box.isVisible()))
    assert sorted(names) == sorted(box.name for box in file.drawers.boxes)


def test_the_filters_of_the_story(bureau: Bureau, inbox: Path) -> None:
    key = bureau.world.cases[TITLE]

    def more(office: Office) -> None:
        talk = replace(office.advice.blank(key), contact_minutes=5, note="By mail", channel=Channel.EMAIL)
        office.advice.save_consultation(talk)
        office.advice.save_case(replace(office.advice.case(key), need="First need"))
        office.advice.save_case(replace(office.advice.case(key), need="", risks="A risk"))
        office.attachments.add(About("case", key), [inbox / "plan.txt"])

    bureau.ask(more)
    file = bureau.case_file(TITLE)
    story = file.frame.story
    kinds = {}
    for name in ("all", "talks", "mails", "documents", "moves", "actions", "changes"):
        story.show_only(name)
        kinds[name] = [item.kind for item in story.view.shown.items]
    assert "changed" not in kinds["all"]
    assert set(kinds["talks"]) == {"consultation"}
    assert len(kinds["mails"]) == 1
    assert kinds["documents"] == ["document"]
    assert set(kinds["moves"]) == {"created", "transition"}
    assert kinds["changes"] == ["changed", "changed"]
    story.show_only("changes")
    texts = [entry.text for entry in story.view.shown.words]
    assert "Need emptied; it was: First need" in texts[0]
    assert "Risks filled in: A risk" in texts[0]
    assert texts[1] == "Need filled in: First need"


def test_letters_filter_the_story_and_esc_clears(bureau: Bureau) -> None:
    file = bureau.case_file(TITLE)
    story = file.frame.story
    whole = story.view.shown.rowCount()
    story.view.setFocus()
    for key, letter in ((Qt.Key.Key_T, "t"), (Qt.Key.Key_E, "e"), (Qt.Key.Key_M, "m")):
        bureau.press(QApplication.focusWidget() or story.view, key)
        assert letter in story.search.text()
    assert story.search.text() == "tem"
    assert 0 < story.view.shown.rowCount() < whole
    assert story.count.text() == f"{story.view.shown.rowCount()} of {whole}"
    bureau.press(story.search, Qt.Key.Key_Down)
    assert story.view.hasFocus()
    story.search.setFocus()
    bureau.press(story.search, Qt.Key.Key_Escape)
    assert file.isVisible()
    assert story.view.shown.rowCount() == whole


def test_a_thousand_entries_are_worded_as_they_are_scrolled(bureau: Bureau, clock: FixedClock) -> None:
    key = bureau.world.cases[TITLE]
    today = clock.today()

    def fill(office: Office) -> None:
        blank = office.advice.blank(key)
        talks = [
            Put(office.work.owned(Consultation(
                on=today - timedelta(days=n % 900), case=key, organisation=blank.organisation, advisor=blank.advisor,
                contact_minutes=5, note=f"Talk {n}", type=ConsultationType.FOLLOW_UP, channel=Channel.PHONE,
            )))
            for n in range(1000)
        ]  # fmt: skip
        office.store.apply("import", talks)

    bureau.ask(fill)
    file = bureau.case_file(TITLE)
    view = file.frame.story.view
    assert len(view.shown.items) >= 1000
    assert view.shown.rowCount() < 400
    view.setFocus()
    bureau.press(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == len(view.shown.items) - 1
    last = view.current()
    bureau.window.bench.desk.do(lambda office: office.advice.save_case(replace(office.advice.case(key), need="Live")))
    bureau.settle()
    assert view.current() == last  # what changes elsewhere takes nobody's place away
    assert view.shown.rowCount() == len(view.shown.items)


def test_two_windows_of_one_file_follow_each_other(bureau: Bureau, inbox: Path) -> None:
    file = bureau.case_file(TITLE)
    bureau.window.bench.desk.write(
        lambda office: office.attachments.add(About("case", bureau.world.cases[TITLE]), [inbox / "plan.txt"]),
        lambda done: done.changed,
    )
    bureau.settle()
    assert drawer(file).list.item(0).text().startswith("plan.txt")
    assert [box for box in QApplication.topLevelWidgets() if box.objectName() == "case_file" and box.isVisible()] == [
        file
    ]
    bureau.window.open_case(bureau.world.cases[TITLE])  # a second window of the same case: the first comes to the front
    bureau.settle()
    assert len([b for b in QApplication.topLevelWidgets() if b.objectName() == "case_file" and b.isVisible()]) == 1


def _about(bureau: Bureau) -> Any:
    from p2i_desktop.domain.record import About

    return About("case", bureau.world.cases[TITLE])


def test_the_dossier_is_shown_and_kept_from_the_case_file(bureau: Bureau, doors: Answers, own_home: Path) -> None:
    file = bureau.case_file(TITLE)
    title: QLineEdit = _child(file, QLineEdit, "title")
    title.setText("Renamed a moment ago")
    title.textEdited.emit("Renamed a moment ago")
    bureau.press(file, Qt.Key.Key_P, CTRL)
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewWindow)]
    assert window.isVisible()
    assert window.paper.data.startswith(b"%PDF-")
    assert window.paper.name.startswith("P2I_Case-dossier_")
    case: Case = bureau.ask(lambda office: office.advice.case(bureau.world.cases[TITLE]))
    assert case.title == "Renamed a moment ago"
    window.close()
    bureau.settle()
    bureau.press(file, Qt.Key.Key_E, CTRL)
    made = list((own_home / "documents" / "P2I").glob("P2I_Case-dossier_*.xlsx"))
    assert len(made) == 1


def test_notices_and_answers_stand_in_the_story_and_open(bureau: Bureau, clock: FixedClock) -> None:
    key = bureau.world.cases[TITLE]
    project = ProcurementProject(title="Framework", lead_buyer=bureau.world.organisations["Demo Hospital"])
    link = CaseProcurement(id=link_id("case_procurement", key, project.id), case=key, procurement=project.id)
    notice = Notice(
        procurement=project.id, publication_number="123456-2026", published_on=clock.today(), title="A notice"
    )
    answer = Feedback(about=About("case", key), rating=Decimal("4.5"), useful=True, comment="Good", on=clock.today())
    records = (project, link, notice, answer)
    bureau.ask(lambda office: office.store.apply("import", [Put(office.work.owned(one)) for one in records]))
    file = bureau.case_file(TITLE)
    view = file.frame.story.view
    kinds = [item.kind for item in view.shown.items]
    assert {"notice", "feedback"} <= set(kinds)
    heads = [entry.head for entry in view.shown.words]
    assert "Notice · A notice" in heads
    assert "Feedback · 4.5 of 5 · useful" in heads
    view.setCurrentIndex(view.shown.index(kinds.index("feedback")))
    bureau.press(view, Qt.Key.Key_Return)
    assert next(box for box in file.drawers.boxes if box.isVisible()).name == "case_feedback_box"
    view.setCurrentIndex(view.shown.index(kinds.index("notice")))
    bureau.press(view, Qt.Key.Key_Return)
    assert [one for one in QApplication.topLevelWidgets() if one.objectName() == "procurement_file" and one.isVisible()]
