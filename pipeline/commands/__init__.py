"""One module per subcommand; found by their file names."""
