"""The books themselves: tables, the rules of each book, migrations, and documents in and out."""
