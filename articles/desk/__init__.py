"""What editors touch: the admin, its forms and its pages."""
