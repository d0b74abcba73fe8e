"""An open .p2i file: the verbs of every subject over one store."""

import contextlib
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from p2i_desktop import paths
from p2i_desktop.clock import Clock
from p2i_desktop.domain.parties import StaffMember
from p2i_desktop.services.actions import Actions
from p2i_desktop.services.advice import Advice
from p2i_desktop.services.case_links import CaseLinks
from p2i_desktop.services.centre import CentreVerbs
from p2i_desktop.services.drafts import Drafts
from p2i_desktop.services.founding import founding
from p2i_desktop.services.parties import Parties
from p2i_desktop.services.steps import CREATE_FILE, Steps
from p2i_desktop.services.work import Work
from p2i_desktop.settings import Settings
from p2i_desktop.storage import engine
from p2i_desktop.storage.numbers import Put
from p2i_desktop.storage.store import Changed, Store

if TYPE_CHECKING:
    from p2i_desktop.services.attachments import Attachments
    from p2i_desktop.services.attendance import AttendanceVerbs
    from p2i_desktop.services.bin import BinVerbs
    from p2i_desktop.services.boards import Boards
    from p2i_desktop.services.buddies import Buddies
    from p2i_desktop.services.bulk import Bulk
    from p2i_desktop.services.calendar_out import CalendarVerbs
    from p2i_desktop.services.certificates import Certificates
    from p2i_desktop.services.checklist import Checklist
    from p2i_desktop.services.disclosures import Disclosures
    from p2i_desktop.services.feedback import FeedbackVerbs
    from p2i_desktop.services.figures import Figures
    from p2i_desktop.services.finding import Finding
    from p2i_desktop.services.handing_out import HandingOut
    from p2i_desktop.services.line_entry import LineEntry
    from p2i_desktop.services.lists import Lists
    from p2i_desktop.services.meetings import Meetings
    from p2i_desktop.services.network import Network
    from p2i_desktop.services.overview import Overview
    from p2i_desktop.services.participants import Participants
    from p2i_desktop.services.periods import Periods
    from p2i_desktop.services.plan_moves import PlanMoves
    from p2i_desktop.services.plan_steering import Steering
    from p2i_desktop.services.plans import Plans
    from p2i_desktop.services.printing import Printing
    from p2i_desktop.services.procurements import Procurements
    from p2i_desktop.services.rates import ExchangeRates
    from p2i_desktop.services.setup_list import SetupList
    from p2i_desktop.services.silence import Silence
    from p2i_desktop.services.standing import Standings
    from p2i_desktop.services.taking_in_answers import TakingInAnswers
    from p2i_desktop.services.taking_in_people import TakingInPeople
    from p2i_desktop.services.templates import Templates
    from p2i_desktop.services.workshop_feedback import WorkshopFeedback
    from p2i_desktop.services.workshops import Workshops

__all__ = ["Changed", "Office", "create_office", "look_at", "look_at_newer", "open_office"]


