"""A writer of small PDFs for tests: text where it is put, page by page, in Helvetica."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Line = tuple[int, int, str]
"""x, y (from the bottom, in points) and the words."""


def write_pdf(pages: Sequence[Sequence[Line]], info: str = "", packed: bool = True) -> bytes:
    """A PDF with these lines of 11 points; info: entries of its information dictionary."""
    contents = [_content(lines) for lines in pages]
    return assemble(contents, info, packed)


def paragraph(x: int, y: int, *lines: str) -> list[Line]:
    """Lines under one another, 13 points apart."""
    return [(x, y - 13 * i, line) for i, line in enumerate(lines)]


def assemble(contents: Sequence[bytes], info: str = "", packed: bool = True) -> bytes:
    """A PDF whose pages have these content streams."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(contents)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode())
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects.append(font.encode())
    for i, content in enumerate(contents):
        data = zlib.compress(content) if packed else content
        coding = "/Filter /FlateDecode " if packed else ""
        page = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(page.encode())
        head = f"<< {coding}/Length {len(data)} >>\nstream\n".encode()
        objects.append(head + data + b"\nendstream")
    objects.append(f"<< {info} >>".encode())
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        data += f"{place:010d} 00000 n \n".encode()
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R"
    data += f"trailer\n<< {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(data)


def _content(lines: Sequence[Line]) -> bytes:
    parts = [f"1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj" for x, y, words in lines]
    return ("BT /F1 11 Tf\n" + "\n".join(parts) + "\nET").encode("cp1252")


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
