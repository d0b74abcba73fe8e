"""The templates of support plans that come with the product: a new centre in twelve months, and one visit among peers."""

from collections.abc import Iterable
from dataclasses import dataclass

from p2i_desktop.domain.buddies import MeasureType, PlanSide, PlanTemplateLine, SetupMilestone
from p2i_desktop.i18n import N_
from p2i_desktop.services.work import Work

_M, _T = SetupMilestone, MeasureType
SHIPPED = "shipped:"  # how the ids of the shipped templates begin


@dataclass(frozen=True)
class Template:
    """A template to choose: `id` is that of its record, or begins with SHIPPED; lines by their days."""

    id: str
    name: str
    months: int
    lines: tuple[PlanTemplateLine, ...]

    @property
    def shipped(self) -> bool:
        return self.id.startswith(SHIPPED)


# (set-up step or None, words of its own or "" = those of the step, side, days from the start, days it takes)
_NEW_CENTRE: tuple[tuple[SetupMilestone | None, str, PlanSide, int, int | None], ...] = (
    (_M.REASON_AMBITION, "", PlanSide.NEW, 28, 14),
    (_M.MANDATE, "", PlanSide.NEW, 56, 28),
    (_M.LOCATION_HOST, "", PlanSide.NEW, 84, 28),
    (_M.MISSION_SCOPE, "", PlanSide.BOTH, 105, 21),
    (_M.TARGET_GROUP, "", PlanSide.BOTH, 119, 14),
    (_M.STAKEHOLDERS_MAPPED, "", PlanSide.NEW, 147, 28),
    (_M.MINIMUM_SERVICES, "", PlanSide.BOTH, 168, 21),
    (_M.BUDGET_SECURED, "", PlanSide.NEW, 196, 56),
    (_M.STAFF_IN_PLACE, "", PlanSide.NEW, 224, 56),
    (_M.WEBSITE, "", PlanSide.NEW, 252, 28),
    (_M.CREDIBILITY_ACTIONS, "", PlanSide.BOTH, 273, 42),
    (_M.KPIS_EVALUATION, "", PlanSide.BOTH, 294, 21),
    (_M.FIRST_SERVICE_DELIVERED, "", PlanSide.BOTH, 315, 28),
    (_M.LAUNCH, "", PlanSide.NEW, 336, 14),
    (_M.FIRST_ANNUAL_REPORT, "", PlanSide.NEW, 357, 21),
)
_NEW_CENTRE_MEASURES = (
    (_T.KICK_OFF, 14), (_T.NEEDS_REVIEW, 35), (_T.DOCUMENT_TRANSFER, 63), (_T.BUDDY_VISIT, 112), (_T.SERVICE_DEMO, 175),
    (_T.RETURN_VISIT, 238), (_T.PILOT_SERVICE_SUPPORT, 301), (_T.EVALUATION, 350),
)  # fmt: skip
_PEER_VISIT: tuple[tuple[SetupMilestone | None, str, PlanSide, int, int | None], ...] = (
    (None, N_("Questions for the visit collected"), PlanSide.NEW, 14, None),
    (None, N_("Programme of the visit agreed"), PlanSide.MENTOR, 35, None),
    (None, N_("Report on the visit written"), PlanSide.NEW, 77, 14),
    (None, N_("First lesson put into practice"), PlanSide.NEW, 105, 28),
)
_PEER_VISIT_MEASURES = ((_T.ONLINE_MEETING, 21), (_T.BUDDY_VISIT, 56), (_T.EVALUATION, 112))
NEW_CENTRE, PEER_VISIT = f"{SHIPPED}new_centre", f"{SHIPPED}peer_visit"
_SHIPPED = {
    NEW_CENTRE: (N_("New centre, 12 months"), 12, _NEW_CENTRE, _NEW_CENTRE_MEASURES),
    PEER_VISIT: (N_("One peer visit"), 4, _PEER_VISIT, _PEER_VISIT_MEASURES),
}


def shipped(work: Work) -> list[Template]:
    """The templates that come with the product, in the words of the person of this computer."""
    t, found = work.texts, []
    for key, (name, months, milestones, measures) in _SHIPPED.items():
        lines = [
            PlanTemplateLine(
                title=t.label(step) if step is not None else t._(words), setup_milestone=step, side=side, offset_days=days,
                length_days=length,
            )
            for step, words, side, days, length in milestones
        ]  # fmt: skip
        lines += [PlanTemplateLine(type=kind, offset_days=days) for kind, days in measures]
        found.append(Template(key, t._(name), months, tuple(_by_day(lines))))
    return found


def _by_day(lines: Iterable[PlanTemplateLine]) -> list[PlanTemplateLine]:
    return sorted(lines, key=lambda one: (one.offset_days, one.type is not None))
