"""Records of the finance department's expert library: request, slip, substitutes, self-selection."""
