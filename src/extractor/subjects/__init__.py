"""Subjects: who or what each quantity is about."""

from extractor.subjects.finder import SubjectFinder
from extractor.subjects.model import Answer, Part, Subject, subject_text

__all__ = ["Answer", "Part", "Subject", "SubjectFinder", "subject_text"]
