"""Experiments: many pictures that differ in what is being tried, as fast as a shared quota allows."""
