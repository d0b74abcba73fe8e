"""The sheet that goes round at an event: one list a session, with free rows for those who are not on it."""

from p2i_desktop.reports import framing
from p2i_desktop.reports.document import Document
from p2i_desktop.reports.framing import Paper
from p2i_desktop.reports.handouts import SignRow, SignSheet
from p2i_desktop.reports.workshop import words
from p2i_desktop.reports.workshop.facts import SessionCount, WorkshopFacts


def build(facts: WorkshopFacts) -> Document:
    """A list for each session."""
    blocks = tuple(_sheet(facts, one, at) for at, one in enumerate(facts.sessions, 1))
    return framing.document(facts.frame, paper(facts), blocks or (_sheet(facts, None, 0),))


def paper(facts: WorkshopFacts) -> Paper:
    """What the paper is called."""
    return words.paper(facts, facts.texts._("Sign-in sheet"), "sign_in")


def _sheet(facts: WorkshopFacts, session: SessionCount | None, number: int) -> SignSheet:
    t = facts.texts
    free = facts.free_codes.get(session.session.id, ()) if session is not None else ()
    return SignSheet(
        title=t._("Sign-in sheet"), event=facts.workshop.title, lines=_lines(facts, session, number),
        columns=(t._("Code"), t._("Name"), t._("Organisation"), t._("Signature")),
        rows=tuple(SignRow(one.code, one.name, one.organisation) for one in facts.people if one.expected),
        free=free, free_title=t._("Not on the list? Name and organisation in block letters, and the signature"),
        foot=(words.privacy(facts), *framing.funding(facts.programme)), sheet_of=t._("Sheet {sheet} of {sheets}"),
        emblem=framing.emblem(t, facts.programme),
    )  # fmt: skip


def _lines(facts: WorkshopFacts, session: SessionCount | None, number: int) -> tuple[str, ...]:
    """When and where; of several sessions which one it is."""
    if session is None or len(facts.sessions) == 1:
        return words.head(facts)
    t, one = facts.texts, session.session
    title = t._("Session {number}: {title}") if one.title else t._("Session {number}")
    which = title.replace("{number}", t.number(number)).replace("{title}", one.title)
    first = " · ".join(part for part in (facts.number, words.session_when(facts, one)) if part)
    place = ", ".join(part for part in (one.room, words.where(t, facts.workshop)) if part)
    return tuple(part for part in (which, first, place) if part)
