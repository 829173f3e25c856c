"""Journeys: what people do across the services, through public HTTP only."""
