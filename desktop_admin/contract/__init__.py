"""What every office promises: requests, records, errors. Frozen dataclasses and nothing else."""
