"""What comes in and goes out in the trade's formats."""
