"""The closed vocabularies that stages and records share."""

from typing import Literal

Kind = Literal["level", "change", "share", "rank", "ratio", "multiple"]
Modifier = Literal["approx", "ge", "gt", "le", "lt"]
Change = Literal["up", "down"]
