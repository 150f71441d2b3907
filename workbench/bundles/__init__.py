"""The evidence bundle: everything that an auditor needs in one file, with the hash of each member."""

from workbench.bundles.contents import BundleRequest, accepted_in, wanted_files
from workbench.bundles.manifest import MANIFEST, Manifest, Member, MemberRole
from workbench.bundles.writing import write_bundle

__all__ = [
    "MANIFEST",
    "BundleRequest",
    "Manifest",
    "Member",
    "MemberRole",
    "accepted_in",
    "wanted_files",
    "write_bundle",
]
