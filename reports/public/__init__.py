"""Pages that anybody may read: roles, comparisons, the method, the sources."""
