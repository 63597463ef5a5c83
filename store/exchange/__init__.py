"""The directory to and from other address books: CSV and vCard, previewed before anything is changed."""
