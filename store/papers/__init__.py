"""Committee papers, in and out: reading what people send, and writing what the committee gets."""
