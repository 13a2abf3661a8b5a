"""The commands around gold: `extractor eval` and `extractor corpus …`."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli_options import PatternFolder, examples, load_extractor, write_file
from extractor.errors import ExtractorError, GoldError
from extractor.terminal import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from extractor.evaluation import Constructs, GoldRelease, Report
    from extractor.evaluation.matching import Prediction
    from extractor.pipeline import Extractor

corpus_app = typer.Typer(help="Gold: check, place, make noisy twins, export and import.")

LOSS = 1

Corpus = Annotated[Path, typer.Argument(metavar="CORPUS", help="Folder of gold/ and releases/.")]


class Interchange(StrEnum):
    """Formats of annotation tools."""

    label_studio = "label-studio"
    docbin = "docbin"


FormatOption = Annotated[Interchange, typer.Option("--format", help="Of which tool.")]


def evaluate_corpus(  # noqa: PLR0913 - one parameter an option
    corpus: Corpus = Path("corpus"),
    *,
    split: Annotated[
        Literal["dev", "test"] | None, typer.Option(help="Releases of one split only.")
    ] = None,
    output: Annotated[
        Literal["table", "json"], typer.Option("--format", help="What is printed.")
    ] = "table",
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a page with each wrong fact in its sentence."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Name what broke and what was mended; fail on a loss."),
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Write the baseline anew.")] = False,
    allow_lower: Annotated[
        bool, typer.Option("--allow-lower", help="Let --update lower a floor.")
    ] = False,
    patterns: PatternFolder = None,
) -> None:
    """Score the facts of a corpus by its gold.

    Exit codes: 0 done, 1 a floor was not held or a release crashed, 2 wrong use, gold or baseline.
    """
    from extractor.evaluation import evaluate  # noqa: PLC0415
    from extractor.terminal import print_error  # noqa: PLC0415

    if update and baseline is None:
        raise typer.BadParameter("--update needs --baseline FILE")
    releases, constructs = _load(corpus, split)
    if not releases:
        raise GoldError(corpus, 0, f"has no release in split {split!r}")
    report = evaluate(_system(load_extractor(patterns)), releases, constructs)
    if output == "json":
        sys.stdout.write(json.dumps(_figures(report), ensure_ascii=False, indent=1) + "\n")
    else:
        from extractor.terminal import print_scores  # noqa: PLC0415

        print_scores(report)
    if html is not None:
        _write_page(report, html, shows_test=split == "test")
    for name, reason in report.crashes.items():
        print_error(f"{name}: crashed: {reason}")
    held = baseline is None or _held(report, baseline, update=update, allow_lower=allow_lower)
    if report.crashes or not held:
        raise typer.Exit(LOSS)


@corpus_app.command(epilog=examples("corpus check corpus"))
def check(corpus: Corpus = Path("corpus")) -> None:
    """Check all gold and count its facts.

    Counts are by split, genre and construct. Gold that is wrong is refused.
    """
    from extractor.terminal import print_corpus  # noqa: PLC0415

    releases, constructs = _load(corpus, None)
    print_corpus(releases, constructs)


@corpus_app.command(epilog=examples("corpus place draft.jsonl release.txt"))
def place(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="Gold lines without spans.")],
    release: Annotated[Path, typer.Argument(metavar="RELEASE", help="The raw text.")],
) -> None:
    """Print the gold of a draft, its quotes placed.

    Each quote is looked for behind the one before it.
    """
    from extractor.evaluation.interchange import gold_lines  # noqa: PLC0415
    from extractor.evaluation.placing import place_facts  # noqa: PLC0415

    text = _read(release).decode("utf-8")
    sys.stdout.write(gold_lines(place_facts(draft, text)))


@corpus_app.command(epilog=examples("corpus twin 2024-harbour"))
def twin(
    name: Annotated[str, typer.Argument(metavar="ID", help="A clean release of the corpus.")],
    corpus: Corpus = Path("corpus"),
) -> None:
    """Write the noisy twin of a release.

    It is called ID-noisy, and has its gold and its line in the manifest.
    """
    from extractor.evaluation import load_gold  # noqa: PLC0415
    from extractor.evaluation.interchange import write_corpus  # noqa: PLC0415
    from extractor.evaluation.noise import twin_of  # noqa: PLC0415

    noisy = f"{name}-noisy"
    others = [each for each in load_gold(corpus, twins=False) if each.name != noisy]
    clean = next((each for each in others if each.name == name), None)
    if clean is None:
        raise GoldError(corpus, 0, f"has no release {name!r}")
    twin = twin_of(clean, noisy)
    write_corpus([*others, twin], corpus)
    sys.stderr.write(f"{corpus}: {noisy}, {counted(len(twin.facts), 'fact')}\n")


@corpus_app.command(name="export", epilog=examples("corpus export gold.spacy --format docbin"))
def export_gold(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="What to write.")],
    output: FormatOption,
    corpus: Annotated[Path, typer.Option(help="Folder of gold/ and releases/.")] = Path("corpus"),
) -> None:
    """Write the gold for an annotation tool."""
    from extractor.evaluation import interchange  # noqa: PLC0415

    releases, _ = _load(corpus, None)
    if output is Interchange.docbin:
        write_file(out, interchange.to_doc_bin(releases).to_bytes())
    else:
        tasks = interchange.to_label_studio(releases)
        write_file(out, (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode())
    facts = sum(len(release.facts) for release in releases)
    sys.stderr.write(f"{out}: {counted(len(releases), 'release')}, {counted(facts, 'fact')}\n")


@corpus_app.command(
    name="import", epilog=examples("corpus import export.json corpus/ --format label-studio")
)
def import_gold(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool exported.")],
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="The folder to write.")],
    output: FormatOption,
) -> None:
    """Write a corpus from an annotation tool's export.

    Its gold is checked, and its facts are counted.
    """
    from extractor.evaluation import interchange  # noqa: PLC0415

    _read(file)
    readers: dict[Interchange, Callable[[Path], list[GoldRelease]]] = {
        Interchange.docbin: interchange.from_doc_bin,
        Interchange.label_studio: interchange.from_label_studio,
    }
    interchange.write_corpus(readers[output](file), corpus)
    check(corpus)


@corpus_app.command(
    name="label-studio-config", epilog=examples("corpus label-studio-config > config.xml")
)
def label_studio_config() -> None:
    """Print the labelling interface of exported tasks."""
    from extractor.evaluation import interchange  # noqa: PLC0415

    sys.stdout.write(interchange.label_studio_config())


def _load(
    corpus: Path, split: Literal["dev", "test"] | None
) -> tuple[list[GoldRelease], Constructs]:
    from extractor.evaluation import Constructs, load_gold  # noqa: PLC0415

    constructs = Constructs(corpus)
    releases = load_gold(corpus, split)
    for release in releases:
        constructs.check(release, corpus / "gold" / f"{release.name}.jsonl")
    return releases, constructs


def _system(extractor: Extractor) -> Callable[[str], Iterable[Prediction]]:
    from extractor.evaluation import prediction  # noqa: PLC0415

    return lambda text: map(prediction, extractor.extract(text).facts)


def _figures(report: Report) -> dict[str, object]:
    from extractor.evaluation.intervals import f1_intervals  # noqa: PLC0415
    from extractor.evaluation.matching import ASPECTS  # noqa: PLC0415

    intervals = f1_intervals(report, ASPECTS)
    rounded = {name: [round(end, 4) for end in ends] for name, ends in intervals.items()}
    return {**report.to_dict(), "f1_intervals": rounded}


def _write_page(report: Report, file: Path, *, shows_test: bool) -> None:
    from extractor.evaluation.page import render_page  # noqa: PLC0415

    page = render_page(report, hidden_split=None if shows_test else "test")
    write_file(file, page.encode())


def _held(report: Report, file: Path, *, update: bool, allow_lower: bool) -> bool:
    """Whether all floors are held, or the baseline was written anew."""
    from extractor.evaluation import baseline as gate  # noqa: PLC0415
    from extractor.terminal import print_comparison, print_error  # noqa: PLC0415

    new = gate.pin(report)
    if not update:
        old = gate.read_baseline(file)
        gate.check_fresh(old, new, file)
        comparison = gate.compare(old, new)
        print_comparison(comparison, report)
        return not comparison.losses
    fallen = gate.lowered(gate.read_baseline(file), new) if file.exists() else []
    if fallen and not allow_lower:
        for split, aspect, floor, figure in fallen:
            print_error(f"{split} {aspect} would fall from {floor} to {figure}")
        print_error(f"{file}: not written", hint="--allow-lower writes it all the same")
        return False
    write_file(file, new.to_json().encode())
    return True


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ExtractorError(f"{file}: {error.strerror}") from None
