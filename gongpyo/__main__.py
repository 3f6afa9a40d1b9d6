"""``python -m gongpyo``."""

from gongpyo.cli.main import main

if __name__ == "__main__":
    main()
