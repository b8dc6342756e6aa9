"""Reconcile: statements into tallies, with bounds by containment and the reason for each."""

from tallybook.reconcile.policies import POLICIES
from tallybook.reconcile.reconciling import reconcile

__all__ = ["POLICIES", "reconcile"]
