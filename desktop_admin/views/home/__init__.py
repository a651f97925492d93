"""工作台: what needs this person now."""
