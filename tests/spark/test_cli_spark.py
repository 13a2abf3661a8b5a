"""`extractor spark` as a user meets it: any input, rows out, what failed in the exit code."""

import json
from pathlib import Path

import pytest
from pyarrow import Table, csv, parquet

from extractor.__main__ import main

TEXTS = {"甲": "全市新建学校30所，\n增长5%。", "乙": "今天“天气”很好。", "丙": "none"}


def make_input(kind: str, folder: Path) -> Path:
    table = Table.from_pylist([{"id": key, "text": text} for key, text in TEXTS.items()])
    match kind:
        case "folder of texts":
            path = folder / "releases"
            for key, text in TEXTS.items():
                (path / key).mkdir(parents=True)
                (path / key / f"{key}.txt").write_text(text, encoding="utf-8")
        case "JSON Lines":
            path = folder / "releases.jsonl"
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_pylist()]
            path.write_text("".join(lines), encoding="utf-8")
        case "CSV":
            path = folder / "releases.csv"
            csv.write_csv(table, path)
        case "Parquet":
            path = folder / "releases.parquet"
            parquet.write_table(table, path)
    return path


@pytest.mark.parametrize("kind", ["folder of texts", "JSON Lines", "CSV", "Parquet"])
def test_any_input_gives_parquet(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One row a fact, one for the release without facts, one for the failed one; exit code 1."""
    out = tmp_path / "out"
    source = make_input(kind, tmp_path)
    assert main(["spark", str(source), str(out), "--master", "local[2]"]) == 1
    assert capsys.readouterr().out == "3 releases, 2 facts, 1 failed\n"
    rows = parquet.read_table(out).to_pylist()
    told = sorted(
        (Path(row["document_source"]).stem, row["value_double"], row["error"] or "")
        for row in rows
        if row["id"]
    )
    assert told == [("甲", 5.0, ""), ("甲", 30.0, "")]
    rest = {Path(row["document_source"]).stem: row["error"] for row in rows if not row["id"]}
    assert rest == {"乙": None, "丙": "holds not a single Han character"}


def test_rows_as_json_lines(tmp_path: Path) -> None:
    """Every field is there, null where there is nothing; exact values stay texts."""
    source = make_input("JSON Lines", tmp_path)
    arguments = ["--master", "local[1]", "--format", "jsonl", "--conf", "spark.app.name=mine"]
    assert main(["spark", str(source), str(tmp_path / "out"), *arguments]) == 1
    files = sorted((tmp_path / "out").glob("part-*"))
    rows = [json.loads(line) for file in files for line in file.read_bytes().splitlines()]
    assert len({tuple(row) for row in rows}) == 1
    assert [row["quantity"]["value"] for row in rows if row["quantity"]] == ["30", "5"]


WRONG = {
    "no such input": (["absent.jsonl", "out"], "PATH_NOT_FOUND"),
    "an unknown format": (["releases.xml", "out"], "--input-format"),
    "an unknown field": (["releases.jsonl", "out", "--text-field", "body"], "has a field 'body'"),
    "an unknown column": (["releases.csv", "out", "--id-field", "no"], "no column 'no'"),
    "an output that is there": (["releases.jsonl", ""], "is there already"),
    "half a setting": (["releases.jsonl", "out", "--conf", "spark"], "is no setting"),
}


@pytest.mark.parametrize(("arguments", "reason"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use(
    arguments: list[str], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what is wrong, without the stack traces of Spark; exit code 2."""
    make_input("JSON Lines", tmp_path)
    make_input("CSV", tmp_path)
    paths = [str(tmp_path / name) for name in arguments[:2]]
    assert main(["spark", *paths, *arguments[2:], "--master", "local[1]"]) == 2
    captured = capsys.readouterr()
    assert reason in captured.err.splitlines()[-1]
    assert captured.out == ""