class Office:
    """One open file with the verbs of its subjects; used by one thread at a time and closed at the end."""

    def __init__(self, path: Path, store: Store, clock: Clock, settings: Settings) -> None:
        self.path = path
        self.store = store
        self.clock = clock
        self.work = Work(store, clock, settings)
        self.advice = Advice(self.work)
        self.parties = Parties(self.work)
        self.actions = Actions(self.work)
        self.centre = CentreVerbs(self.work)
        self.steps = Steps(self.work)
        self.drafts = Drafts(self.work)
        self.case_links = CaseLinks(self.work)
        self.codes = self.work.codes

    @property
    def read_only(self) -> bool:
        """True when nothing can be saved: a file or folder that may not be written, or a snapshot."""
        return self.store.read_only

    @property
    def look_only(self) -> bool:
        """True for the copy of a file that a newer program wrote."""
        return self.store.path.parent != self.path.resolve().parent

    @property
    def file_id(self) -> str:
        """What tells this file from others; "" for a snapshot that is only looked at."""
        return self.store.file_id

    @property
    def settings(self) -> Settings:
        return self.work.settings

    def use_settings(self, settings: Settings) -> None:
        """From now on these settings of the computer hold."""
        self.work.use_settings(settings)

    # Loaded on first use: a command that only logs or undoes reads none of them.
    @cached_property
    def standings(self) -> "Standings":
        """How the file itself stands."""
        from p2i_desktop.services.standing import Standings

        return Standings(self.work)

    @cached_property
    def attachments(self) -> "Attachments":
        """Files that were copied in."""
        from p2i_desktop.services.attachments import Attachments

        return Attachments(self.work)

    @cached_property
    def lists(self) -> "Lists":
        """Rows for tables."""
        from p2i_desktop.services.lists import Lists

        return Lists(self.store, self.clock)

    @cached_property
    def bulk(self) -> "Bulk":
        """Many records changed at once."""
        from p2i_desktop.services.bulk import Bulk

        return Bulk(self.work)

    @cached_property
    def finding(self) -> "Finding":
        """Callers, search and palette."""
        from p2i_desktop.services.finding import Finding

        return Finding(self.store, self.clock)

    @cached_property
    def line_entry(self) -> "LineEntry":
        """Many consultations at once."""
        from p2i_desktop.services.line_entry import LineEntry

        return LineEntry(self.work, self.advice, self.finding)

    @cached_property
    def overview(self) -> "Overview":
        """What is due, and the year so far."""
        from p2i_desktop.services.overview import Overview

        return Overview(self.store, self.clock, self.steering)

    @cached_property
    def silence(self) -> "Silence":
        """The ladder of silent cases."""
        from p2i_desktop.services.silence import Silence

        return Silence(self.work)

    @cached_property
    def checklist(self) -> "Checklist":
        """The checklists of cases."""
        from p2i_desktop.services.checklist import Checklist

        return Checklist(self.work)

    @cached_property
    def certificates(self) -> "Certificates":
        """Certificates of attendance: issued, corrected, checked."""
        from p2i_desktop.services.certificates import Certificates

        return Certificates(self.work)

    @cached_property
    def disclosures(self) -> "Disclosures":
        """What with personal data was handed out."""
        from p2i_desktop.services.disclosures import Disclosures

        return Disclosures(self.work)

    @cached_property
    def templates(self) -> "Templates":
        """What new cases of a kind start with."""
        from p2i_desktop.services.templates import Templates

        return Templates(self.work)

    @cached_property
    def feedback(self) -> "FeedbackVerbs":
        """What clients say afterwards."""
        from p2i_desktop.services.feedback import FeedbackVerbs

        return FeedbackVerbs(self.work)

    @cached_property
    def taking_in_people(self) -> "TakingInPeople":
        """Lists of participants from other programs."""
        from p2i_desktop.services.taking_in_people import TakingInPeople

        return TakingInPeople(self.work)

    @cached_property
    def participants(self) -> "Participants":
        """Who takes part in workshops."""
        from p2i_desktop.services.participants import Participants

        return Participants(self.work, self.finding)

    @cached_property
    def attendance(self) -> "AttendanceVerbs":
        """Who was there."""
        from p2i_desktop.services.attendance import AttendanceVerbs

        return AttendanceVerbs(self.work)

    @cached_property
    def workshop_feedback(self) -> "WorkshopFeedback":
        """What was said of workshops."""
        from p2i_desktop.services.workshop_feedback import WorkshopFeedback

        return WorkshopFeedback(self.work)

    @cached_property
    def taking_in_answers(self) -> "TakingInAnswers":
        """Answers of evaluation forms from lists."""
        from p2i_desktop.services.taking_in_answers import TakingInAnswers

        return TakingInAnswers(self.work, self.workshop_feedback)

    @cached_property
    def figures(self) -> "Figures":
        """The indicators of a year."""
        from p2i_desktop.services.figures import Figures

        return Figures(self.store, self.clock)

    @cached_property
    def procurements(self) -> "Procurements":
        """What the advice is about: procurements with their notices and awards."""
        from p2i_desktop.services.procurements import Procurements

        return Procurements(self.work)

    @cached_property
    def meetings(self) -> "Meetings":
        """The meetings of support plans."""
        from p2i_desktop.services.meetings import Meetings

        return Meetings(self.work)

    @cached_property
    def setup_list(self) -> "SetupList":
        """How far a centre is with its set-up."""
        from p2i_desktop.services.setup_list import SetupList

        return SetupList(self.work)

    @cached_property
    def calendar_out(self) -> "CalendarVerbs":
        """Meetings as a file for other calendars."""
        from p2i_desktop.services.calendar_out import CalendarVerbs

        return CalendarVerbs(self.work)

    @cached_property
    def plans(self) -> "Plans":
        """Support plans."""
        from p2i_desktop.services.plans import Plans

        return Plans(self.work)

    @cached_property
    def rates(self) -> "ExchangeRates":
        """Exchange rates."""
        from p2i_desktop.services.rates import ExchangeRates

        return ExchangeRates(self.work)

    @cached_property
    def boards(self) -> "Boards":
        """Cases as cards and as entries of a calendar."""
        from p2i_desktop.services.boards import Boards

        return Boards(self.store, self.clock, self.lists, self.overview)

    @cached_property
    def buddies(self) -> "Buddies":
        """Buddy pairs and their matrix."""
        from p2i_desktop.services.buddies import Buddies

        return Buddies(self.work)

    @cached_property
    def network(self) -> "Network":
        """Programmes, their members, and the centres around."""
        from p2i_desktop.services.network import Network

        return Network(self.work)

    @cached_property
    def bin(self) -> "BinVerbs":
        """What was put into the bin."""
        from p2i_desktop.services.bin import BinVerbs

        return BinVerbs(self.work)

    @cached_property
    def periods(self) -> "Periods":
        """Closed periods."""
        from p2i_desktop.services.periods import Periods

        return Periods(self.work)

    @cached_property
    def printing(self) -> "Printing":
        """The reports."""
        from p2i_desktop.services.printing import Printing

        return Printing(self.work, self.figures)

    @cached_property
    def handing_out(self) -> "HandingOut":
        """Exports into open formats."""
        from p2i_desktop.services.handing_out import HandingOut

        return HandingOut(self.work, self.lists)

    @cached_property
    def steering(self) -> "Steering":
        """How the running support plans are steered."""
        from p2i_desktop.services.plan_steering import Steering

        return Steering(self.work)

    @cached_property
    def plan_moves(self) -> "PlanMoves":
        """Moving the milestones of a plan."""
        from p2i_desktop.services.plan_moves import PlanMoves

        return PlanMoves(self.work)

    @cached_property
    def workshops(self) -> "Workshops":
        """Events: workshops and whatever else is held."""
        from p2i_desktop.services.workshops import Workshops

        return Workshops(self.work)

    def close(self) -> None:
        """Ends the work on the file and frees it for others."""
        self.store.close()

    def __enter__(self) -> "Office":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_office(path: Path, *, clock: Clock, settings: Settings, read_only: bool = False) -> Office:
    """Opens a file for work, holding its lock; Environment when it cannot be opened."""
    store = engine.open_file(path, clock, paths.data_folder(), read_only=read_only)
    return _office(path, store, clock, settings)


