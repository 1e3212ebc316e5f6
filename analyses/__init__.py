"""The sheets' analyses, one package a sheet, and the domain code that they share."""
