"""What the server adds around the pages: answer headers, readiness, metrics, the log. Nothing that anybody sees."""