def look_at(path: Path, *, clock: Clock, settings: Settings) -> Office:
    """Opens a file only to read, as it is at this moment, also beside a window that works on it; Environment."""
    return _office(path, engine.read_snapshot(path, clock), clock, settings)


def look_at_newer(path: Path, *, clock: Clock, settings: Settings) -> Office:
    """Opens a copy of a file that a newer program wrote, only to read; Environment("newer") where that one forbids it."""
    return _office(path, engine.look_at_newer(path, clock), clock, settings)


def create_office(
    path: Path,
    *,
    clock: Clock,
    settings: Settings,
    centre_name: str = "",
    country: str = "",
    language: str = "",
    initials: str = "",
    code: str = "",
) -> Office:
    """Makes a new file with its centre, rule settings and one member of staff as one step; every answer may be empty.

    Environment when the file exists already or cannot be written. The country falls back to that of the system.
    """
    store = engine.create_file(path, clock, paths.data_folder())
    with contextlib.ExitStack() as on_error:
        for made in (path, path.with_name(path.name + "-journal")):  # made a moment ago, and there is nothing in it
            on_error.callback(made.unlink, missing_ok=True)
        on_error.callback(store.close)
        first = founding(settings, centre_name, country, language, initials, code)
        work = Work(store, clock, settings)
        records, _ = work.examine_all(first)
        store.actor = next(record.id for record in records if isinstance(record, StaffMember))
        store.apply(CREATE_FILE, [Put(record) for record in records])
        on_error.pop_all()
    return _office(path, store, clock, settings)


def _office(path: Path, store: Store, clock: Clock, settings: Settings) -> Office:
    with contextlib.ExitStack() as on_error:
        on_error.callback(store.close)
        office = Office(path, store, clock, settings)
        on_error.pop_all()
    return office
