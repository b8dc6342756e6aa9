"""A weighted mean of checkpoints: python -m train.mean --to FILE 0.4 FILE 0.6 FILE

Checkpoints that go on from one another lie in one valley, where a mean is better than its parts.
"""

import argparse
from pathlib import Path

import torch


def mean(parts: list[tuple[float, Path]], to: Path) -> None:
    """Writes the mean of the checkpoints, each with its share; shares are made to sum to 1."""
    whole = sum(share for share, _ in parts)
    out = torch.load(parts[0][1], weights_only=True)
    total = {name: torch.zeros_like(t, dtype=torch.float64) for name, t in out["state"].items()}
    for share, path in parts:
        for name, tensor in torch.load(path, weights_only=True)["state"].items():
            total[name] += tensor.double() * (share / whole)
    # Counters and positions are whole numbers and the same in all.
    out["state"] = {
        name: total[name].to(tensor.dtype) if tensor.is_floating_point() else tensor
        for name, tensor in out["state"].items()
    }
    to.parent.mkdir(parents=True, exist_ok=True)
    torch.save(out, to)


def main() -> None:
    """Reads the command line and writes the mean."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--to", type=Path, required=True)
    arguments.add_argument("parts", nargs="+", metavar="SHARE FILE")
    given = arguments.parse_args()
    if len(given.parts) % 2:
        arguments.error("each checkpoint needs a share before it")
    shares, files = given.parts[::2], given.parts[1::2]
    mean([(float(s), Path(f)) for s, f in zip(shares, files, strict=True)], given.to)


if __name__ == "__main__":
    main()
