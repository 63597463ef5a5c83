"""Opening files: each kind gives the same small stream of blocks that the recognisers read."""
