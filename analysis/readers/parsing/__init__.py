"""What several readers share: limits, code pages, rows and cells of tables, records of JSON, dates."""
