"""Fuzzers: run by hand with a time budget, never by pytest."""
