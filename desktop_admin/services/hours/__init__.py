"""Study hours: staging, judging, booking, lists."""
