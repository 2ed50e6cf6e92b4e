"""A report that people have edited: which number is which, and what is said of each; ``compare``, ``refresh`` lead."""
