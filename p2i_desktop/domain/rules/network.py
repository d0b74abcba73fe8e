"""Rules of centres, programmes, settings and targets (H71, uniqueness, lifecycles of centres)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from p2i_desktop.domain.network import Centre, CentreHost, CentreName, ProgrammeMember
from p2i_desktop.domain.reporting import RuleSettings, Target
from p2i_desktop.domain.rules import lifecycle, pairing
from p2i_desktop.domain.rules.problem import Around, Problem, hard

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])", re.ASCII)
_DAYS = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_MOST_STEPS = 9  # of the ladder of reminders; an Escalation holds no higher step


def centre_problems(centre: Centre, around: Around, before: Centre | None) -> Iterator[Problem]:
    """The code is one centre's; exactly one centre is the own one; set-up stages follow their order (H09)."""
    for other in around.find(Centre, code=centre.code) if centre.code else ():
        if other.id != centre.id:
            yield hard("taken", "code", text=centre.code, title=other.code)
            break
    if centre.is_own and any(other.id != centre.id for other in around.find(Centre, is_own=True)):
        yield hard("own_centre", "is_own")
    if before is not None and centre.setup_stage is not before.setup_stage:
        possible = lifecycle.allowed("setup_stage", before.setup_stage)
        if centre.setup_stage not in possible:
            yield hard("H09", "setup_stage", old=before.setup_stage, new=centre.setup_stage, list=possible)


def name_problems(name: CentreName, around: Around, before: CentreName | None) -> Iterator[Problem]:
    """H71: one name of a centre in one language at a time."""
    others = around.find(CentreName, centre=name.centre, language=name.language)
    yield from _overlap(name, [(other, other.name) for other in others], name.name)


def host_problems(host: CentreHost, around: Around, before: CentreHost | None) -> Iterator[Problem]:
    """H71: one organisation hosts a centre once at a time."""
    others = around.find(CentreHost, centre=host.centre, organisation=host.organisation)
    yield from _overlap(host, [(other, other.role) for other in others], host.role)


def member_problems(member: ProgrammeMember, around: Around, before: ProgrammeMember | None) -> Iterator[Problem]:
    """One of centre and organisation; one membership of a kind at a time (H71); a status for centres, in its order (H09)."""
    if (member.centre is None) == (member.organisation is None):
        yield hard("one_of", "centre")
        return
    if member.centre is not None and member.status is None:
        yield hard("centre_status", "status")
    others = around.find(
        ProgrammeMember,
        programme=member.programme,
        centre=member.centre,
        organisation=member.organisation,
        role=member.role,
    )
    same_time = list(pairing.status_overlaps(member, around))  # two statuses at a time say more than a role twice
    yield from same_time or _overlap(member, [(other, other.role) for other in others], member.role)
    if before is not None and before.status is not None and member.status not in (None, before.status):
        possible = lifecycle.allowed("centre_status", before.status)
        if member.status not in possible:
            yield hard("H09", "status", old=before.status, new=member.status or before.status, list=possible)


def _overlap(record: Any, others: list[tuple[Any, str]], label: str) -> Iterator[Problem]:
    for other, other_label in others:
        if other.id != record.id and _start(record) <= _end(other) and _start(other) <= _end(record):
            yield hard("H71", "valid_from", a=label, b=other_label)
            return


def _start(record: Any) -> date:
    return record.valid_from or date.min


def _end(record: Any) -> date:
    return record.valid_to or date.max


def settings_problems(settings: RuleSettings, around: Around, before: RuleSettings | None) -> Iterator[Problem]:
    """The reporting year begins on a day that every year has; escalation days rise."""
    if _MONTH_DAY.fullmatch(settings.year_starts) is None:
        yield hard("pattern", "year_starts", text=settings.year_starts)
    days = settings.escalation_days
    numbers = [int(day) for day in days if _DAYS.fullmatch(day)]
    if not 0 < len(days) <= _MOST_STEPS or len(numbers) < len(days) or numbers != sorted(set(numbers)):
        yield hard("rising", "escalation_days", text=", ".join(days))


def target_problems(target: Target, around: Around, before: Target | None) -> Iterator[Problem]:
    """One target for an indicator, a year and a scope."""
    others = around.find(Target, indicator=target.indicator, year=target.year)
    if any(other.id != target.id and other.scope == target.scope for other in others):
        yield hard("taken", "indicator", text=target.indicator, title=str(target.year))
