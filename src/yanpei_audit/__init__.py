"""Audit the activity records of teaching-research staff against declarative quota rules."""

__version__ = "0.1.0"
