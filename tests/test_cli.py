"""The command line as a user meets it: output, one-line errors, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.__main__ import main

TEXT = "全市新建学校30所，增长5%。"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    file = tmp_path / "release.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_json_of_one_file(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file gives one fact set."""
    assert main(["extract", str(release)]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["document"]["source"] == str(release)
    assert [fact["subject"]["text"] for fact in facts["facts"]] == ["学校", "学校"]


def test_json_of_many_files(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Many files give a list of fact sets."""
    other = release.with_name("other.txt")
    other.write_text(TEXT, encoding="utf-8")
    assert main(["extract", str(release), str(other)]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_json_lines(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a release; a folder is all that is in it."""
    release.with_name("other.html").write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    assert main(["extract", "--format", "jsonl", str(release.parent)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [len(json.loads(line)["facts"]) for line in lines] == [2, 2]


def test_table(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table shows subject, value and unit of each fact."""
    assert main(["extract", "--format", "table", str(release)]) == 0
    assert "学校" in capsys.readouterr().out


def test_standard_input() -> None:
    """`-` reads standard input; the module can be run as a program."""
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "extract", "-"],
        input=TEXT.encode("gb18030"),
        capture_output=True,
        check=True,
    )
    assert len(json.loads(done.stdout)["facts"]) == 2


def test_schema_is_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """The schema is printed as JSON."""
    assert main(["schema"]) == 0
    assert "facts" in json.loads(capsys.readouterr().out)["properties"]


def test_explain_accounts_for_every_number(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers in facts carry their frame, others the rule that dropped them."""
    release.write_text("2023年，“十四五”期间新建学校30所。", encoding="utf-8")
    assert main(["explain", str(release)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"fact": 1, "dropped": 2, "unexplained": 0}
    assert [number["verdict"] for number in found["numbers"]] == ["dropped", "dropped", "fact"]


def test_explain_tells_of_numbers_behind_the_footer(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is one release; of what follows the footer of its page, the rule that says so."""
    page = f"青河市新建多所学校\n{TEXT}\n版权声明：本网稿件未经授权不得转载\n2024年，{TEXT}\n"
    release.write_text(page, encoding="utf-8")
    assert main(["explain", str(release)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"fact": 2, "dropped": 3, "unexplained": 0}
    told = [(number["rule"], number["place"]) for number in found["numbers"][2:]]
    assert told == [("ends.copyright", "behind the footer of the page")] * 3
    assert main(["explain", "--format", "table", str(release)]) == 0
    assert "behind the footer of the page" in capsys.readouterr().out


def test_explain_tells_of_numbers_in_furniture(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the rule for the line, if it is not told by its looks alone."""
    release.write_text(f"青河市新建多所学校\n浏览次数：1234\n{TEXT}\n", encoding="utf-8")
    assert main(["explain", str(release)]) == 0
    number = json.loads(capsys.readouterr().out)["numbers"][0]
    assert (number["verdict"], number["place"]) == ("dropped", "furniture of the page")
    assert number["rule"]


def test_explain_as_a_table(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table ends with the counts."""
    assert main(["explain", "--format", "table", str(release)]) == 0
    assert "2 in facts" in capsys.readouterr().out


WRONG = {
    "no such file": (["extract", "absent.txt"], 2, "no such file"),
    "a pattern that nothing matches": (["extract", "absent*.txt"], 2, "matches no document"),
    "an unknown option": (["extract", "--bogus"], 2, "No such option: --bogus"),
    "an unknown command": (["abstract"], 2, "No such command"),
    "an unknown format": (["extract", "x", "--format", "xml"], 2, "--format"),
    "half a command": (["patterns"], 2, "Missing command"),
    "no input": (["extract"], 2, "Missing argument 'PATH'; - reads what is piped in (see"),
    "no document": (["text"], 2, "Missing argument 'PATH'; - reads what is piped in (see"),
    "no documents": (["batch", "--out", "x"], 2, "'INPUT'; - reads what is piped in (see"),
    "no folder to watch": (["watch", "--out", "x"], 2, "Missing argument 'DIR'. (see"),
    "no pattern folder": (["extract", "x", "--patterns", "absent"], 2, "is not a folder"),
}


@pytest.mark.parametrize(("arguments", "code", "reason"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use(
    arguments: list[str],
    code: int,
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wrong use ends in one line that says what and why, and exit code 2."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == code
    error = capsys.readouterr().err
    assert reason in error
    assert error.count("\n") == 1


BAD_BYTES = {
    "empty": (b"", "is empty"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "no Chinese": (b"no Chinese at all", "Han"),
}


@pytest.mark.parametrize(("data", "reason"), BAD_BYTES.values(), ids=BAD_BYTES.keys())
def test_bad_input_costs_only_itself(
    data: bytes, reason: str, release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bad file is named in one line; the others are done; exit code 1."""
    bad = release.with_name("bad.txt")
    bad.write_bytes(data)
    assert main(["extract", "--format", "jsonl", str(bad), str(release)]) == 1
    captured = capsys.readouterr()
    assert str(bad) in captured.err
    assert reason in captured.err
    assert captured.err.count("\n") == 1
    assert len(captured.out.splitlines()) == 1


ALL_FAIL = {
    "one document": (["a.txt"], ""),
    "several": (["a.txt", "b.txt"], "[]\n"),
    "a folder": (["."], "[]\n"),
    "several, a line each": (["a.txt", "b.txt", "--format", "jsonl"], ""),
}


@pytest.mark.parametrize(("arguments", "printed"), ALL_FAIL.values(), ids=ALL_FAIL.keys())
def test_json_where_all_fail(
    arguments: list[str],
    printed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of what may be several an empty array; of one document nothing."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).touch()
    assert main(["extract", *arguments]) == 1
    assert capsys.readouterr().out == printed


def test_a_folder_gives_a_list_whatever_is_in_it(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that a program need not count before it reads."""
    assert main(["extract", str(release.parent)]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_columns_of_a_table_are_named(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each row is a release."""
    table = release.with_name("t.csv")
    table.write_text(f"no,body\nA,{TEXT}\nB,\n", encoding="utf-8")
    options = ["--text-field", "body", "--id-field", "no", "--format", "jsonl"]
    assert main(["explain", str(table), *options]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["source"] == f"{table}#A"
    assert "line 3: is empty in 'body'" in captured.err


def test_text_prints_what_offsets_count_in(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the character: line breaks stay, nothing is added."""
    release.write_bytes(f"{TEXT}\r\n　{TEXT}".encode("gb18030"))
    assert main(["text", str(release)]) == 0
    assert capsys.readouterr().out == f"{TEXT}\r\n　{TEXT}"


def test_text_of_one_document_among_several(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Chosen by the source that its fact set names."""
    table = release.with_name("t.jsonl")
    table.write_text('{"id": "A", "text": "甲"}\n{"id": "B", "text": "乙"}\n', encoding="utf-8")
    assert main(["text", str(table)]) == 2
    assert f"several documents: {table}#A, {table}#B (choose by" in capsys.readouterr().err
    assert main(["text", str(table), "--source", f"{table}#B"]) == 0
    assert capsys.readouterr().out == "乙"
    assert main(["text", str(table), "--source", "C"]) == 2
    assert f"holds no document 'C' (it holds {table}#A, {table}#B)" in capsys.readouterr().err


def test_a_missing_extra_costs_only_the_documents_that_need_it(
    release: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document is named, and the command that installs what it needs."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    pdf = release.with_name("a.pdf")
    pdf.write_bytes(b"%PDF-1.4 %%EOF")
    assert main(["extract", "--format", "jsonl", str(pdf), str(release)]) == 1
    captured = capsys.readouterr()
    assert f"{pdf}: reading PDF needs" in captured.err
    assert 'pip install lxml-html-clean "pypdf[crypto]" python-docx trafilatura' in captured.err
    assert len(captured.out.splitlines()) == 1


def test_patterns_check_names_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule whose example does not match is named with its file and line."""
    rule = '{"id": "unit.wrong", "comment": "c", "forms": ["扎兜"], "code": "{扎兜}", '
    rule += '"dimension": "count", "match": ["3家企业"], "no_match": ["3所学校"]}'
    file = tmp_path / "units.jsonl"
    file.write_text(f"// mine\n{rule}\n", encoding="utf-8")
    assert main(["patterns", "check", "--patterns", str(tmp_path)]) == 1
    assert f"{file}:2: rule 'unit.wrong'" in capsys.readouterr().err


def test_no_command_prints_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The program alone says what it can do."""
    assert main([]) == 0
    assert "extract" in capsys.readouterr().out


def test_help_needs_no_dictionary() -> None:
    """`--help` imports neither spaCy nor jieba, so that it answers at once."""
    program = "import sys; from extractor.__main__ import main; main(['--help']); "
    program += "sys.exit('spacy' in sys.modules or 'jieba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0
