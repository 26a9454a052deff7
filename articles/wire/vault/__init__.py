"""The vault: the whole newsroom, database and files, as a folder that proves itself whole."""
