"""The cache: replies by what was asked, so that the same text is never paid for twice.

A file each, named by a hash of model, prompt and chunk; written whole or not at all. A file that
cannot be read is a reply that is not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from tallybook.errors import UsageError
from tallybook.extract.llm.settings import CACHE


def make_folder(folder: Path | None) -> None:
    """Makes the folder, for this user only; UsageError where that cannot be."""
    if folder is None:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{CACHE}: {folder} cannot be made ({error.strerror}); name another folder, or off"
        ) from error


def key_of(model: str, prompt: str, form: str, document: str) -> str:
    """The name of a reply. prompt: its digest. form: how the shape was asked for."""
    return hashlib.sha256(json.dumps([model, prompt, form, document]).encode()).hexdigest()


def kept(folder: Path | None, key: str) -> str | None:
    """The reply's content, None where none is kept."""
    if folder is None:
        return None
    try:
        data = json.loads(_path(folder, key).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or data.get("key") != key:
        return None
    content = data.get("content")
    return content if isinstance(content, str) else None


def keep(folder: Path | None, key: str, model: str, content: str) -> None:
    """Keeps a reply. What cannot be written is asked for again another time."""
    if folder is None:
        return
    path = _path(folder, key)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        record = json.dumps({"key": key, "model": model, "content": content}, ensure_ascii=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
        ) as file:
            file.write(record)
        os.replace(file.name, path)  # noqa: PTH105 - the name is all that is at hand


def _path(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.json"
