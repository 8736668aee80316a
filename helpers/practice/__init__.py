"""Practice mode: Amazon Bedrock's image models on this machine. Reached only over the wire format of InvokeModel."""
