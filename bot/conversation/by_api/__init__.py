"""What money by API causes: phones asked for money, what arrives, what is sent."""
