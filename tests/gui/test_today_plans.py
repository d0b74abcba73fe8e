"""Support plans on Today: milestones and meetings among what is due, silent plans, and the card that stands while one runs."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from p2i_desktop.domain.buddies import PlanMilestone, PlanSide, PlanStatus, SupportMeasure, SupportPlan
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.gui.due_list import ENTRY_ROLE, Entry
from p2i_desktop.gui.plan.meetings import MeetingsTab
from p2i_desktop.gui.plan.milestones import MilestonesTab
from p2i_desktop.gui.plan.window import PlanWindow
from p2i_desktop.gui.screens.dashboard import Dashboard
from p2i_desktop.services.meetings import FollowUp
from p2i_desktop.services.office import Changed, Office
from tests.gui.records_world import Bureau
from tests.services.pair_world import Pair, make_pair, meeting, put

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pair(bureau: Bureau) -> Pair:
    """A plan agreed in January, with a milestone overdue and a meeting in two days."""

    def work(office: Office) -> Pair:
        today = office.clock.today()
        made = make_pair(office, status=PlanStatus.ACTIVE, agreed_on=today - timedelta(days=200))
        put(
            office,
            PlanMilestone(plan=made.plan, position="m", title="Mandate", owner_side=PlanSide.NEW, due_on=today - timedelta(days=12)),
            meeting(made.plan, today + timedelta(days=2)),
        )  # fmt: skip
        return made

    found: Pair = bureau.ask(work)
    return found


@pytest.fixture
def today(bureau: Bureau, pair: Pair) -> Dashboard:
    page = bureau.page("dashboard")
    assert isinstance(page, Dashboard)
    page.reload()
    bureau.settle()
    return page


def entries(today: Dashboard) -> list[Entry]:
    model = today.due.model()
    found = (model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount()))
    return [entry for entry in found if entry is not None]


def mark(today: Dashboard, kind: str) -> Entry:
    model = today.due.model()
    for row in range(model.rowCount()):
        entry = model.index(row, 0).data(ENTRY_ROLE)
        if entry is not None and entry.kind == kind:
            today.due.setCurrentIndex(model.index(row, 0))
            today.due.setFocus()
            return entry  # type: ignore[no-any-return]
    raise AssertionError(kind)


def plan_windows() -> list[PlanWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, PlanWindow) and w.isVisible()]


def test_lines_name_the_pair_and_the_side(today: Dashboard) -> None:
    milestone = mark(today, "milestone")
    assert milestone.title == "Mandate"
    assert milestone.second.startswith("Milestone · ")
    assert "→ DN 2026" in milestone.second
    assert milestone.second.endswith("New centre")
    assert milestone.when == "! 12 days overdue"
    visit = mark(today, "measure")
    assert visit.title == "Visit of the mentor"
    silent = mark(today, "plan_quiet")
    assert silent.when == "No progress for 200 days"
    assert silent.second.endswith("→ DN 2026")


def test_a_milestone_is_done_by_one_key_and_cannot_be_postponed(bureau: Bureau, today: Dashboard) -> None:
    milestone = mark(today, "milestone")
    bureau.press(today.due, Qt.Key.Key_T, Ctrl)
    assert not today.due_card.postpone.isVisible()
    bureau.press(today.due, Qt.Key.Key_D, Ctrl)
    stored = bureau.ask(lambda office: office.work.get(PlanMilestone, milestone.id))
    assert stored.done_on == bureau.window.bench.clock.today()
    assert not [entry for entry in entries(today) if entry.kind in ("milestone", "plan_quiet")]
    assert not plan_windows()


def test_a_meeting_is_postponed_by_keys(bureau: Bureau, today: Dashboard) -> None:
    visit = mark(today, "measure")
    bureau.press(today.due, Qt.Key.Key_T, Ctrl)
    assert today.due_card.postpone.isVisible()
    bureau.write(today.due_card.postpone, "+5")
    bureau.press(today.due_card.postpone, Qt.Key.Key_Return)
    stored = bureau.ask(lambda office: office.work.get(SupportMeasure, visit.id))
    assert stored.planned_on == bureau.window.bench.clock.today() + timedelta(days=5)


@pytest.mark.parametrize(
    ("kind", "tab"), [("milestone", MilestonesTab), ("measure", MeetingsTab), ("plan_quiet", MilestonesTab)]
)
def test_enter_opens_the_plan_at_what_is_due(bureau: Bureau, today: Dashboard, kind: str, tab: type) -> None:
    mark(today, kind)
    bureau.press(today.due, Qt.Key.Key_Return)
    (opened,) = plan_windows()
    assert isinstance(opened.drawers.current(), tab)
    opened.close()


def test_done_opens_a_meeting_because_it_takes_more_than_a_key(bureau: Bureau, today: Dashboard) -> None:
    visit = mark(today, "measure")
    bureau.press(today.due, Qt.Key.Key_D, Ctrl)
    assert len(plan_windows()) == 1
    assert bureau.ask(lambda office: office.work.get(SupportMeasure, visit.id)).held_on is None
    plan_windows()[0].close()


def test_the_card_says_how_the_plan_stands_and_opens_it(bureau: Bureau, today: Dashboard) -> None:
    card = today.plans
    assert card is not None
    assert card.isVisible()
    assert card.title.text() == "Buddy plans (1: 1 late, 1 silent)"
    said = str(card.list.model().index(0, 0).data())
    for part in (
        "→ DN 2026", "0 of 1 milestones", "12 days late (DN)", "Meetings 0 of 2: ", "No progress for 200 days",
        " · Visit of the mentor", "DN: ! 12 days overdue · Mandate",
    ):  # fmt: skip
        assert part in said, part
    card.list.setFocus()
    bureau.press(card.list, Qt.Key.Key_Return)
    assert len(plan_windows()) == 1
    plan_windows()[0].close()


def test_the_card_goes_when_no_plan_runs_and_comes_again(bureau: Bureau, today: Dashboard, pair: Pair) -> None:
    def rest(office: Office) -> Changed:
        return office.store.apply(
            "rest", [_put(replace(office.work.get(SupportPlan, pair.plan), status=PlanStatus.COMPLETED))]
        )

    bureau.window.bench.desk.do(rest)
    bureau.settle()
    assert today.plans is not None
    assert not today.plans.isVisible()
    assert today.plans.list not in today.panes()
    bureau.window.bench.desk.do(lambda office: office.steps.undo())
    bureau.settle()
    assert today.plans.isVisible()
    assert today.plans.list in today.panes()


def _put(record: SupportPlan):  # type: ignore[no-untyped-def]
    from p2i_desktop.storage.numbers import Put

    return Put(record)


def test_a_file_without_plans_has_no_card(bureau: Bureau) -> None:
    page = bureau.page("dashboard")
    assert page.plans is None


def test_what_a_meeting_agreed_to_do_stands_in_today_with_its_plan(bureau: Bureau, pair: Pair) -> None:
    def work(office: Office) -> None:
        (visit,) = office.store.find(SupportMeasure, plan=pair.plan)
        day = office.clock.today() + timedelta(days=4)
        me = office.store.find(StaffMember)[0]
        office.meetings.follow_up(visit.id, [FollowUp("Send the draft mandate", day, owner=me.id)])

    bureau.ask(work)
    page = bureau.page("dashboard")
    page.reload()
    bureau.settle()
    (found,) = [entry for entry in entries(page) if entry.title == "Send the draft mandate"]
    assert (found.kind, found.about_type, found.about_id) == ("action", "support_plan", pair.plan)
    assert found.done
