"""The figures we promise, each runnable by one command (`python dev.py bench [NAME …]`).

Ratios within one run, never seconds alone; milliseconds are reported beside them.
"""
