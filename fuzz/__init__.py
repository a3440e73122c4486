"""Inputs that nobody would think of, for the readers of what others wrote. Not here: what is done with them."""
