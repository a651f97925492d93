"""考务台 Kaowu: the staff program for the monthly 三类人员 exams."""
