"""The form on which people say what they thought of an event: circles from one to five, and lines; nobody signs it."""

from p2i_desktop.reports import framing
from p2i_desktop.reports.document import Block, Document, Heading, Text
from p2i_desktop.reports.framing import Paper
from p2i_desktop.reports.handouts import MOST_QUESTIONS, FreeAnswer, Scale
from p2i_desktop.reports.workshop import words
from p2i_desktop.reports.workshop.facts import WorkshopFacts

_FREE = 2  # questions with lines
_ROOM, _HEAD, _ASKED, _OPEN, _LINE = 247, 62, 9.5, 15, 9  # mm of a page, its head, a question, an open one, a line
_LEAST, _MOST, _OVERLEAF = 4, 10, 8  # lines of an answer; on the back of the sheet


def build(facts: WorkshopFacts) -> Document:
    """One sheet of paper, printed on both sides where it has many questions."""
    t = facts.texts
    asked = tuple(one.text for one in facts.questions if not one.in_words)[:MOST_QUESTIONS]
    free = [one.text for one in facts.questions if one.in_words][:_FREE]
    lines = _lines(len(asked), len(free))
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


def _lines(asked: int, free: int) -> int:
    """So many lines for each answer in words that the front of the sheet is full; if it has no room, those of the back."""
    if not free:
        return 0
    room = (_ROOM - _HEAD - asked * _ASKED) / free - _OPEN
    return min(int(room / _LINE), _MOST) if room >= _LEAST * _LINE else _OVERLEAF


def paper(facts: WorkshopFacts) -> Paper:
    """What the paper is called."""
    return words.paper(facts, facts.texts._("Evaluation form"), "evaluation_form")
