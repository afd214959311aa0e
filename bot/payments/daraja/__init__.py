"""Daraja, the API of Safaricom's M-Pesa: pushes, payouts, questions, and what it calls us with."""
