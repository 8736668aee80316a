"""Practice mode: Amazon Bedrock's image models on this machine.

The kit reaches it only over the wire format of InvokeModel. `film` alone is for looking inside: Bedrock does not show
the way to a picture.
"""
