"""The milestones of a plan in a real window: typed into the table, moved in the timeline by keys and mouse."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from p2i_desktop.clock import FixedClock
from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, PlanStatus, SetupMilestone, SupportPlan
from p2i_desktop.gui.cell_drafts import FORM
from p2i_desktop.gui.plan.milestone_cells import COLUMNS, TIMELINE
from p2i_desktop.gui.plan.milestone_views import BOTH, TABLE, TIMES
from tests.conftest import NOON
from tests.gui.plan_world import ALT, CTRL, SHIFT, PlanDesk, focused, one
from tests.gui.records_world import Bureau

Open = Callable[..., PlanDesk]
K = Qt.Key


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Bureau]:
    """One window for all tests of this module: each opens a plan of its own in it."""
    folder = tmp_path_factory.mktemp("plans")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("P2I_HOME", str(folder / "home"))
        made = Bureau(folder, FixedClock(NOON))
    yield made
    made.close()


@pytest.fixture
def opened(bureau: Bureau) -> Iterator[Open]:
    desks: list[PlanDesk] = []

    def make(*milestones: PlanMilestone, agreed: bool = False) -> PlanDesk:
        desks.append(PlanDesk(bureau, *milestones, agreed=agreed))
        return desks[-1]

    for kept in ("plan_milestones_view", "plan_keep_distances"):
        bureau.window.bench.remember(kept, "")
    yield make
    for desk in desks:
        desk.close()


A = one("A", date(2027, 3, 5))
B = one("B", date(2027, 3, 11), A, starts=date(2027, 3, 8), side=PlanSide.NEW)
C = one("C", date(2027, 3, 12), B)
D = one("D", date(2027, 6, 9), side=PlanSide.MENTOR)


def said(desk: PlanDesk) -> str:
    """All sentences that stand in the window."""
    return " ".join(label.text() for label in desk.window.findChildren(QLabel) if label.isVisible())


# -- the table -----------------------------------------------------------------------------------------------------------


def test_a_plan_begins_with_a_template(opened: Open) -> None:
    desk = opened()
    assert not desk.tab.views.isVisible()
    assert "No milestone yet." in said(desk)
    actions = desk.tab.head.templates.actions()
    assert len(actions) >= 2
    actions[0].trigger()
    desk.bureau.settle()
    assert desk.tab.views.isVisible()
    assert len(desk.rows()) > 3
    assert desk.window.hand.file is not None
    assert desk.tab.count(desk.window.hand.file).startswith("0/")


def test_rows_are_typed_like_in_a_worksheet(opened: Open) -> None:
    desk = opened()
    desk.tab.add_row()
    desk.type("Mandate")
    desk.press(K.Key_Tab)
    desk.type("dn")
    desk.press(K.Key_Tab)
    desk.type("30.3.")
    desk.press(K.Key_Tab, K.Key_Right)  # Tab ends the typing; from a cell it would leave the table
    desk.type("11.1.")
    desk.press(K.Key_Return)
    desk.cell("", "title", "Launch")
    desk.cell("Launch", "due_on", "15.12.2027")
    desk.cell("Launch", "depends_on", "mand")
    desk.cell("Launch", "progress", "40 %")
    desk.cell("Mandate", "setup_milestone", "mandate")
    desk.cell("Mandate", "owner", "Coordinator 1")
    stored = desk.stored()
    mandate, launch = stored["Mandate"], stored["Launch"]
    assert (mandate.owner_side, mandate.setup_milestone) == (PlanSide.NEW, SetupMilestone.MANDATE)
    assert (mandate.starts_on, mandate.due_on) == (date(2027, 1, 11), date(2027, 3, 30))  # in the plan's year
    assert (launch.depends_on, launch.progress, launch.due_on) == (frozenset({mandate.id}), 40, date(2027, 12, 15))
    assert mandate.owner == "Coordinator 1"
    assert desk.rows() == ["Mandate", "Launch"]
    desk.bureau.window.action("undo").trigger()
    desk.bureau.settle()
    assert desk.stored()["Mandate"].owner == ""


def test_what_is_no_value_stays_in_its_cell_with_a_sentence(opened: Open) -> None:
    desk = opened(A, D)
    for column, typed, words in (
        ("due_on", "31.2.2027", "not a date"), ("progress", "much", "0 to 100"), ("owner_side", "?", "side"),
        ("depends_on", "Z", "no milestone Z"), ("depends_on", "A", "wait for itself"),
        ("done_on", "1.1.2199", "today or earlier"),
    ):  # fmt: skip
        desk.cell("A", column, typed)
        assert words in desk.tab.said.text()
        index = desk.tab.model.index(0, COLUMNS.index(column))
        assert index.data() == typed
        assert words in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert desk.stored()["A"].progress is None
    desk.cell("A", "progress", "5")
    assert desk.stored()["A"].progress == 5
    assert desk.tab.said.isHidden()


def test_what_is_being_typed_is_kept_and_gone_on_with(opened: Open) -> None:
    desk = opened(A, D)
    plan, hand = desk.pair.plan, desk.window.hand

    def kept() -> Any:
        hand.drafts.now()
        desk.bureau.settle()
        return desk.bureau.ask(lambda office: office.drafts.get(FORM, plan))

    desk.table.go_to(1, 0)
    desk.table.setFocus()
    desk.type("Half a")
    draft = kept()
    assert (draft.payload["field"], draft.payload["text"]) == ("title", "Half a")
    desk.press(K.Key_Escape)
    assert kept() is None
    assert desk.tab._resume(desk.stored()["D"], "title", "Half a title")
    assert focused().text() == "Half a title"  # type: ignore[attr-defined]
    desk.press(K.Key_Return)
    assert "Half a title" in desk.stored()
    assert kept() is None
    desk.table.go_to(0, 0)
    desk.type("Closed while typing")
    bureau = desk.bureau
    desk.close()
    assert bureau.ask(lambda office: office.drafts.get(FORM, plan)) is None
    titles = bureau.ask(lambda office: {one.title for one in office.store.find(PlanMilestone, plan=plan)})
    assert titles == {"Closed while typing", "Half a title"}


def test_circles_are_refused_in_words_and_not_offered(opened: Open) -> None:
    desk = opened(A, B, C)
    names = [hit.title for hit in desk.tab.model.hits(0, "depends_on", "")]
    assert names == []  # B and C wait for A
    desk.cell("A", "depends_on", "3 C")
    assert "wait for each other: A, C, B" in said(desk) or "A" in said(desk)
    assert desk.stored()["A"].depends_on == frozenset()
    assert desk.tab.model.index(0, COLUMNS.index("depends_on")).data() == ""


def test_a_number_is_that_milestone_and_no_other(opened: Open) -> None:
    many = [one(f"Step {n}", date(2027, 5, 3)) for n in range(3, 13)]
    desk = opened(A, B, *many)
    desk.cell("A", "depends_on", "2")  # B waits for A already
    assert "wait for each other" in said(desk)
    assert desk.stored()["A"].depends_on == frozenset()
    desk.cell("B", "depends_on", "1")
    desk.cell("Step 3", "depends_on", "3")
    assert desk.stored()["Step 3"].depends_on == frozenset()
    desk.cell("Step 4", "depends_on", "1; 3")
    found = desk.stored()
    assert found["Step 4"].depends_on == {found["A"].id, found["Step 3"].id}


def test_done_by_its_key_and_open_again(opened: Open) -> None:
    desk = opened(A, D)
    desk.table.setFocus()
    desk.press(K.Key_D, held=CTRL)
    assert desk.stored()["A"].done_on == date(2026, 11, 20)
    desk.show(TIMES)
    desk.press(K.Key_D)
    assert desk.stored()["A"].done_on is None


def test_order_bin_and_copy(opened: Open) -> None:
    desk = opened(A, B, D)
    desk.table.setFocus()
    desk.press(K.Key_Down, held=ALT)
    assert desk.rows() == ["B", "A", "D"]
    assert desk.tab.views.current() is not None
    assert desk.tab.views.current().title == "A"  # type: ignore[union-attr]
    desk.press(K.Key_Down, held=ALT)
    desk.press(K.Key_Down, held=ALT)
    assert desk.rows() == ["B", "D", "A"]
    desk.press(K.Key_Up, held=ALT)
    assert desk.rows() == ["B", "A", "D"]
    desk.press(K.Key_C, held=CTRL)
    assert "A\tBoth" in QGuiApplication.clipboard().text() or "A\tDC + DN" in QGuiApplication.clipboard().text()
    desk.press(K.Key_Delete)
    assert desk.rows() == ["B", "D"]
    assert desk.stored()["B"].depends_on == frozenset()
    desk.bureau.window.action("undo").trigger()
    desk.bureau.settle()
    assert desk.rows() == ["B", "A", "D"]


def test_a_typed_day_keeps_the_length(opened: Open) -> None:
    desk = opened(B)
    desk.cell("B", "starts_on", "15.3.")
    assert desk.days()["B"] == (date(2027, 3, 15), date(2027, 3, 18))
    desk.cell("B", "due_on", "1.3.")
    assert desk.days()["B"] == (date(2027, 2, 24), date(2027, 3, 1))
    desk.cell("B", "starts_on", "")
    assert desk.days()["B"] == (None, date(2027, 3, 1))


# -- the timeline by keys ------------------------------------------------------------------------------------------------


def test_keys_move_by_day_week_and_length(opened: Open) -> None:
    desk = opened(D, B)
    desk.show(TIMES)
    desk.press(K.Key_Right, K.Key_Right)
    assert desk.days()["D"] == (None, date(2027, 6, 9))  # not yet: one step for all presses
    assert desk.tab.model.index(0, COLUMNS.index("due_on")).data() == "11/06/2027"
    desk.settle_move()
    assert desk.days()["D"] == (None, date(2027, 6, 11))
    desk.press(K.Key_Left, held=SHIFT)
    desk.settle_move()
    assert desk.days()["D"] == (None, date(2027, 6, 4))
    desk.press(K.Key_Right, held=CTRL | SHIFT)
    desk.settle_move()
    assert desk.days()["D"] == (date(2027, 6, 4), date(2027, 6, 7))
    desk.bureau.window.action("undo").trigger()
    desk.bureau.settle()
    assert desk.days()["D"] == (None, date(2027, 6, 4))


def test_moving_on_saves_what_was_tried_out(opened: Open) -> None:
    desk = opened(D, B)
    desk.show(TIMES)
    desk.press(K.Key_Right, K.Key_Down, K.Key_Right)
    assert desk.days()["D"] == (None, date(2027, 6, 10))
    desk.close()
    found = desk.bureau.ask(lambda office: office.store.find(PlanMilestone, title="B", plan=desk.pair.plan))
    assert found[0].due_on == date(2027, 3, 12)


def test_others_that_must_move_are_shown_first(opened: Open) -> None:
    desk = opened(A, B, C)
    before = desk.days()
    desk.show(TIMES)
    desk.press(K.Key_Right)
    assert desk.tab.bar.isVisible()
    assert desk.tab.bar.words.text().startswith("2 others move too: B to 12/03/2027")
    assert "B" in desk.times.spoken() or "2 others" in desk.times.spoken()
    assert desk.days() == before
    desk.press(K.Key_Escape)
    assert not desk.tab.bar.isVisible()
    assert desk.days() == before
    assert desk.tab.model.ghosts == {}
    desk.press(K.Key_Right, K.Key_Return)
    assert desk.days() == {
        "A": (None, date(2027, 3, 8)),
        "B": (date(2027, 3, 9), date(2027, 3, 12)),
        "C": (None, date(2027, 3, 15)),
    }
    assert not desk.tab.bar.isVisible()
    desk.bureau.window.action("undo").trigger()
    desk.bureau.settle()
    assert desk.days() == before


def test_only_this_one(opened: Open) -> None:
    desk = opened(A, B, C)
    desk.show(TIMES)
    desk.press(K.Key_Right)
    desk.tab.bar.alone.click()
    desk.bureau.settle()
    assert desk.days()["A"] == (None, date(2027, 3, 8))
    assert desk.days()["B"] == (date(2027, 3, 8), date(2027, 3, 11))
    assert desk.tab.said.text() == "“B” begins before “A” is due on Mon 08/03/2027."


def test_distances_are_kept_where_that_is_wished(opened: Open) -> None:
    desk = opened(A, D, one("E", date(2027, 6, 30), A))
    desk.tab.head.keep.click()
    desk.show(TIMES)
    desk.press(K.Key_Left, held=SHIFT)
    assert desk.tab.bar.words.text() == "1 other moves too: E to 23/06/2027"
    desk.tab.head.keep.click()  # only what must: nothing else moves now
    assert not desk.tab.bar.isVisible()
    desk.tab.head.keep.click()
    desk.press(K.Key_Return)
    assert desk.days()["E"] == (None, date(2027, 6, 23))


def test_a_holiday_and_the_end_of_the_plan_are_minded(opened: Open) -> None:
    desk = opened(A)
    desk.cell("A", "due_on", "5.10.2027")  # Portugal
    assert "public holiday in Portugal, Republic Day: A" in desk.tab.said.text()
    desk.cell("A", "due_on", "10.1.2028")
    assert "outside the plan" in desk.tab.said.text()
    assert desk.days()["A"] == (None, date(2028, 1, 10))


def test_what_is_done_does_not_move(opened: Open) -> None:
    desk = opened(one("Done", date(2027, 3, 5), done=date(2026, 11, 2)))
    desk.show(TIMES)
    said: list[str] = []
    desk.times.said.connect(said.append)
    desk.press(K.Key_Right)
    desk.drag("Done", 9)
    assert desk.days()["Done"] == (None, date(2027, 3, 5))
    assert said == ["What is done does not move."] * 2


def test_enter_goes_to_the_due_date_of_the_table(opened: Open) -> None:
    desk = opened(D, B)
    desk.show(TIMES)
    desk.press(K.Key_Return)
    assert desk.tab.views.now() == TABLE
    assert focused().text() == "09/06/2027"  # type: ignore[attr-defined]


# -- the timeline by mouse -----------------------------------------------------------------------------------------------


def test_a_bar_is_pulled(opened: Open) -> None:
    desk = opened(D, B)
    desk.show(TIMES)
    desk.drag("D", 12)
    assert desk.days()["D"] == (None, date(2027, 6, 21))
    desk.drag("B", 7)
    assert desk.days()["B"] == (date(2027, 3, 15), date(2027, 3, 18))


def test_an_end_is_pulled(opened: Open) -> None:
    desk = opened(one("Long", date(2027, 9, 30), starts=date(2027, 3, 1)))
    desk.show(TIMES)
    desk.drag("Long", 7, "end")
    first, last = desk.days()["Long"]
    assert first == date(2027, 3, 1)
    assert last is not None
    assert last > date(2027, 10, 1)
    desk.drag("Long", 14, "start")
    assert desk.days()["Long"][0] > date(2027, 3, 8)  # type: ignore[operator]
    assert desk.days()["Long"][1] == last


def test_pulling_with_others_asks(opened: Open) -> None:
    desk = opened(A, B, C)
    desk.show(TIMES)
    desk.drag("A", 10, release=False)
    assert {one.title for one in desk.tab.model.board.milestones if one.id in desk.tab.model.ghosts} == {"A", "B", "C"}
    desk.drag("A", 0)
    desk.press(K.Key_Escape)
    desk.drag("A", 10)
    assert desk.tab.bar.isVisible()
    desk.tab.bar.all.click()
    desk.bureau.settle()
    assert desk.days()["C"][1] > date(2027, 3, 12)  # type: ignore[operator]


# -- views ---------------------------------------------------------------------------------------------------------------


def test_views_change_by_f8_and_by_room(opened: Open) -> None:
    desk = opened(A, B, C, D)
    assert desk.tab.views.now() == BOTH
    desk.table.setFocus()
    desk.press(K.Key_Down)
    seen = []
    for _ in range(3):
        desk.press(K.Key_F8)
        seen.append(desk.tab.views.now())
        row = desk.table.currentIndex().row()
        assert row == desk.times.currentIndex().row() == 1
    assert seen == [TABLE, TIMES, BOTH]
    desk.window.resize(1024, 640)
    desk.bureau.settle()
    assert desk.tab.views.now() in (TABLE, TIMES)
    assert not desk.tab.head.choose[BOTH].isVisible()


def test_the_timeline_is_read_as_a_table(opened: Open) -> None:
    desk = opened(A, B)
    desk.show(TIMES)
    told = desk.tab.model.index(1, TIMELINE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("2 B · DN · Demo North · from Mon 08/03/2027 · due Thu 11/03/2027")
    assert "waits for 1 A" in told
    interface = QAccessible.queryAccessibleInterface(desk.times)
    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "Timeline of the milestones"


def test_zoom_and_whole_plan(opened: Open) -> None:
    desk = opened(A, D)
    desk.show(TIMES)
    whole = desk.times.scale().pixels
    desk.press(K.Key_Plus, K.Key_Plus)
    assert desk.times.scale().pixels > whole * 1.5
    desk.press(K.Key_Minus)
    desk.press(K.Key_0)
    assert desk.times.scale().pixels == pytest.approx(whole)


# -- versions ------------------------------------------------------------------------------------------------------------


def test_moving_in_an_agreed_plan_starts_the_next_version(opened: Open) -> None:
    desk = opened(A, B, agreed=True)
    offers: list[Callable[[], None]] = []
    desk.window.hand.offered.connect(lambda _words, go: offers.append(go))
    before = desk.days()
    desk.show(TIMES)
    desk.press(K.Key_Right, K.Key_Return)
    assert desk.days() == before
    assert desk.tab.model.ghosts == {}
    assert len(offers) == 1
    offers[0]()
    desk.bureau.settle()
    assert desk.window.hand.plan_id != desk.pair.plan
    assert desk.days() == {"A": (None, date(2027, 3, 8)), "B": (date(2027, 3, 9), date(2027, 3, 12))}
    old = desk.bureau.ask(lambda office: office.store.find(PlanMilestone, plan=desk.pair.plan))
    assert {one.title: (one.starts_on, one.due_on) for one in old} == before
    plan = desk.bureau.ask(lambda office: office.work.get(SupportPlan, desk.window.hand.plan_id))
    assert (plan.status, plan.version) == (PlanStatus.DRAFT, 2)


def test_typing_in_an_agreed_plan_is_offered_to_the_next_version(opened: Open) -> None:
    desk = opened(A, B, agreed=True)
    offers: list[Callable[[], None]] = []
    desk.window.hand.offered.connect(lambda _words, go: offers.append(go))
    desk.cell("", "title", "More")
    assert desk.rows() == ["A", "B"]
    desk.cell("A", "title", "Another title")
    assert desk.rows() == ["A", "B"]
    assert desk.stored().keys() == {"A", "B"}
    offers[-1]()
    desk.bureau.settle()
    assert desk.rows() == ["Another title", "B"]
    assert desk.window.hand.plan_id != desk.pair.plan


def test_progress_of_a_draft_is_kept_by_the_version_in_force(opened: Open) -> None:
    desk = opened(A, B, agreed=True)
    desk.table.setFocus()
    desk.press(K.Key_D, held=CTRL)
    assert desk.stored()["A"].done_on == date(2026, 11, 20)
    made = desk.bureau.ask(lambda office: office.plans.start_version(desk.pair.plan)).plan_id
    desk.window.show_plan(made)
    desk.bureau.settle()
    model = desk.tab.model
    assert model.milestone(0).done_on == date(2026, 11, 20)  # type: ignore[union-attr]
    assert not model.flags(model.index(0, COLUMNS.index("done_on"))) & Qt.ItemFlag.ItemIsEditable
    desk.tab.mark_done()
    assert "in force" in desk.tab.said.text()


# -- absurd plans --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [(date(2027, 6, 1),), (date(1800, 1, 1), date(2031, 12, 29), date(2200, 12, 31))])
def test_odd_lengths_are_shown(opened: Open, days: tuple[date, ...]) -> None:
    desk = opened(*(one("Καθορισμός " * 18, day) for day in days))
    for view in (TIMES, TABLE, BOTH, TIMES):
        desk.show(view)
        desk.window.grab()
    for key in (K.Key_Plus, K.Key_Minus, K.Key_0, K.Key_End, K.Key_Home):
        desk.press(key)
    desk.window.grab()


# -- pasting -----------------------------------------------------------------------------------------------------------
def paste(desk: PlanDesk, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    desk.press(K.Key_V, held=CTRL)


def test_lines_are_pasted_as_milestones_in_one_step(opened: Open, bureau: Bureau) -> None:
    desk = opened(A)
    desk.show(TABLE)
    paste(desk, "First, =1+1 <b>\t15/03/2027\r\n\r\n  Second\n'=Third\t2027-05-03\t\n")
    assert desk.rows() == ["A", "First, =1+1 <b>", "Second", "=Third"]
    due = [desk.stored()[title].due_on for title in desk.rows()[1:]]
    assert due == [date(2027, 3, 15), date(2027, 3, 15), date(2027, 5, 3)]
    assert "3 lines pasted" in said(desk)
    assert desk.table.currentIndex().row() == 1
    bureau.window.undo()
    bureau.settle()
    assert desk.rows() == ["A"]


def test_a_list_is_pasted_into_the_blank_row_of_an_empty_plan(opened: Open) -> None:
    desk = opened()
    desk.tab.add_row()
    desk.bureau.settle()
    paste(desk, "One\nTwo\n")
    assert desk.rows() == ["One", "Two"]
    assert {one.due_on for one in desk.stored().values()} == {date(2027, 1, 1)}


def test_headings_name_the_columns_and_unknown_ones_are_named(opened: Open) -> None:
    desk = opened(A)
    desk.show(TABLE)
    paste(desk, "Due\tMilestone\tBudget\tSide\tWaits for\n20/04/2027\tOne\t12\tboth\t1 A\n\tTwo\t\t\t")
    stored = desk.stored()
    assert (stored["One"].due_on, stored["One"].depends_on) == (date(2027, 4, 20), frozenset({stored["A"].id}))
    assert stored["Two"].due_on == date(2027, 4, 20)
    assert "Columns that are not taken: Budget" in said(desk)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One\nTwo\tsoon", "Line 2: This is not a date."),
        ("One\n\t01/02/2027", "Line 2: A milestone needs a title."),
        ("One\t01/02/2027\tAT", "Line 1: Only a title and a due date"),
        ("One\n" + "x" * 401, "Line 2: A title has at most 400 characters"),
        ("x\n" * 501, "A plan takes up to 500 milestones at once."),
        ("\t" * 20_001 + "x", "A plan takes up to 500 milestones at once."),
    ],
)
def test_where_a_line_is_no_milestone_nothing_is_pasted(opened: Open, text: str, words: str) -> None:
    desk = opened(A)
    desk.show(TABLE)
    paste(desk, text)
    assert words in said(desk)
    assert desk.rows() == ["A"]
    assert list(desk.stored()) == ["A"]


def test_a_single_text_is_pasted_into_its_cell(opened: Open) -> None:
    desk = opened(A)
    desk.show(TABLE)
    desk.table.go_to(0, COLUMNS.index("owner"))
    paste(desk, "Demo person\n")
    assert desk.stored()["A"].owner == "Demo person"
    desk.table.go_to(1, 0)
    paste(desk, "Another")
    assert desk.rows() == ["A", "Another"]
    paste(desk, " \n\t\n")
    assert desk.rows() == ["A", "Another"]


def test_lines_pasted_into_an_agreed_plan_go_into_the_next_version(opened: Open) -> None:
    desk = opened(A, agreed=True)
    offers: list[Callable[[], None]] = []
    desk.window.hand.offered.connect(lambda _words, go: offers.append(go))
    desk.show(TABLE)
    paste(desk, "One\nTwo")
    assert list(desk.stored()) == ["A"]
    (go,) = offers
    go()
    desk.bureau.settle()
    assert desk.window.hand.plan_id != desk.pair.plan
    assert desk.rows() == ["A", "One", "Two"]


def test_an_open_editor_of_a_milestone_takes_lines_as_its_own_text(opened: Open) -> None:
    desk = opened(A)
    desk.show(TABLE)
    desk.table.go_to(0, 0)
    desk.press(K.Key_F2)
    paste(desk, "One\nTwo")
    desk.press(K.Key_Return)
    assert desk.rows() == ["One Two"]
