"""The stages a text goes through, one module each.

They come in this order: document, mentions, candidates, scoring, resolution, rewriting.

A stage knows the model and its own tools, never another stage; `slavonym.normalizer` alone knows the order.
"""
