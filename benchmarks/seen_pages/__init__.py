"""What a page of a PDF shows of a year table: more kinds for ``benchmarks.seen``, each a whole page."""
