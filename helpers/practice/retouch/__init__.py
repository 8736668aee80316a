"""Work on a picture that is already there: cut out, find, fill, recolour, transfer, enlarge."""
