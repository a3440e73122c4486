"""A stub of ClinicalTrials.gov, API v2: studies made by rule (`studies`) and the server that pages them (`server`)."""
