"""What a person sees and presses, from ipywidgets. No logic here that a test could not reach without a browser."""

from helpers.widgets.drawing import DrawingQueue
from helpers.widgets.film import StepSlider

__all__ = ["DrawingQueue", "StepSlider"]
