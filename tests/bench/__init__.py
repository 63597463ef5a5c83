"""How fast the bot is: `make bench` measures it beside a bare Bolt app, in turn, on the same machine.

The machine's own pace drops out of the ratios, which is why the aims are ratios wherever they can be.
"""
