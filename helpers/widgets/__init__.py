"""What a person sees and presses: ipywidgets, and pages of our own (in the folder page).

No logic here that a test could not reach without a browser.
"""

from helpers.widgets.drawing import DrawingQueue
from helpers.widgets.film import StepSlider
from helpers.widgets.gallery import Gallery
from helpers.widgets.grid import Grid
from helpers.widgets.pad import MaskPad, SketchPad
from helpers.widgets.studio import Studio
from helpers.widgets.voting import Voting

__all__ = ["DrawingQueue", "Gallery", "Grid", "MaskPad", "SketchPad", "StepSlider", "Studio", "Voting"]
