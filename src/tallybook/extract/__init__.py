"""From the text of a report to its claims: quantities, measures, populations, places, speakers."""
