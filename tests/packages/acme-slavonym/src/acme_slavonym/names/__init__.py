"""A table pack: the name tables (*.tsv) and scheme files (schemes/*.toml) of this folder."""
