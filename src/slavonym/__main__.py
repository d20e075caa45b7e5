"""`python -m slavonym` is the command `slavonym`."""

from slavonym.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
