"""Writes reportlab's document with all small objects and the structure tree in compressed object streams (PDF 1.5 and later)."""

import hashlib
import struct
import zlib

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfdoc import format as pdf_format

from p2i_desktop.reports.pdf.tags import Element, in_order

BATCH = 4000
_ENTRY = struct.Struct(">BIH")
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def pack(document: PDFDocument, tree: object, root: Element, marks: list[list[Element]], links: list[Element]) -> bytes:
    """The bytes of the file. `tree` is the registered StructTreeRoot dictionary, `marks` the elements of each page in MCID order."""
    body, offsets, small = _ordinary(document, tree)
    _structure(document, tree, root, marks, links, small, first=max(document.numberToId) + 1)
    streams: dict[int, tuple[int, int]] = {}
    number = max(small) + 1
    order = sorted(small)
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        offsets[number] = len(body)
        body += _object_stream(number, [(each, small[each]) for each in part])
        streams.update({each: (number, at) for at, each in enumerate(part)})
        number += 1
    offsets[number] = len(body)
    catalogue, info = (_number(document, each) for each in (document.Catalog, document.info))
    body += _cross_reference(number, offsets, streams, catalogue, info, hashlib.sha256(body).hexdigest()[:32])
    return bytes(body)


def _number(document: PDFDocument, thing: object) -> int:
    number, _ = document.idToObjectNumberAndVersion[document.Reference(thing).name]
    return int(number)


def _ordinary(document: PDFDocument, tree: object) -> tuple[bytearray, dict[int, int], dict[int, bytes]]:
    """Streams go into the body, everything else waits for an object stream; writing one may register more."""
    body, offsets, small = bytearray(_HEADER), dict[int, int](), dict[int, bytes]()
    number = 0
    while (number := number + 1) in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        if thing is tree:
            continue
        written: bytes = pdf_format(thing, document, toplevel=1)
        if written.endswith(b"endstream\n"):
            offsets[number] = len(body)
            # PDF/A 6.1.7.1 wants a line end before "endstream", which reportlab leaves out
            body += b"%d 0 obj\n%b\nendstream\nendobj\n" % (number, written.removesuffix(b"endstream\n"))
        else:
            small[number] = written
    return body, offsets, small


def _structure(
    document: PDFDocument,
    tree: object,
    root: Element,
    marks: list[list[Element]],
    links: list[Element],
    small: dict[int, bytes],
    first: int,
) -> None:
    elements = in_order(root)
    for number, element in enumerate(elements, first):
        element.number = number
    of_tree = _number(document, tree)
    pages = [document.idToObjectNumberAndVersion[f"Page{n}"][0] for n in range(1, len(marks) + 1)]
    for element in elements:
        small[element.number] = element.written(of_tree, pages)
    parents = first + len(elements)
    by_page = [f"{n} [{' '.join(f'{e.number} 0 R' for e in page)}]" for n, page in enumerate(marks)]
    by_link = [f"{n} {e.number} 0 R" for n, e in enumerate(links, len(marks))]
    small[parents] = f"<</Nums[{' '.join(by_page + by_link)}]>>".encode()
    small[of_tree] = (
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(marks) + len(links)}{_identified(elements)}>>"
    ).encode()


def _identified(elements: list[Element]) -> str:
    """The name tree of elements with an ID (notes), which must be sorted."""
    named = sorted((e.extra.split("/ID(")[1].split(")")[0], e.number) for e in elements if "/ID(" in e.extra)
    return f"/IDTree<</Names[{' '.join(f'({name}) {number} 0 R' for name, number in named)}]>>" if named else ""


def _object_stream(number: int, things: list[tuple[int, bytes]]) -> bytes:
    heads, at = [], 0
    for each, written in things:
        heads.append(f"{each} {at}")
        at += len(written) + 1
    head = (" ".join(heads) + " ").encode()
    data = zlib.compress(head + b" ".join(written for _, written in things), 6)
    form = b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n"
    return form % (number, len(things), len(head), len(data), data)


def _cross_reference(
    number: int, offsets: dict[int, int], streams: dict[int, tuple[int, int]], catalogue: int, info: int, identity: str
) -> bytes:
    rows = [_ENTRY.pack(0, 0, 65535)]
    for each in range(1, number + 1):
        rows.append(_ENTRY.pack(2, *streams[each]) if each in streams else _ENTRY.pack(1, offsets[each], 0))
    data = zlib.compress(b"".join(rows), 6)
    head = (
        f"{number} 0 obj\n<</Type/XRef/Size {number + 1}/W[1 4 2]/Root {catalogue} 0 R/Info {info} 0 R"
        f"/ID[<{identity}><{identity}>]/Filter/FlateDecode/Length {len(data)}>>\nstream\n"
    )
    return head.encode() + data + f"\nendstream\nendobj\nstartxref\n{offsets[number]}\n%%EOF\n".encode()
