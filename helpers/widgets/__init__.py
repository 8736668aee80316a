"""What a person sees and presses: ipywidgets and anywidgets. No logic that a test could not reach without a browser."""

from helpers.widgets.drawing import DrawingQueue
from helpers.widgets.film import StepSlider
from helpers.widgets.studio import Studio

__all__ = ["DrawingQueue", "StepSlider", "Studio"]
