"""The wall: who may see and do what, said to the database itself."""
