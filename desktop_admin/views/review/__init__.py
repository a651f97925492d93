"""The review desk: queue, papers side by side, one key to decide."""
