"""Measurements that are run by hand; their tables are committed beside them."""
