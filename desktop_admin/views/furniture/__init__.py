"""What every desk is furnished with: facts, timelines, forms, schedules, grids. docs/parts.md says which to take for what.

Above ``common`` (small widgets, sheets, lists, the look) and below the desks: it knows no desk and asks no office.
"""
