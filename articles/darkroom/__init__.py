"""Where pictures are opened, looked through and enlarged: plain Python and Pillow, no Django."""
