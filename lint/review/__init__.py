"""A report marked up for its author: findings as Word comments, safe fixes as tracked changes."""
