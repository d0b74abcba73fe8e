"""Badges for everybody who is expected, in the order of the sign-in sheet, and free ones for those who come unasked."""

from p2i_desktop.reports import framing
from p2i_desktop.reports.document import Document
from p2i_desktop.reports.framing import Paper
from p2i_desktop.reports.handouts import Badge, Badges
from p2i_desktop.reports.workshop import words
from p2i_desktop.reports.workshop.facts import Person, WorkshopFacts


def build(facts: WorkshopFacts) -> Document:
    """Ten badges a sheet."""
    t = facts.texts
    event = " · ".join(part for part in (facts.workshop.title, t.date(facts.workshop.starts_on)) if part)
    free = next(iter(facts.free_codes.values()), ())
    items = (
        *(_badge(one) for one in facts.people if one.expected),
        *(Badge("", code=code) for code in free),
    )
    block = Badges(event, items or (Badge(""),), (t._("Name"), t._("Organisation")))
    return framing.document(facts.frame, paper(facts), (block,))


def paper(facts: WorkshopFacts) -> Paper:
    """What the paper is called."""
    return words.paper(facts, facts.texts._("Name badges"), "badges")


def _badge(one: Person) -> Badge:
    """A name that is not known in two parts is set large as a whole."""
    given, family = (one.given, one.family) if one.given else (one.family or one.name, "")
    return Badge(given, family, one.organisation, one.role, one.language, one.code)
