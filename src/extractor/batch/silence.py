"""Importing this closes standard error to this process and to all that it starts.

The server that workers are forked from imports it first. What a worker has to say comes back as an
outcome; what it would print are tracebacks of being torn down while it starts.
"""

import os

_nowhere = os.open(os.devnull, os.O_WRONLY)
os.dup2(_nowhere, 2)
os.close(_nowhere)
