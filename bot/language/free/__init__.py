"""Free words: what members write as they speak, understood without a command.

A line goes through `tokens` (words, spelt out), `mentions` (what of the books they name), `concepts` (what the
others stand for) into a `Reading`; each `Intent` says how much of it it explains; `lines` decides.
"""
