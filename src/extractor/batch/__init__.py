"""Many documents at once: worker processes, a ledger of what is done, outputs that are whole."""
