"""Reconcile: statements into tallies, with bounds by containment and the reason for each."""

from tallybook.reconcile.gathering import Settings
from tallybook.reconcile.policies import POLICIES
from tallybook.reconcile.reckoning import Reckoned, Reckoner
from tallybook.reconcile.reconciling import find_questions, reconcile

__all__ = ["POLICIES", "Reckoned", "Reckoner", "Settings", "find_questions", "reconcile"]
