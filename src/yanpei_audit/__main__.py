"""``python -m yanpei_audit`` is ``yanpei-audit``."""

from yanpei_audit.cli import main

if __name__ == "__main__":
    main()
