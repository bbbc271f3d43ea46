"""What the first bytes of a source say it is: text and how it is encoded, or a binary format."""

from __future__ import annotations

from lacli.errors import InputError

BOM = b"\xef\xbb\xbf"
_BINARY = {
    b"\x93NUMPY": "npy", b"PK\3\4": "npz", b"PK\5\6": "npz", b"PAR1": "parquet",
}  # fmt: skip
"""How arrays begin, a zip archive and an empty one, and Parquet."""
_ENCODINGS = {BOM: "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_PACKED = {b"\x1f\x8b": "zcat", b"BZh": "bzcat", b"\xfd7zXZ": "xzcat", b"(\xb5/\xfd": "zstdcat"}


def binary_format(head: bytes) -> str | None:
    """The module for what begins with these bytes; None for text."""
    for magic, name in _BINARY.items():
        if head.startswith(magic):
            return name
    if head[4:9] == b"\0\0\0\0{":  # a length of eight bytes, and a JSON object
        return "safetensors"
    return None


def encoding(head: bytes, name: str) -> str:
    """The encoding of what begins with these bytes; raises InputError where it is no text."""
    for mark, code in _ENCODINGS.items():
        if head.startswith(mark):
            return code
    for magic, program in _PACKED.items():
        if head.startswith(magic):
            raise InputError(f"{name}: compressed", hint=f"{program} {name} | lacli … -")
    if b"\0" in head:
        raise InputError(f"{name}: a binary file, not text")
    return "utf-8"


def is_neither(head: bytes) -> bool:
    """Whether it is no text, and no binary format that is known."""
    return b"\0" in head and not head.startswith(tuple(_ENCODINGS)) and not binary_format(head)


def not_text(name: str, number: int) -> InputError:
    """The error for what is not text near the line of that number."""
    return InputError(
        f"{name}: not UTF-8 text, near line {number}",
        hint=f"iconv -f latin1 -t utf-8 {name} | lacli … - may read it",
    )
