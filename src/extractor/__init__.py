"""Extracts quantity, unit and subject triples from Chinese government press releases."""
