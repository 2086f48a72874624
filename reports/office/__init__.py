"""Giving papers out and taking them back: pages for those who may."""
