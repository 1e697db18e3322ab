"""Every command with its arguments, options and help, as typer wants them."""
