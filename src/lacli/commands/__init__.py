"""The subcommands, one file each, named after it."""
