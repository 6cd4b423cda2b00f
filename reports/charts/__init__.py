"""Geometry of the report's charts as plain values; the markup is in templates/reports/charts/.

Lengths are in user units of the SVG, one CSS pixel in print. Nothing here knows Django.
"""
