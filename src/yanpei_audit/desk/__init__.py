"""The only code that writes a person's files: text edits at their places, proven by reading again."""
