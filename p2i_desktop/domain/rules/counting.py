"""Whether a consultation counts, and what it still lacks (counting rule N1)."""

from collections.abc import Collection
from typing import Protocol

from p2i_desktop.domain.advice import ConsultationType

NEVER_REPORTED = frozenset({ConsultationType.CLOSE_OUT, ConsultationType.ADMINISTRATIVE})


class Counted(Protocol):
    """A consultation, or its row for the figures."""

    @property
    def type(self) -> str: ...
    @property
    def contact_made(self) -> bool: ...
    @property
    def substantive(self) -> bool: ...
    @property
    def specific(self) -> bool: ...
    @property
    def count_out(self) -> bool: ...
    @property
    def anonymous(self) -> bool: ...


class Complete(Protocol):
    """A consultation, or its row, with what makes it complete."""

    @property
    def type(self) -> str: ...
    @property
    def case(self) -> str | None: ...
    @property
    def plan(self) -> str | None: ...
    @property
    def topics(self) -> Collection[str]: ...


def reportable(c: Counted) -> bool:
    """N1: contact made, substantive, specific, a known client, not taken out and of a type that is advice."""
    return (
        c.contact_made
        and c.substantive
        and c.specific
        and not c.count_out
        and not c.anonymous
        and c.type not in NEVER_REPORTED
    )


def why_not(c: Counted) -> list[str]:
    """Keys of the reasons (catalogue context `why_not`) why a consultation is not counted; empty when it is."""
    reasons = [
        ("no_contact", not c.contact_made),
        ("not_substantive", not c.substantive),
        ("not_specific", not c.specific),
        ("counted_out", c.count_out),
        ("anonymous", c.anonymous),
        (str(c.type), c.type in NEVER_REPORTED),
    ]
    return [key for key, applies in reasons if applies]


def to_complete(c: Complete) -> tuple[str, ...]:
    """The fields that keep a consultation in the inbox "to complete": a case (unless it is an enquiry, or about a support
    plan), a topic."""
    missing = []
    if c.case is None and c.plan is None and c.type != ConsultationType.ENQUIRY:
        missing.append("case")
    if not c.topics:
        missing.append("topics")
    return tuple(missing)
