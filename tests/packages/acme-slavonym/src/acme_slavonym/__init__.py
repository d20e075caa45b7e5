"""What the Acme desk adds to slavonym."""
