"""Read a pack's files, one reader each: the keys there are, and how bases are laid under."""
