"""An uploaded file: what it really is, whether it is safe, its text, its seal, its pages as pictures."""
