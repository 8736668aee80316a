"""What can be done with a picture that is already there, each with real diffusion where a picture is to be drawn."""
