"""What volunteers give: hours, courses, cover for each other, and small groups."""
