"""The commands of the command line, one file each: its options, and what it does.

A command imports what it needs when it runs, so that `--help` answers at once.
"""
