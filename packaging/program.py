"""The program that PyInstaller packs."""

import multiprocessing
import os
import sys

if __name__ == "__main__":
    # The server's workers are started as this program anew.
    multiprocessing.freeze_support()
    unpacked = getattr(sys, "_MEIPASS", "")
    if unpacked and not unpacked.startswith(os.path.dirname(os.path.abspath(sys.executable))):
        # One file, unpacked into another folder each time: a table of its rules would never be found again.
        os.environ.setdefault("REPORTLINT_NO_CACHE", "1")
    from reportlint.__main__ import main

    sys.exit(main())
