"""People's files and outside registries on one side, Parquet tables on the other.

The running pages import only the readers of what lies on disk: `loaders.parquet` (and through it `loaders.tables`),
`loaders.registry_shelf` and `loaders.report_shelf`; everything else here is for building.
"""
