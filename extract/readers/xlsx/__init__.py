"""The reader of XLSX: the workbook, its styles, its sheets."""
