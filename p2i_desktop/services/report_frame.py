"""What every paper about one subject tells about itself, and the digest of what it prints."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from p2i_desktop import __version__
from p2i_desktop.i18n import Texts
from p2i_desktop.reports.framing import Frame
from p2i_desktop.services.centre import CentreVerbs
from p2i_desktop.services.work import Work


def frame_of(work: Work, texts: Texts, made_at: datetime, anonymised: bool) -> Frame:
    """The frame of a paper, still without its digest; `made_at` is aware."""
    centre = CentreVerbs(work).name(texts.language)
    return Frame(texts, made_at, work.today(), __version__, work.store.seq, centre, anonymised)


def digest(facts: Any, frame: Frame) -> str:
    """SHA-256 of what is printed but for the moment of printing; `facts` are dataclasses, rows and plain values."""
    kept = {"language": frame.texts.language, "seq": frame.seq, "today": frame.today.isoformat(), "facts": _told(facts)}
    return hashlib.sha256(json.dumps(kept, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def _told(value: Any) -> Any:
    """Plain values of facts, whatever the order of sets."""
    if isinstance(value, Frame):
        return value.anonymised
    if isinstance(value, frozenset):
        return sorted(str(each) for each in value)
    if isinstance(value, Mapping):
        return {str(key): _told(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_told(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return [[name, _told(getattr(value, name))] for name in value.__dataclass_fields__]
    return value if isinstance(value, str | int | type(None)) else str(value)
