"""Exports of the news databases: many articles in one file, each with its fields."""
