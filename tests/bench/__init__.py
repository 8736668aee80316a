"""Benchmarks: ``make bench``. A module a section; each figure stands beside a baseline measured in the same run."""
