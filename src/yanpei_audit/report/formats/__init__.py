"""The formats of a run, one module each: `render(result, view)` gives text, or bytes where the format is binary."""
