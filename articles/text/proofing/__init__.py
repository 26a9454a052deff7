"""Looking for slips in plain text: each finder says where, none changes a word."""
