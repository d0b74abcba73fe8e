"""How the letters of a text file were written: a mark at its beginning, UTF-8, UTF-16, else the old tables are offered."""

import re

from p2i_desktop.exchange.errors import Unreadable
from p2i_desktop.exchange.table_shape import Offer

BROKEN = "\ufffd"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
ENCODINGS = ("cp1252", "cp1253", "cp1250", "cp1257", "mac_roman")  # western, Greek, central, Baltic, old Macs
_ENDLESS = "latin-1"  # reads every byte: where nothing else does
_SHOWN_WORDS = 5
_SAMPLE = 2_000_000  # bytes
_WORD = re.compile(rb"[A-Za-z\x80-\xff'.-]*[\x80-\xff][A-Za-z\x80-\xff'.-]*")
_SEVERAL_BYTES = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_GREEK = re.compile(rb"[\xb8-\xfe]{3,}")
_MAC = re.compile(rb"[A-Za-z][\x86-\x90\x96-\x9f][A-Za-z]")
_WESTERN = re.compile(rb"[\xc0-\xff]")


def decoded(data: bytes, name: str, encoding: str = "") -> tuple[str, str, tuple[Offer, ...]]:
    """(text, encoding, offers) of a file; with `encoding` read in that way. Bytes that stay without a letter are U+FFFD.

    Offers are empty where the file says itself how it was written; Unreadable for one that breaks off inside a letter.
    """
    for mark, known in _MARKS:
        if data.startswith(mark):
            return _strictly(data, known, name), known, ()
    if (wide := _wide(data)) and not encoding:
        return _strictly(data, wide, name), wide, ()
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", "replace")
    if not encoding and _mostly_utf8(data, mended):
        return mended, "utf-8", ()
    offers = _offers(data)
    used = encoding or offers[0].encoding
    if encoding == "utf-8":
        return mended, used, tuple(offers)
    offers.sort(key=lambda offer: offer.encoding != used)
    return data.decode(used, "replace"), used, tuple(offers)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    if encoding == "utf-8-sig":
        return data.decode(encoding, "replace")  # the line of a broken sign is named with its row
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("table_cut_off", name) from None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of its first letters is zero."""
    head = data[:400]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.5 > even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 > odd else ""


def _mostly_utf8(data: bytes, mended: str) -> bool:
    """UTF-8 with a few wrong bytes, rather than a text of an old table."""
    wrong = mended.count(BROKEN) - data.count(b"\xef\xbf\xbd")
    right = sum(1 for found in _SEVERAL_BYTES.findall(data) if _is_utf8(found))
    return right > 2 * wrong


def _is_utf8(some: bytes) -> bool:
    try:
        some.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _offers(data: bytes) -> list[Offer]:
    sample = data[:_SAMPLE]
    words = list(dict.fromkeys(word for word in _WORD.findall(sample) if len(word) > 1))
    likely = _likely(sample)
    offers: list[Offer] = []
    for encoding in sorted(ENCODINGS, key=lambda one: one != likely):
        try:
            data.decode(encoding)
            read = [word.decode(encoding) for word in words]
        except UnicodeDecodeError:
            continue
        offers.append(Offer(encoding, tuple(read[:_SHOWN_WORDS])))
    if not offers:
        offers.append(Offer(_ENDLESS, tuple(word.decode(_ENDLESS) for word in words[:_SHOWN_WORDS])))
    return offers


def _likely(sample: bytes) -> str:
    """Greek words are of high bytes only; old Macs put accents where western tables have signs."""
    high = len(_HIGH.findall(sample)) or 1
    if sum(map(len, _GREEK.findall(sample))) > high / 2:
        return "cp1253"
    if len(_MAC.findall(sample)) > len(_WESTERN.findall(sample)):
        return "mac_roman"
    return "cp1252"
