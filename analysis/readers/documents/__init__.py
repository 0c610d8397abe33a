"""Documents that hold one article, or an export: web pages, Word, RTF, PDF, e-mail."""
