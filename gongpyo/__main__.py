"""``python -m gongpyo``."""

from gongpyo.cli import main

if __name__ == "__main__":
    main()
