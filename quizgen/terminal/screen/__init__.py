"""Put a sitting to a person on the full screen; this is the only home of Textual."""
