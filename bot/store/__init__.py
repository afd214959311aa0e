"""What is kept: the book, the people, the inbox and the outbox, in SQLite or PostgreSQL."""
