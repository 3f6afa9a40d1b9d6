"""An archive of made-up documents, and how a batch over it fares: stopped, shared out, looked at first, in cost."""
