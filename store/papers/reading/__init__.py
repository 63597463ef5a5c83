"""What a committee paper holds: one stream of blocks, one set of recognisers over it."""
