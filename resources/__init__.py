"""Icons, fonts, style, translations and form templates."""
