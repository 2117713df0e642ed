"""Words in text: the letters of a field, the compiled scanner, and how words stand together. Pure; knows nothing of rules."""
