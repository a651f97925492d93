"""A table somebody sends: bytes → sheets → the header, found by names → rows and faults (house §4).

Whatever opens a foreign file runs in a child process with limits (:mod:`readers`). What a table is of (hours; later
people, companies, results) is a table of columns: :mod:`columns` says how one is described, :mod:`hours` is the first.
"""
