"""Months of exams: sites, rooms, invigilators, sessions, days off."""
