"""The two frameworks of a project: the one its figures are reported under, and the one the differences lead to."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Framework:
    """A basis of accounting, as the sources or the user name it.

    ``name``: *US GAAP*, *IAS 1*, *As previously reported*. ``short_name``: for narrow columns; "" if the name will do.
    ``heading``: what heads its end of a reconciliation, *Restated (IFRS 18)*; "" if that is made of the name.
    """

    name: str
    short_name: str = ""
    heading: str = ""

    @property
    def label(self) -> str:
        """What heads a column of figures: the short name, else the name with a capital."""
        label = self.short_name or self.name
        return label[:1].upper() + label[1:]


class Frameworks(NamedTuple):
    """``source``: of the figures as reported; ``target``: of the results when every difference is on."""

    source: Framework
    target: Framework
