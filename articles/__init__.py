"""The newsroom's one app, a house of rooms: each may only look down."""
