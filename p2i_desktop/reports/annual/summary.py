"""The summary: three headline numbers, five sentences and what changed, all made from the figures."""

from p2i_desktop.reports.annual import words
from p2i_desktop.reports.annual.chapter import Chapter, Numbers
from p2i_desktop.reports.document import Block, BulletList, KeyFigure, KeyFigures, Text
from p2i_desktop.reports.facts import Breakdown, Facts, Kpi

_HEADLINES = ("ADV-01", "CLI-01", "ADV-07")
_MOST = 3  # topics named


def _blocks(facts: Facts, numbers: Numbers) -> tuple[Block, ...]:
    t = facts.texts
    headlines = tuple(_headline(facts, kpi) for code in _HEADLINES if (kpi := facts.kpi(code)))
    blocks: list[Block] = [numbers.chapter(t._("Summary"), "summary")]
    if headlines:
        blocks.append(KeyFigures(headlines))
    blocks += [Text(paragraph) for paragraph in _paragraphs(facts)]
    changed = _changes(facts)
    if changed:
        blocks += [numbers.section(t._("What changed")), BulletList(changed)]
    return tuple(blocks)


def _headline(facts: Facts, kpi: Kpi) -> KeyFigure:
    t = facts.texts
    context = ""
    if kpi.target is not None and kpi.reached is not None:
        context = t._("{share} of the target of {target}").format(share=kpi.printed_reached, target=kpi.printed_target)
    change = words.change(kpi) if kpi.previous is not None else None
    return KeyFigure(kpi.label, words.figure(facts, kpi), change, context)


def _paragraphs(facts: Facts) -> list[str]:
    t = facts.texts
    if not facts.count("ADV-02") and not facts.count("ADV-10") and not facts.count("ADV-07"):
        nothing = t._("No consultation and no case is recorded for this period.")
        return [text for text in (nothing, _workshops(facts)) if text]
    advice = " ".join((_consulted(facts), _hours(facts), _clients(facts)))
    return [
        advice,
        *(text for text in (_workshops(facts), _cases(facts), _procurements(facts), _topics(facts)) if text),
    ]


def _consulted(facts: Facts) -> str:
    t = facts.texts
    n = facts.count("ADV-01")
    kpi = facts.kpi("ADV-01")
    text = t.ngettext(
        "From {first} to {last}, {centre} held {n} reportable consultation.",
        "From {first} to {last}, {centre} held {n} reportable consultations.",
        n,
    )
    text = _filled(
        text, first=t.date(facts.since), last=t.date(facts.until), centre=facts.centre_name or t._("the centre")
    )
    if kpi is None or kpi.previous is None:
        return text
    if kpi.change is None or not kpi.change:
        more = (
            t._("In the same period of the year before there were {before}.")
            if facts.running
            else t._("In the year before there were {before}.")
        )
        return text + " " + _filled(more, before=kpi.printed_previous)
    more = (
        t._("In the same period of the year before there were {before} ({change}).")
        if facts.running
        else t._("In the year before there were {before} ({change}).")
    )
    return text + " " + _filled(more, before=kpi.printed_previous, change=kpi.printed_change)


def _hours(facts: Facts) -> str:
    t = facts.texts
    return _filled(
        t._(
            "Clients were advised for {contact} hours; with the time of all advisors, preparation took {preparation} hours and travel {travel} hours."
        ),
        contact=facts.printed("ADV-05"),
        preparation=facts.printed("ADV-06.preparation"),
        travel=facts.printed("ADV-06.travel"),
    )


def _clients(facts: Facts) -> str:
    t = facts.texts
    n = facts.count("CLI-01")
    text = t.ngettext("{n} organisation was advised", "{n} different organisations were advised", n)
    new, repeated = facts.printed("CLI-02"), facts.printed("CLI-03")
    return _filled(
        t._("{advised}; {new} for the first time ever, {repeated} more than once in the period."),
        advised=text, new=new, repeated=repeated,
    )  # fmt: skip


