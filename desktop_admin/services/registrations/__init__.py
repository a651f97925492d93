"""Registrations: steps, applications, the waiting list, lists."""
