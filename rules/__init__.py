"""The built-in rules, one YAML file each; the folder is the category, the file stem the id."""
