"""Put a sitting on the full screen; the only home of Textual."""
