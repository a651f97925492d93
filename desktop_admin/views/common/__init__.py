"""What every desk uses: theme, icons, the desk runner, badges, paper view."""
