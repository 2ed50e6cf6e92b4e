"""Where figures come from and what moved, laid out for readers; ``trace`` and ``difference`` lead."""
