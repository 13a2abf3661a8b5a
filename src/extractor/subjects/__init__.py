"""Subjects: who or what each quantity is about."""

from extractor.subjects.finder import SubjectFinder
from extractor.subjects.holding import Holding, holding
from extractor.subjects.model import Answer, Part, Subject, subject_text
from extractor.subjects.timeline import Timeline

__all__ = [
    "Answer",
    "Holding",
    "Part",
    "Subject",
    "SubjectFinder",
    "Timeline",
    "holding",
    "subject_text",
]
