"""The stand-alone checker of draws, loaded as whoever downloads it would have it."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "docs/check_draw.py"

_spec = spec_from_file_location("check_draw", FILE)
script = module_from_spec(_spec)
_spec.loader.exec_module(script)
