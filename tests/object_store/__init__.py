"""A real S3-compatible object store on this machine: OpenStack Swift, from its own package."""
