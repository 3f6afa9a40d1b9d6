"""The gongpyo application: the pipeline and its command line."""
