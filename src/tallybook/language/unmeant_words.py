"""Words of harm and of strength that are said of something else: frames.toml, [unmeant]."""

from __future__ import annotations

from dataclasses import dataclass

from tallybook.language.frame_tables import Words


@dataclass(frozen=True, slots=True)
class Unmeant:
    """Words of harm and of strength that are said of something else."""

    tolls: Words
    roads: Words
    charges: Words
    nearly: Words
    teams: Words
    eliminating: Words
    contests: Words
    holding: Words
    room: Words
    able: Words
    to: Words
    made: Words
    built: Words
    purpose: Words
    ramming: Words
    into: Words
    giving: Words
    arms: Words
    on: Words
    civil_forces: Words
    present: Words
    within: Words
    involving: Words
    affairs: Words
    harmless: Words
    straits: Words
    lifesavers: Words
    losing: Words
    homes: Words
    spans: Words
    rivals: Words
    moving: Words
    refuges: Words
    singular: Words
    mock: Words
    works: Words
    fictions: Words
    lawmen: Words
    film: Words
