"""Applications: intake, queue, dossier, decisions and claims, each in a file of its own."""
