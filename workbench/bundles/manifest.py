"""The manifest of a bundle: what is in it, with the hash of each member and of itself."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST_MANIFEST = 20_000_000


class MemberRole(StrEnum):
    PROJECT = "project"
    REVIEW = "review-workbook"
    APPENDIX = "appendix"
    SOURCE = "source"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Member:
    """``path``: within the bundle; ``name``: what the project calls it. ``sha256``, ``size``: of its bytes."""

    path: str
    role: MemberRole
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """A source or a file of evidence that a draft was made without; ``why``: in words."""

    role: MemberRole
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A failing check that somebody accepted: what it says, why, by whom and when."""

    check: str
    message: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``draft``: why the appendix is a draft, None if it is none. ``language``: of workbook and appendix."""

    program: str
    created: str
    entity: str
    fingerprint: str
    state: str
    language: str
    draft: tuple[str, ...] | None
    accepted: tuple[Accepted, ...]
    members: tuple[Member, ...]
    lacking: tuple[Lacking, ...]

    def of_role(self, role: MemberRole) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.role is role)


class NotAManifest(ValueError):
    """The text is no manifest of this program, or was changed after it was written."""


def write_manifest(manifest: Manifest) -> str:
    """Return a manifest as JSON, which ends with the hash of all before it."""
    content = {"format": FORMAT, **asdict(manifest)}
    return json.dumps({**content, "digest": _digest(content)}, ensure_ascii=False, indent=1) + "\n"


def read_manifest(text: bytes) -> Manifest:
    """Return the manifest that ``write_manifest`` wrote. Raises NotAManifest for anything else, each changed byte."""
    try:
        content = json.loads(text)
        digest = content.pop("digest")
        if content.pop("format") != FORMAT or digest != _digest({"format": FORMAT, **content}):
            raise NotAManifest
        manifest = _manifest(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotAManifest from None
    if write_manifest(manifest).encode() != text:
        raise NotAManifest
    return manifest


def _digest(content: dict[str, Any]) -> str:
    plain = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _manifest(content: dict[str, Any]) -> Manifest:
    draft = content.pop("draft")
    return Manifest(
        draft=None if draft is None else tuple(map(str, draft)),
        accepted=tuple(Accepted(**accepted) for accepted in content.pop("accepted")),
        members=tuple(
            Member(**{**member, "role": MemberRole(member["role"]), "size": int(member["size"])})
            for member in content.pop("members")
        ),
        lacking=tuple(
            Lacking(**{**lacking, "role": MemberRole(lacking["role"])}) for lacking in content.pop("lacking")
        ),
        **{key: str(value) for key, value in content.items()},
    )
