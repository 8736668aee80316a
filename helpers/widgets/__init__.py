"""What a person sees and presses, from ipywidgets, and the pad from a page of our own (pad.js).

No logic here that a test could not reach without a browser.
"""

from helpers.widgets.drawing import DrawingQueue
from helpers.widgets.film import StepSlider
from helpers.widgets.pad import MaskPad, SketchPad

__all__ = ["DrawingQueue", "MaskPad", "SketchPad", "StepSlider"]
