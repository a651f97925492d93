"""What every desk uses: theme, icons, the desk runner, badges, lists, sheets."""
