"""Enquiries of suppliers, answered to everybody without naming who asked."""
