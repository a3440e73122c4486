"""People's files and outside registries on one side, Parquet tables on the other.

The running pages import only `loaders.parquet` (and through it `loaders.tables`); everything else here is for building.
"""
