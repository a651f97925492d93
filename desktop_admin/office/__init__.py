"""Ways to reach the data: direct, over HTTP, and connect(profile) -> Office."""
