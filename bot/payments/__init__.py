"""Money by API: one port, one folder a provider."""
