"""A person to dress, drawn with plain shapes, so that it is known what is where."""

import numpy as np
from PIL import Image, ImageDraw


def somebody():
    """A person on a lawn: round head, green shirt, blue trousers (320, 320, 3)."""
    picture = Image.new("RGB", (320, 320), (200, 225, 240))
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, 250, 320, 320], fill=(150, 180, 120))
    pen.ellipse([129, 34, 191, 106], fill=(240, 200, 170))
    pen.pieslice([125, 28, 195, 90], 180, 360, fill=(60, 40, 30))
    for x in (145, 168):
        pen.ellipse([x, 64, x + 8, 75], fill=(20, 20, 30))
    pen.rectangle([153, 103, 167, 118], fill=(240, 200, 170))
    pen.polygon(
        [(125, 115), (195, 115), (218, 188), (203, 193), (188, 150), (188, 200), (132, 200)], fill=(90, 160, 90)
    )
    pen.polygon([(125, 115), (102, 188), (117, 193), (132, 150), (132, 200), (160, 130)], fill=(90, 160, 90))
    for x in (97, 203):
        pen.ellipse([x, 188, x + 20, 208], fill=(240, 200, 170))
    pen.rectangle([132, 200, 157, 280], fill=(70, 80, 120))
    pen.rectangle([163, 200, 188, 280], fill=(70, 80, 120))
    for x in (124, 161):
        pen.rounded_rectangle([x, 278, x + 36, 293], 6, fill=(50, 30, 20))
    return np.asarray(picture)


PERSON = somebody()
# Parts of the picture that show nothing else.
FACE, SHIRT, TROUSERS = np.s_[60:100, 140:180], np.s_[125:185, 140:180], np.s_[215:265, 138:152]
HAND, SHOE, SKY = np.s_[195:203, 100:108], np.s_[281:290, 130:152], np.s_[10:100, 10:90]
