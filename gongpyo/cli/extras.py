"""The libraries that are installed only where they are asked for."""

EXTRAS = {  # each by the name that it is imported under, with the extra that has it
    "sqlalchemy": "database",
    "psycopg": "database",
    "duckdb": "database",
    "duckdb_engine": "database",
    "openpyxl": "xlsx",
    "pyarrow": "parquet",
}
