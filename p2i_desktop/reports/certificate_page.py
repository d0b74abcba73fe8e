"""A certificate as plain values: everything that stands on its page, in the words of one language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Certificate:
    """One page for one person; `number` stands in print and in the QR code, whose words are `qr`.

    `facts` are rows of labels with their values, side by side; `foot` are the lines of who pays, `emblem` the text of the European emblem
    ("" = not drawn). `event_language` is that of the event's title where it differs from `language`.
    """

    language: str
    title: str
    lead: str
    name: str
    statement: str
    event: str
    facts: tuple[tuple[tuple[str, str], ...], ...]
    centre: str
    issued: str
    signature: str
    number_label: str
    number: str
    qr: str
    check: str
    event_language: str = ""
    foot: tuple[str, ...] = ()
    emblem: str = ""

    def __post_init__(self) -> None:
        for what in ("language", "title", "name", "event", "number", "qr"):
            if not getattr(self, what).strip():
                raise ValueError(f"a certificate needs {what}")
