"""Other systems on the same text in turns with ours. Each of them does less."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass

from measuring.clock import Spread, Work, a_million, interleave
from measuring.limited import LimitedWorker, TookTooLongError, reader
from measuring.plan import Plan
from measuring.texts import some


@dataclass(frozen=True)
class OtherTime:
    """One other system.

    Attributes:
        system: Its name, and what it does.
        seconds: Seconds a million characters; None if it is not there or was given up.
        relative: Over the time of our whole extraction, by rounds; None likewise.
        failure: Why there are no figures, where there are none.
    """

    system: str
    seconds: float | None = None
    relative: Spread | None = None
    failure: str | None = None


def measure_others(worker: LimitedWorker, releases: list[str], plan: Plan) -> list[OtherTime]:
    """Time each system in turns with ours, in a process that is ended when it takes too long.

    All are given clean text, since the others do not claim to read traditional characters: of
    those, the tagger of the naive one takes forty times as long. Some releases are enough.
    """
    texts = [reader().normalizer(text).text for text in some(releases, plan.sample)]
    return [_other(worker, system, texts, plan.rounds) for system in _SYSTEMS]


def _other(worker: LimitedWorker, system: str, texts: list[str], rounds: int) -> OtherTime:
    try:
        return worker.run(_measure, system, texts, rounds)
    except ImportError:
        return OtherTime(system, failure="not installed")
    except TookTooLongError:
        return OtherTime(system, failure=f"more than {worker.limit:g} s")
    except Exception as error:  # theirs, which is a result too
        return OtherTime(system, failure=type(error).__name__)


def _measure(system: str, texts: list[str], rounds: int) -> OtherTime:
    # They greet on standard output, and warn or log of each number that they cannot read.
    logging.disable()
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        times = interleave(reader().extract, _SYSTEMS[system](), texts, rounds)
    return OtherTime(system, a_million(times.second, texts), times.ratio)


def _naive() -> Work:
    import naive  # noqa: PLC0415 - as the others, only where it is measured

    return lambda text: list(naive.extract(text))


def _jionlp_money() -> Work:
    from jionlp import ner  # noqa: PLC0415

    return lambda text: ner.extract_money(text, with_parsing=True)


def _jionlp_time() -> Work:
    from jionlp import ner  # noqa: PLC0415

    return lambda text: ner.extract_time(text, with_parsing=True)


def _cn2an() -> Work:
    import cn2an  # noqa: PLC0415

    return lambda text: cn2an.transform(text, "cn2an")


_SYSTEMS: dict[str, Callable[[], Work]] = {
    "naive: numbers, nearest noun": _naive,
    "JioNLP: money": _jionlp_money,
    "JioNLP: times": _jionlp_time,
    "cn2an: Chinese numerals to digits": _cn2an,
}
