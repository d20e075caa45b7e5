"""slavonym where texts are kept: pandas, polars, Spark, Hugging Face datasets, spaCy. One module each.

Each needs what its extra installs (`pip install 'slavonym[pandas]'`). Nothing in the core imports them, and importing
one changes nothing in the library it is for: what is added there is added by its `register()`.
"""