def _cases(facts: Facts) -> str:
    t = facts.texts
    text = t.ngettext("{n} case was opened", "{n} cases were opened", facts.count("ADV-07"))
    helped = facts.kpi("ADV-12")
    parts = _filled(
        t._("{opened} and {closed} closed; {open} were open on {day}."),
        opened=text, closed=facts.printed("ADV-09"), open=facts.printed("ADV-10"), day=t.date(facts.until),
    )  # fmt: skip
    if helped is None or helped.value is None:
        return parts
    return (
        parts
        + " "
        + _filled(t._("Of the closed cases, {share} ended with help, in full or in part."), share=helped.printed)
    )


def _workshops(facts: Facts) -> str:
    n = facts.count("EVT-01")
    if not n:
        return ""
    text = facts.texts.ngettext(
        "{n} workshop was held with {participations} participations.",
        "{n} workshops were held with {participations} participations.",
        n,
    )
    return _filled(text, participations=facts.printed("EVT-02"))


def _procurements(facts: Facts) -> str:
    t = facts.texts
    if not facts.count("PRC-01") and not facts.count("PRC-02"):
        return ""
    n = facts.count("PRC-01")
    started = t.ngettext("{n} advised procurement was started", "{n} advised procurements were started", n)
    values = {"started": started, "awarded": facts.printed("PRC-02"), "value": facts.printed("PRC-03")}
    value = facts.kpi("PRC-03")
    if value is None or not value.value:
        return _filled(t._("{started} and {awarded} awarded."), **values)
    return _filled(t._("{started} and {awarded} awarded; the awards of the period are worth {value} EUR."), **values)


def _topics(facts: Facts) -> str:
    t = facts.texts
    topics = facts.breakdowns.get("topics")
    ranked = [part for part in topics.parts if part.this][:_MOST] if topics else []
    if not ranked:
        return ""
    named = [f"{part.label} ({t.number(part.this)})" for part in ranked]
    return _filled(t._("Most asked about: {topics}."), topics=", ".join(named))


def _changes(facts: Facts) -> tuple[str, ...]:
    t = facts.texts
    points = []
    for key, more, less in (
        (
            "topics",
            t._("Topic with the largest rise: {name}, from {last} to {this}."),
            t._("Topic with the largest fall: {name}, from {last} to {this}."),
        ),
        (
            "channels",
            t._("Channel with the largest rise: {name}, from {last} to {this}."),
            t._("Channel with the largest fall: {name}, from {last} to {this}."),
        ),
    ):
        found = facts.breakdowns.get(key)
        if found and found.last:
            points += _extremes(facts, found, more, less)
    return (*points, *_targets(facts))


def _extremes(facts: Facts, found: Breakdown, more: str, less: str) -> list[str]:
    t = facts.texts
    ranked = sorted(found.parts, key=lambda part: (part.last - part.this, part.label))
    points = []
    for part, text in ((ranked[0], more), (ranked[-1], less)) if ranked else ():
        if (part.this > part.last) if text is more else (part.this < part.last):
            points.append(_filled(text, name=part.label, last=t.number(part.last), this=t.number(part.this)))
    return points


def _targets(facts: Facts) -> list[str]:
    t = facts.texts
    points = []
    for states, text in (
        (("reached",), t._("Targets reached: {names}.")),
        (("missed",), t._("Targets missed: {names}.")),
        (("on_track",), t._("Targets on track: {names}.")),
        (("behind",), t._("Targets behind plan: {names}.")),
    ):
        names = [f"{kpi.label} ({kpi.printed_reached})" for kpi in facts.kpis if kpi.state in states]
        if names:
            points.append(_filled(text, names=", ".join(names)))
    return points


def _filled(text: str, **values: str) -> str:
    """Puts values in their places; a brace in a name is a brace."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


CHAPTER = Chapter("summary", _blocks)
