"""What several readers share: code pages, rows and cells of tables, records of JSON, dates."""
