"""The tests. Those that read workbooks in their own process do it as the process that reads does: without lxml."""

import os

os.environ["OPENPYXL_LXML"] = "False"
