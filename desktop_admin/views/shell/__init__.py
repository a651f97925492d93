"""The window itself: sign-in, rail, status strip, banners, failures, Ctrl+K, F1, lock."""
