"""Word text → page pictures and positions.

Runs in a child process of its own, with Qt offscreen, under limits of time and memory: somebody else's
tables are never laid out in the window's process. Imports PySide6 and nothing of ours; :mod:`job` is the way in.
"""
