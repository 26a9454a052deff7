"""What the public gets: stories, editions, pages, feeds, and the wall around them."""
