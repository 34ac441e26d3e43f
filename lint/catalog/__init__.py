"""Rules: from YAML files to checked rules, and the compiled table that a run starts from."""
