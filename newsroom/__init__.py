"""The project: wiring only. It knows no story."""
