"""What a typesetter puts right, by language: spaces, dashes, quotation marks; never a word."""
