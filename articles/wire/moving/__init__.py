"""Moving house: the whole newsroom into open files, and out of them into an empty database."""
