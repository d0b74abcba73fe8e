"""The form on which people say what they thought of an event: circles from one to five, and lines; nobody signs it."""

from p2i_desktop.reports import framing
from p2i_desktop.reports.document import Block, Document, Heading, Text
from p2i_desktop.reports.framing import Paper
from p2i_desktop.reports.handouts import MOST_QUESTIONS, FreeAnswer, Scale
from p2i_desktop.reports.workshop import words
from p2i_desktop.reports.workshop.facts import WorkshopFacts

_FREE = 2  # questions with lines
_FEW, _SHORT, _LONG = 7, 4, 6  # questions that leave room on the first page; lines of an answer


def build(facts: WorkshopFacts) -> Document:
    """One sheet of paper, printed on both sides where it has many questions."""
    t = facts.texts
    asked = tuple(one.text for one in facts.questions if not one.in_words)[:MOST_QUESTIONS]
    free = [one.text for one in facts.questions if one.in_words][:_FREE]
    lines = _SHORT if len(asked) <= _FEW else _LONG
    blocks: list[Block] = [
        Heading(1, t._("What did you think of it?")), Text(facts.workshop.title, "strong"),
        Text("\n".join(words.head(facts)), "small"),
        Text(t._("The form is anonymous: no name, no signature. Mark one circle in each row.")),
    ]  # fmt: skip
    if asked:
        blocks.append(Scale(t._("Statement or question"), asked, (t._("not at all"), t._("fully"))))
    blocks += [FreeAnswer(text, lines) for text in free]
    blocks.append(Text(t._("Thank you. The answers help to make the next event better."), "small"))
    blocks += words.funding(facts)
    return framing.document(facts.frame, paper(facts), tuple(blocks))


def paper(facts: WorkshopFacts) -> Paper:
    """What the paper is called."""
    return words.paper(facts, facts.texts._("Evaluation form"), "evaluation_form")
