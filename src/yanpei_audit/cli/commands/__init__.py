"""What each command does, in a module of its name: it is given what was asked, and gives the exit code."""
