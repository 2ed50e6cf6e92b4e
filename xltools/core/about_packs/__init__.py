"""What can be told of a pack: in words, beside another one, in each language, as JSON Schemas."""
