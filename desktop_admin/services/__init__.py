"""One function per request: (context, request) -> answer."""
