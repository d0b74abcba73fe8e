"""What both sides say at the end of a plan year, side by side."""

from p2i_desktop.domain.buddies import PlanSide
from p2i_desktop.reports import framing
from p2i_desktop.reports.buddy import annexes, rows, words
from p2i_desktop.reports.buddy.facts import PlanFacts
from p2i_desktop.reports.document import Block, Document, Facts, Heading, Text
from p2i_desktop.reports.framing import Numbers, Paper


def build(facts: PlanFacts) -> Document:
    """The evaluation as pages."""
    t = facts.texts
    numbers = Numbers(t)
    state = facts.state
    blocks: list[Block] = [
        Heading(1, t._("Evaluation of a buddy support plan")),
        Text(f"{words.pair(facts)} · {facts.plan.title}", "lead"),
        Facts(
            tuple(
                (label, value)
                for label, value in (
                    (t._("Programme"), framing.programme_name(facts.programme)),
                    (t.label(PlanSide.MENTOR), facts.mentor.name), (t.label(PlanSide.NEW), facts.new.name),
                    (t._("Plan year"), words.period(facts)), (t._("Version"), words.version_words(facts)),
                    (t._("Milestones done"), words.done_of(t, state.done, state.total)),
                    (t._("Meetings"), words.meeting_words(facts)),
                )
                if value
            )
        ),
    ]  # fmt: skip
    if facts.frame.anonymised:
        blocks.append(Text(words.anonymous_line(t), "small"))
    blocks.append(Heading(2, t._("Both sides compared")))
    blocks += [Text(said) for said in missing(facts)]
    blocks += annexes.compared(facts, numbers)
    blocks.append(Heading(2, t._("Objectives")))
    blocks.append(rows.objectives(facts, numbers))
    for name in ("transferability", "lessons"):
        text = getattr(facts.plan, name)
        if text:
            blocks.append(Text(text, lead=t.field(type(facts.plan), name)))
    return framing.document(facts.frame, paper(facts), tuple(blocks))


def missing(facts: PlanFacts) -> tuple[str, ...]:
    """Which side has not answered yet, as sentences."""
    t = facts.texts
    open_sides = [side for side in (PlanSide.MENTOR, PlanSide.NEW) if facts.evaluation(side) is None]
    if len(open_sides) == len((PlanSide.MENTOR, PlanSide.NEW)):
        return (t._("Neither side has evaluated the plan yet."),)
    return tuple(t._("{centre} has not evaluated the plan yet.").format(centre=facts.party(s).name) for s in open_sides)


def paper(facts: PlanFacts) -> Paper:
    """What the paper is called."""
    return Paper(
        facts.texts._("Evaluation of a buddy support plan"),
        words.pair(facts),
        "buddy_evaluation",
        words.mark(facts),
        words.edition(facts),
    )


def named(facts: PlanFacts) -> tuple[str, ...]:
    """What stands in the name of the file: key and version."""
    hidden = facts.texts._("anonymised") if facts.frame.anonymised else ""
    return tuple(part for part in (facts.key, f"v{facts.plan.version}", hidden) if part)
