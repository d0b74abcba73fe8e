"""What is kept beside the records: files copied in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from p2i_desktop.domain.record import MAY_NAME, REQUIRED, SEARCHABLE, TODAY, About, Range, Record, Text


class AttachmentKind(StrEnum):
    """What a file is."""

    DOCUMENT = "document"
    MINUTES = "minutes"
    SIGNED_LIST = "signed_list"
    AGENDA = "agenda"
    EXPERT_PAPER = "expert_paper"
    REPORT = "report"
    E_MAIL = "e_mail"
    NOTICE_XML = "notice_xml"
    IMAGE = "image"
    LOGO = "logo"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A file that was copied beside the database under its SHA-256; never a link to where it came from."""

    about: Annotated[About | None, REQUIRED] = None
    name: Annotated[str, Text(200), REQUIRED, MAY_NAME, SEARCHABLE] = ""
    sha256: Annotated[str, Text(64), REQUIRED] = ""
    size: Annotated[int, Range(0, 2**53)] = 0
    mime: Annotated[str, Text(100)] = ""
    kind: AttachmentKind = AttachmentKind.DOCUMENT
    alt_text: Annotated[str, Text(300), MAY_NAME] = ""
    added_on: Annotated[date | None, REQUIRED, TODAY] = None
