"""Choosing a form of output: what is missing or asked wrongly is told before any work."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import ExtractorError, MissingExtra
from extractor.sinks import Format, open_sink

EXTRAS = {Format.parquet: ("pyarrow", "tables"), Format.duckdb: ("duckdb", "duckdb")}


@pytest.mark.parametrize("form", EXTRAS)
def test_a_missing_extra_is_named(
    form: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hint is the command that installs it; nothing is written."""
    library, extra = EXTRAS[form]
    for module in ("arrow", "parquet", "duckdb"):
        monkeypatch.delitem(sys.modules, f"extractor.sinks.{module}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra) as caught:
        open_sink(form, tmp_path)
    assert caught.value.extra == extra
    assert library in caught.value.hint.removeprefix("pip install ").split()
    assert list(tmp_path.iterdir()) == []


def test_the_core_forms_need_no_extra(tmp_path: Path) -> None:
    """JSON, JSON Lines and CSV import neither pyarrow nor DuckDB."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from extractor.sinks import open_sink\n"
        "for form in ('json', 'jsonl', 'csv'):\n"
        "    with open_sink(form, Path(sys.argv[1])):\n"
        "        pass\n"
        "sys.exit('pyarrow' in sys.modules or 'duckdb' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)  # noqa: S603
    assert done.returncode == 0


def test_excel_is_a_matter_of_csv(tmp_path: Path) -> None:
    """Asked of another form it is an error, not ignored."""
    with pytest.raises(ExtractorError, match="Excel"):
        open_sink(Format.parquet, tmp_path, excel=True)
