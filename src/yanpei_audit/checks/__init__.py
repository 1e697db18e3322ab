"""What a schema cannot see: what only shows between activities, files and people."""
