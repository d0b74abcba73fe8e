"""What has a day that comes, declared once for each record type: Today and the calendar read it from here."""

from dataclasses import dataclass

from p2i_desktop.domain.advice import Action, Case
from p2i_desktop.domain.buddies import MeasureStatus, PlanMilestone, PlanStatus, SupportMeasure
from p2i_desktop.domain.market import MarketConsultation, PcpPhase, ProcurementProject, ProcurementStatus
from p2i_desktop.domain.record import Record
from p2i_desktop.domain.rules.lifecycle import ENDED


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


_OVER = frozenset({ProcurementStatus.COMPLETED, ProcurementStatus.CANCELLED})
_GONE = frozenset({ProcurementStatus.CANCELLED})
_MARKET = ("case", "procurement")
_RESTS = frozenset(PlanStatus) - {PlanStatus.AGREED, PlanStatus.ACTIVE}  # a plan in which nobody has anything to do
_MEASURE_OVER = frozenset({MeasureStatus.DONE, MeasureStatus.CANCELLED})

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
)  # fmt: skip

BY_KIND: dict[str, Dated] = {one.kind: one for one in DATED}
