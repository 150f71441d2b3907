"""Bundles whose manifest was written anew to fit what was changed: what the project knows gives them away."""

import hashlib
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.conftest import Workbench
from tests.published import HUTCHMED
from workbench.api.verifying import verify
from workbench.bundles.manifest import Accepted, Lacking, Manifest, MemberRole, read_manifest, write_manifest

Change = Callable[[Manifest], Manifest]


def forged(bundle: Path, contents: dict[str, bytes | None], change: Change = lambda manifest: manifest) -> Path:
    """Return a bundle with other members, or without those that are None, and a manifest that fits them."""
    path = bundle.with_name("forged.zip")
    with zipfile.ZipFile(bundle) as before:
        held = {name: before.read(name) for name in before.namelist()}
    manifest = read_manifest(held.pop("manifest.json"))
    held = {name: content for name, content in {**held, **contents}.items() if content is not None}
    members = tuple(
        replace(member, sha256=hashlib.sha256(held[member.path]).hexdigest(), size=len(held[member.path]))
        for member in manifest.members
        if member.path in held
    )
    with zipfile.ZipFile(path, "w") as after:
        for name, content in held.items():
            after.writestr(name, content)
        after.writestr("manifest.json", write_manifest(change(replace(manifest, members=members))))
    return path


def said_of(bundle: Path) -> list[str]:
    return [str(deviation.message) for deviation in verify(bundle).deviations]


def part_changed(path: Path, part: str, old: bytes, new: bytes) -> bytes:
    """Return the document at ``path`` with something else in one part."""
    other = path.with_suffix(".other")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(other, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new) if name == part else content)
    return other.read_bytes()


@pytest.fixture
def unpacked(bundle: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked"


def test_what_is_only_written_anew_is_reproduced(bundle: Path) -> None:
    assert said_of(forged(bundle, {})) == []


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("project.recon", "The bundle holds 0 projects; it must hold one."),
        ("review.xlsx", "The bundle holds 0 review workbooks; it must hold one."),
        ("appendix.docx", "The bundle holds 0 appendices in Word; it must hold one."),
        ("papers/memo.txt", "papers/memo.txt belongs to the project, and is not in the bundle."),
        ("hutchmed-h1-2024.xlsx", "hutchmed-h1-2024.xlsx belongs to the project, and is not in the bundle."),
    ],
)
def test_a_member_that_is_nowhere_any_more(bundle: Path, left_out: str, said: str) -> None:
    assert said in said_of(forged(bundle, {left_out: None}))


def test_another_file_under_the_name_of_the_evidence(bundle: Path) -> None:
    assert said_of(forged(bundle, {"papers/memo.txt": b"We leased two offices."})) == [
        "papers/memo.txt belongs to the project, and is not in the bundle.",
        "papers/memo.txt is not a file of the project.",
    ]


def test_another_appendix(bundle: Path, unpacked: Path) -> None:
    for part, old, new in (
        ("word/document.xml", b"HUTCHMED", b"HUTCHMAD"),
        ("docProps/custom.xml", b"Fingerprint", b"Fingerprent"),
        ("word/footer1.xml", b"Page ", b"Side "),
    ):
        document = part_changed(unpacked / "appendix.docx", part, old, new)
        assert said_of(forged(bundle, {"appendix.docx": document})) == ["appendix.docx does not match the project."]
    assert said_of(forged(bundle, {"appendix.pdf": b"%PDF-1.4 another"})) == [
        "appendix.pdf does not bear the fingerprint of the project."
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda manifest: replace(manifest, entity="Another plc"), "the name of the company"),
        (lambda manifest: replace(manifest, state="Every difference is on"), "the state of the switches"),
        (
            lambda manifest: replace(manifest, accepted=(Accepted("totals", "?", "rounding", "Nobody", "2024"),)),
            "which failing checks were accepted",
        ),
    ],
    ids=["entity", "state", "accepted"],
)
def test_a_manifest_that_tells_something_else(bundle: Path, change: Change, said: str) -> None:
    assert said_of(forged(bundle, {}, change)) == [f"manifest.json does not match the project: {said}."]


def test_a_bundle_of_another_version_is_compared_by_its_figures(bundle: Path, unpacked: Path) -> None:
    def aged(manifest: Manifest) -> Manifest:
        return replace(manifest, program="Reconciliation Workbench 9.9", state="in other words")

    assert said_of(forged(bundle, {}, aged)) == []
    assert "other-version" in {known.key for known in verify(forged(bundle, {}, aged)).unverified}
    with zipfile.ZipFile(unpacked / "appendix.docx") as archive:
        figure = re.search(rb">\([\d,]+\)<", archive.read("word/document.xml"))
    assert figure
    document = part_changed(unpacked / "appendix.docx", "word/document.xml", figure[0], b">(1)<")
    assert said_of(forged(bundle, {"appendix.docx": document}, aged)) == ["appendix.docx does not match the project."]


def test_a_draft_that_is_called_final(tmp_path: Path, workbench: Workbench) -> None:
    path = tmp_path / "draft.zip"
    workbench("export", Path(shutil.copy(HUTCHMED, tmp_path)), "-o", path, "--draft")
    said = said_of(forged(path, {}, lambda manifest: replace(manifest, draft=None)))
    assert said[0] == "The manifest calls the appendix final, but the project is not ready for publication."
    lacking = (Lacking(MemberRole.SOURCE, HUTCHMED.name, "it was not found"), Lacking(MemberRole.SOURCE, "b", "lost"))
    lost = forged(path, {HUTCHMED.name: None}, lambda manifest: replace(manifest, lacking=lacking))
    assert said_of(lost) == []
    assert sum(known.key == "lacking" for known in verify(lost).unverified) == 2
    said = said_of(forged(path, {HUTCHMED.name: None}, lambda one: replace(one, lacking=lacking, draft=None)))
    assert "The manifest calls the appendix final, but sources or files of evidence are missing." in said


def test_names_that_no_folder_can_hold_are_named(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        review = archive.read("review.xlsx")
    for name in ("x" * 300, "papers", "."):

        def renamed(manifest: Manifest, name: str = name) -> Manifest:
            (member,) = (known for known in manifest.members if known.path == "review.xlsx")
            others = tuple(known for known in manifest.members if known is not member)
            return replace(manifest, members=(*others, replace(member, path=name)))

        path = forged(bundle, {}, renamed)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, review)
        assert {deviation.file for deviation in verify(path).deviations} == {"review.xlsx", name}


def test_a_folder_is_no_bundle(tmp_path: Path, workbench: Workbench) -> None:
    (tmp_path / "folder.zip").mkdir()
    outcome = workbench("verify", tmp_path / "folder.zip")
    assert outcome.status == 2
    assert "cannot be read" in outcome.errors


def test_a_bundle_in_the_styles_of_a_template_is_reproduced(made: Path, tmp_path: Path, workbench: Workbench) -> None:
    template = docx.Document()
    for style, name in (("Title", "a3"), ("Heading 1", "1")):
        template.styles[style].element.set(qn("w:styleId"), name)
    template.save(str(tmp_path / "letter.docx"))
    path = tmp_path / "bundle.zip"
    outcome = workbench("export", made / "hutchmed.recon", "-o", path, "--template", tmp_path / "letter.docx")
    assert outcome.status == 0
    verification = verify(path)
    assert verification.is_reproduced, verification.deviations
    assert "template" in {known.key for known in verification.unverified}
