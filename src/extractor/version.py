"""The version of the package, the same as in ``pyproject.toml``."""

from importlib.metadata import version

__version__ = version("extractor")
