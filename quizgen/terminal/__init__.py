"""Put a sitting to a person, in lines or full screen, or to a program."""
