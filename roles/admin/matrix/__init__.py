"""The matrix: what every role asks, beside what its neighbours ask, edited like a sheet."""
