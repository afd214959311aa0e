"""The two groups of these tests: Umoja, and Amani of two others."""

from __future__ import annotations

from chama.constitution import Office
from chama.group import Person

ZAWADI = Person("M01", "Zawadi Cherono", "+254712000011", 1, Office.TREASURER)
NJERI = Person("M02", "Njeri Wairimu", "+254712000012", 2, Office.CHAIR)
UMOJA, AMANI = 1, 2
