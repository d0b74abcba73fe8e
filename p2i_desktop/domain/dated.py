"""What has a day that comes, declared once for each record type: Today and the calendar read it from here."""

from dataclasses import dataclass

from p2i_desktop.domain.advice import Action, Case
from p2i_desktop.domain.buddies import MeasureStatus, PlanMilestone, PlanStatus, SupportMeasure
from p2i_desktop.domain.market import MarketConsultation, PcpPhase, ProcurementProject, ProcurementStatus
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.rules.lifecycle import ENDED
from p2i_desktop.domain.workshops import EventOrigin, EventStatus, Workshop


@dataclass(frozen=True, slots=True)
class Dated:
    """One day of a record type. `kind` is unique and the key of its name in the catalogues (context `dated`).

    record, field   where the day stands
    title           the field that names the record, or says by a closed list what it is; "" = it is called as what it is
                    about
    about           fields that say what it is about, the first filled one counts; () = it stands for itself
    owner           the field that names the person it is for; "" = whoever leads what it is about
    side            the field that says which of two sides it is with
    filled          it is finished once one of these fields is filled
    ended           it is finished while `status`, its own or that of what it refers to, is one of these; what refers
                    to something in the bin is not shown either
    passes          it takes place by itself on that day: never overdue
    done, moves     whether one key marks it as done, and whether the day may be postponed
    asks            to be done it needs more than a key: what it is about is opened for it
    only            (field, members): it is one only while each of these fields is one of its members
    unless          it is none on the day of this field, which has a line of its own
    lacks           it is open while one of these is missing: a text of its own, or a record about it (its type key)
    after           the rule setting that says how many days after `field` its day comes
    """

    kind: str
    record: type[Record]
    field: str
    title: str = "title"
    about: tuple[str, ...] = ()
    owner: str = ""
    side: str = ""
    filled: tuple[str, ...] = ()
    ended: frozenset[str] = frozenset()
    passes: bool = False
    done: bool = False
    moves: bool = False
    asks: bool = False
    only: tuple[tuple[str, frozenset[str]], ...] = ()
    unless: str = ""
    lacks: tuple[str, ...] = ()
    after: str = ""


_OVER = frozenset({ProcurementStatus.COMPLETED, ProcurementStatus.CANCELLED})
_GONE = frozenset({ProcurementStatus.CANCELLED})
_MARKET = ("case", "procurement")
_RESTS = frozenset(PlanStatus) - {PlanStatus.AGREED, PlanStatus.ACTIVE}  # a plan in which nobody has anything to do
_MEASURE_OVER = frozenset({MeasureStatus.DONE, MeasureStatus.CANCELLED})
_WAS = frozenset({EventStatus.HELD, EventStatus.DOCUMENTED, EventStatus.CANCELLED})
_OURS = ("origin", frozenset({EventOrigin.OWN, EventOrigin.PARTNER}))  # nobody here has to do with an external event
_UNFINISHED = ("status", frozenset({EventStatus.PLANNED, EventStatus.REGISTRATION_OPEN, EventStatus.HELD}))

DATED: tuple[Dated, ...] = (
    Dated("action", Action, "due_on", about=("about",), owner="owner", filled=("done_on", "dropped_on"), done=True, moves=True),
    Dated("follow_up", Case, "follow_up_on", owner="lead_advisor", ended=ENDED, done=True, moves=True),
    Dated("target", Case, "target_on", owner="lead_advisor", ended=ENDED, moves=True),
    Dated("market_opens", MarketConsultation, "opens", about=_MARKET, ended=ENDED | _GONE, passes=True),
    Dated("market_closes", MarketConsultation, "closes", about=_MARKET, ended=ENDED | _GONE, passes=True),
    Dated("contract_from", ProcurementProject, "contract_from", ended=_GONE, passes=True),
    Dated("contract_to", ProcurementProject, "contract_to", ended=_OVER, passes=True),
    Dated("pcp_starts", PcpPhase, "starts", title="", about=("procurement",), ended=_GONE, passes=True),
    Dated("pcp_ends", PcpPhase, "ends", title="", about=("procurement",), ended=_GONE, passes=True),
    # The day of a milestone is agreed by both sides: it moves with a new version of the plan only.
    Dated("milestone", PlanMilestone, "due_on", about=("plan",), side="owner_side", filled=("done_on",), ended=_RESTS, done=True),
    Dated("measure", SupportMeasure, "planned_on", title="type", about=("plan",), ended=_RESTS | _MEASURE_OVER, moves=True, asks=True),
    Dated("registration", Workshop, "registration_until", ended=_WAS, passes=True, only=(_OURS,)),
    Dated("workshop", Workshop, "starts_on", ended=_WAS, passes=True, only=(_OURS,)),
    Dated("workshop_ends", Workshop, "ends_on", ended=_WAS, passes=True, only=(_OURS,), unless="starts_on"),
    # Minutes and feedback (W31): who moves the workshop on to "documented" says that what is missing stays so.
    Dated("workshop_follow_up", Workshop, "ends_on", asks=True, only=(_OURS, _UNFINISHED), lacks=("protocol", "feedback"), after="workshop_followup_days"),
)  # fmt: skip

BY_KIND: dict[str, Dated] = {one.kind: one for one in DATED}
