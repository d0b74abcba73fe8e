"""The zip file around a workbook: the same parts give the same bytes, and big parts are streamed."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LEVEL = 6
_CHUNK = 256 * 1024  # bytes held before they are compressed


class Archive:
    """Writes parts one after the other; every entry bears the same fixed date."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=_LEVEL)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def part(self, name: str, chunks: Iterable[bytes]) -> None:
        """One part of XML; the XML declaration is put before it."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 0
        info.external_attr = 0
        with self._zip.open(info, "w") as out:
            held, size = [HEAD], 0
            for chunk in chunks:
                held.append(chunk)
                size += len(chunk)
                if size >= _CHUNK:
                    out.write(b"".join(held))
                    held, size = [], 0
            out.write(b"".join(held))
