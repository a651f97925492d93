"""A believable office to try everything on."""
