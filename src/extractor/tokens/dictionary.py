"""The dictionary of the segmenter, read as far as texts ask for it.

Half a million entries take most of a second to work out and a quarter to read, and a release has a
few hundred different characters. So what was worked out is kept (`extractor.cache`) with all words
that begin with the same character as one group, and a group is read when a text has its character.
What cannot be kept is worked out each time, with the same result.

What is kept is JSON: a line with the total, the words that are cut out and the length of each group
in bytes, then the groups, each a list of words, of their frequencies, and of the tags of those that
come first and have one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import astuple
from functools import partial
from itertools import accumulate, pairwise
from math import log
from pathlib import Path

from extractor import cache
from extractor.tokens import compiling, cutter
from extractor.tokens.compiling import (
    NOT_A_WORD,
    Compiled,
    Group,
    WordClasses,
    compile_words,
)
from extractor.tokens.cutter import BEGINNING, Cutter
from extractor.version import __version__


class Dictionary:
    """Words, frequencies and tags for a segmenter.

    Args:
        classes: What the patterns say of words.
        total: The sum of all frequencies.
        cut_out: Words that are none.
        characters: What words begin with.
        group: Gives what begins with a character.

    Attributes:
        tags: The tag of each word that begins with a character that was asked for.
    """

    def __init__(
        self,
        classes: WordClasses,
        total: int,
        cut_out: Collection[str],
        characters: Iterable[str],
        group: Callable[[str], Group],
    ) -> None:
        # Punctuation has no frequency and so no place in a group.
        ours = classes.words | classes.characters
        self.tags = {word: tag for word, tag in ours.items() if tag != NOT_A_WORD}
        self._share = log(total)
        self._groups: dict[str, cutter.Group] = {}
        self._cutter = Cutter(self._groups, -self._share, cut_out)
        self._unread = set(characters)
        self._group = group

    def cut(self, text: str) -> list[str]:
        """The words of a text; `tags` has those of all its words from then on."""
        if not self._unread.isdisjoint(text):
            for character in self._unread.intersection(text):
                self._read(character)
        return self._cutter.cut(text)

    def _read(self, character: str) -> None:
        words, counts, tags = self._group(character)
        self.tags.update(zip(words, tags, strict=False))
        shares = [log(count) - self._share if count else BEGINNING for count in counts]
        weights = dict(zip(words, shares, strict=True))
        self._groups[character] = weights.get(character), weights.get
        # Last: a thread beside this one reads it twice rather than cut without it.
        self._unread.discard(character)


def load_dictionary(classes: WordClasses) -> Dictionary:
    """The dictionary for these classes, as it was kept, or worked out and kept from now on.

    Args:
        classes: What the patterns say of words.

    Raises:
        PatternError: jieba's dictionary has a tag that is not declared.
    """
    import jieba  # noqa: PLC0415

    with jieba.Tokenizer().get_dict_file() as file:
        source: bytes = file.read()
    name = f"words-{_key(source, classes)}"
    if (kept := cache.read(name)) is None:
        compiled = compile_words(source, classes)
        cache.write(name, partial(_packed, compiled))
        # What is kept takes less memory than what it was made of.
        kept = cache.read(name)
        if kept is None:
            every = (compiled.total, compiled.cut_out, compiled.words, compiled.group)
            return Dictionary(classes, *every)
    return _unpacked(kept, classes)


_ENCODING = ("utf-8", "surrogatepass")


def _key(source: bytes, classes: WordClasses) -> str:
    """Digest of all that the result depends on: both dictionaries, and the code, jieba's too."""
    import jieba  # noqa: PLC0415

    digest = hashlib.sha256(source)
    digest.update(json.dumps([__version__, jieba.__version__, astuple(classes)]).encode())
    for module in map(Path, (compiling.__file__, __file__)):
        if module.is_file():  # an installation may hold no source: there the version tells
            digest.update(module.read_bytes())
    return digest.hexdigest()


def _packed(compiled: Compiled) -> bytes:
    bodies = {character: _json(compiled.group(character)) for character in compiled.words}
    lengths = {character: len(body) for character, body in bodies.items()}
    head = _json([compiled.total, compiled.cut_out, lengths])
    return b"".join((head, b"\n", *bodies.values()))


def _unpacked(data: bytes, classes: WordClasses) -> Dictionary:
    end = data.index(b"\n")
    total, cut_out, lengths = json.loads(str(data[:end], *_ENCODING))
    ends = accumulate(lengths.values(), initial=end + 1)
    spans = dict(zip(lengths, pairwise(ends), strict=True))

    def group(character: str) -> Group:
        start, end = spans[character]
        words, counts, tags = json.loads(str(data[start:end], *_ENCODING))
        return words, counts, tags

    return Dictionary(classes, total, cut_out, spans, group)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(*_ENCODING)
