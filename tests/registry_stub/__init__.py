"""Stubs of the three outside services: ClinicalTrials.gov (`server`, `studies`, `asking`), `openfda` and `pubmed`."""
