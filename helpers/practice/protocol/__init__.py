"""What Bedrock's side of the wire is made of, for the families and the service alike: texts, and checks of bodies."""
