"""What runs inside the sandbox. Standard library, numpy and Keras only; nothing of ours outside."""
