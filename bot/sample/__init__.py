"""The sample partnership of the demo and the tests: invented people in an invented town, as data."""
