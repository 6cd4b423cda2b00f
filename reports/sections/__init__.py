"""The eight sections of a report: values that hold every word and chart the templates print."""
