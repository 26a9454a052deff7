"""The pages every paper needs, written as far as they are true of every paper made with this."""
