"""Show every question on one page, as each output shows it."""
