"""The two engines that see a PDF page: pdfium, and pdfplumber for the second reading."""
