"""The deep check of a file, in the user's words."""

from dataclasses import dataclass

from p2i_desktop.i18n import Texts
from p2i_desktop.services.office import Office
from p2i_desktop.storage import attached_files
from p2i_desktop.storage import check as deep


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with a file: its kind, where it is, what to do about it."""

    code: str
    what: str
    remedy: str


def check(office: Office, texts: Texts) -> list[Fault]:
    """Everything that is wrong; empty when the file is whole. Environment when it cannot even be read."""
    found = deep.check(office.store) + attached_files.findings(office.store)
    return [Fault(one.code, one.what, texts._(one.remedy)) for one in found]
