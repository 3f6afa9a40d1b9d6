"""Published plans in databases, workbooks and Parquet."""
