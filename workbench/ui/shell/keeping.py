"""How open documents are recorded: whose steps they are and where the steps are written."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workbench.domain.findings import Finding
    from workbench.domain.project import Project
    from workbench.files import Stamp
    from workbench.progress import Progress
    from workbench.session.recovery import LeftBehind, Recovered
    from workbench.ui.context.document import Document


class Keeping(NamedTuple):
    """``by``: the name of the user; ``folder``: where steps are written, None if they are not."""

    by: str = ""
    folder: Path | None = None

    def document_of(
        self,
        project: "Project",
        name: str,
        path: Path | None = None,
        stamp: "Stamp | None" = None,
        source_findings: "tuple[Finding, ...]" = (),
    ) -> "Document":
        """Return a document of ``project``; slow if its steps are recorded, so call it in a job."""
        from workbench.session import Session
        from workbench.ui.context.document import Document

        session = Session(project, by=self.by)
        document = Document(session, path, name, stamp, source_findings=source_findings)
        if self.folder:
            from workbench.session.recovery import FileOfDocument, begin

            session.journal = document.recovery = begin(self.folder, project, FileOfDocument(name, path, stamp))
        return document

    def recover(self, left: "LeftBehind", progress: "Progress") -> "tuple[Document, Recovered]":
        """Return the document that was left behind and how it was recovered. Raises WorkbenchError."""
        from workbench.opening import changed_sources
        from workbench.session.recovery import recover
        from workbench.ui.context.document import Document

        recovered, journal = recover(left, progress)
        session, file = recovered.session, recovered.file
        session.by = self.by
        of_sources = changed_sources(session.project, file.path) if file.path else ()
        document = Document(
            session, file.path, file.name, file.stamp, source_findings=of_sources, recovery=journal, is_in_no_file=True
        )
        return document, recovered


NOT_KEPT = Keeping()


def system_user_name() -> str:
    """Return the user's full name from the system, else the account name; empty if there is none."""
    try:
        if os.name == "posix":
            import pwd

            account = pwd.getpwuid(os.getuid())
            return account.pw_gecos.partition(",")[0].strip() or account.pw_name
        import getpass

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
