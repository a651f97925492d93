"""The only room that knows Qt. One folder per desk, and common/."""
