"""Measures the budgets of DESIGN.md, as ratios in one run: `make bench`."""
