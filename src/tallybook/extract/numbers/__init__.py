"""Quantities over plain text: tokens, digits, numerals, amounts, modifiers, contexts."""
