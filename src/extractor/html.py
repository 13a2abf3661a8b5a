"""What pages are made with: templates that escape all, and what lets a browser run no more."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup


def render_template(package: str, name: str, **values: object) -> str:
    """Fill in a template that lies in a package.

    Args:
        package: Name of the package.
        name: Name of the template there.
        values: What the template names; escaped unless it is `Markup`.
    """
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415 - only pages need it

    environment = Environment(
        loader=PackageLoader(package, "."), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name).render(**values)


def source_hash(content: str) -> str:
    """The hash of a script or style, as a Content Security Policy names it.

    Args:
        content: All that stands between its tags.
    """
    return f"sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def as_data(json: str) -> Markup:
    """JSON that stands between the tags of a script which is no program.

    Args:
        json: JSON. Only its strings can hold `<`, and it may be escaped there.

    Returns:
        The same JSON without `<`, so that nothing in it can end the script or open another.
    """
    from markupsafe import Markup  # noqa: PLC0415 - as above

    return Markup(json.replace("<", "\\u003c"))  # noqa: S704 - that is the escaping
