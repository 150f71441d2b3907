"""Every variant of the samples, as other people lay out the same figures: read right, or said to be doubtful?

python -m tests.sweeps.variants [FAMILY…] [-v]
"""

import sys

from tests.importing.judging import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
