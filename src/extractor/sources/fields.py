"""Which columns of a table hold what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from extractor.sources.moment import iso_moment

_USUAL = {
    "text": ("text", "content", "正文", "内容"),
    "id": ("id",),
    "title": ("title", "标题"),
    "publisher": ("publisher", "来源", "发布机构"),
    "published": ("published", "发布时间", "发布日期"),
}
_NEEDED = "text"


class FieldError(ValueError):
    """A column that is needed and not there, or not to be told from another.

    Attributes:
        columns: Those of the fields that are there, by field.
    """

    def __init__(self, message: str, columns: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.columns = dict(columns or {})


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFields:
    """The names of the columns of a table; None takes a usual name, if just one is there.

    Attributes:
        text: Column that holds the release itself; `text`, `content`, `正文` or `内容`.
        id: Column that names the row; `id`. Rows without one are named by their line.
        title: Column of the title; `title` or `标题`.
        publisher: Column of the publisher; `publisher`, `来源` or `发布机构`.
        published: Column of the day or moment of publishing; `published`, `发布时间` or
            `发布日期`.
    """

    text: str | None = None
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None

    def columns(self, present: Iterable[str]) -> dict[str, str]:
        """The column of each field.

        Args:
            present: The columns there are.

        Returns:
            Names of columns by field; fields that have none are left out.

        Raises:
            FieldError: A column that was named is not there, or none is or several are usual
                for the text. The message lists those there are.
        """
        names = list(present)
        chosen = {}
        fault = ""
        for field in fields(self):
            named = getattr(self, field.name)
            if named is not None and named not in names:
                raise FieldError(f"has no column {named!r}, but {_listed(names)}")
            usual = [name for name in names if _bare(name) in _USUAL[field.name]]
            if named is not None or len(usual) == 1:
                chosen[field.name] = usual[0] if named is None else named
            elif field.name == _NEEDED:
                few = "several columns" if usual else "no column"
                fault = f"has {few} that may hold the text: {_listed(names)}"
        if fault:
            raise FieldError(fault, chosen)
        return chosen


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a table tells.

    Attributes:
        text: The release, or why there is none.
        id: Name of the row, if it has one.
        title: Title, if told.
        publisher: Publisher, if told.
        published: Day or moment of publishing, ISO 8601, if told in a form that can be read.
    """

    text: str | ValueError
    id: str | None
    title: str | None
    publisher: str | None
    published: str | None


def make_row(
    values: Mapping[str, object], columns: Mapping[str, str], fault: ValueError | None = None
) -> Row:
    """The row that values make.

    Args:
        values: The values by column.
        columns: The columns by field, from `TableFields.columns`.
        fault: Why it has no text, if that is known already.
    """

    def told(field: str) -> str | None:
        value = values.get(columns[field]) if field in columns else None
        return (str(value).strip() or None) if value is not None else None

    published = told("published")
    return Row(
        text=fault or _text(values.get(columns["text"]), columns["text"]),
        id=told("id"),
        title=told("title"),
        publisher=told("publisher"),
        published=iso_moment(published) if published else None,
    )


def _text(value: object, column: str) -> str | ValueError:
    """The text that a column holds, or why it is none."""
    if value is None:  # of this row; the column is the right one
        return ValueError(f"holds no text in {column!r}, but null")
    if not isinstance(value, str):
        return FieldError(f"holds no text in {column!r}, but {type(value).__name__}")
    return value if value.strip() else ValueError(f"is empty in {column!r}")


def _bare(name: str) -> str:
    return name.strip().lower()


def _listed(names: list[str]) -> str:
    most = 30
    listed = ", ".join(name[:most] for name in names[:most])
    return (listed + (", …" if len(names) > most else "")) or "none"
