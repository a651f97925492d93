"""What is true on paper: cycles, states, identity numbers, roles. Standard library only; time is a parameter."""
