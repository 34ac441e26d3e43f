"""What the text itself says: paragraphs, sentences, headings, numerals, words, zones, facts."""
