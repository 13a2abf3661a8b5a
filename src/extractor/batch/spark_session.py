"""A Spark session, and the Java that it needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError, brief, require_extra

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA_VERSIONS = range(17, 22)
_JAVA_HINT = (
    "install a Java 17 or 21 runtime, for example with apt-get install openjdk-17-jre-headless, "
    "or point JAVA_HOME to one"
)
_WORKER_HINT = (
    "install it in the Python of the workers, in this version, or set PYSPARK_PYTHON to one with it"
)
# One machine talks to itself only.
_LOOPBACK = "127.0.0.1"
_LOCAL = {
    "spark.driver.bindAddress": _LOOPBACK,
    "spark.driver.host": _LOOPBACK,
    "spark.ui.enabled": "false",
}
_DEFAULTS = {
    "spark.app.name": "extractor",
    "spark.log.level": "ERROR",
    # Rows that a worker holds at a time; a release is a large row.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
}


def check_java() -> None:
    """Make sure that the Java that Spark would start is one that it runs on.

    Raises:
        ExtractorError: There is none, or it is of another version.
    """
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        where = f"JAVA_HOME ({home})" if home else "the PATH"
        raise ExtractorError(f"Spark needs Java, and there is none on {where}", hint=_JAVA_HINT)
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603 - the program that Spark starts
    found = re.search(r'version "(?:1\.)?(\d+)', told.stderr)
    if told.returncode or found is None:
        raise ExtractorError(f"Spark needs Java, and {java} does not run", hint=_JAVA_HINT)
    if int(found[1]) not in JAVA_VERSIONS:
        raise ExtractorError(f"Spark does not run on Java {found[1]} ({java})", hint=_JAVA_HINT)


@contextmanager
def spark_session(master: str, settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """A Spark session that ends with the context.

    Args:
        master: Where Spark runs: `local[*]`, `spark://…`, `yarn`, `k8s://…`.
        settings: Spark's own settings, over those made here.

    Raises:
        MissingExtra: PySpark is not installed.
        ExtractorError: There is no Java that Spark runs on, or what it was told is wrong.
    """
    with require_extra("running on Spark", "spark"):
        from pyspark.errors import PySparkException  # noqa: PLC0415 - half a second
        from pyspark.sql import SparkSession  # noqa: PLC0415
    check_java()
    local = {}
    if master.startswith("local"):
        local = _LOCAL
        # Both are read from the environment only, the former before any setting is.
        os.environ.setdefault("SPARK_LOCAL_IP", _LOOPBACK)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master)
    progress = {"spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower()}
    for key, value in {**_DEFAULTS, **progress, **local, **settings}.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    try:
        yield session
    except PySparkException as error:
        raise _told(error) from error
    finally:
        session.stop()


def _told(error: Exception) -> ExtractorError:
    """What Spark says is wrong, without the stack traces of two languages."""
    causes = re.findall(r"^\w+(?:\.\w+)*(?:Error|Exception): .+", str(error), re.MULTILINE)
    if causes and "No module named 'extractor'" in causes[-1]:
        return ExtractorError("the workers of Spark have no extractor", hint=_WORKER_HINT)
    return ExtractorError(causes[-1] if causes else brief(error))
