"""What a person sees and presses, from ipywidgets. No logic here that a test could not reach without a browser."""

from helpers.widgets.drawing import DrawingQueue

__all__ = ["DrawingQueue"]
