"""Inputs that nobody would think of, for the readers of what others wrote. Not here: what the product does with them."""
