"""What can go wrong in the core.

HandoffError
├── RuleBroken          our own code asked for a move that the ownership table does not have
└── StoreError
    ├── StoreUnavailable    the database cannot be written right now (locked, disk full, gone)
    └── SchemaTooNew        the database was written by a newer version of this program
"""


class HandoffError(Exception):
    """Base of every error this package raises."""


class RuleBroken(HandoffError):
    """Our own code broke a law; never the outcome of people racing."""


class StoreError(HandoffError):
    """The store could not do what it was asked."""


class StoreUnavailable(StoreError):
    """Nothing was written and nothing may be acknowledged; trying again later may work."""


class SchemaTooNew(StoreError):
    """The database's schema is newer than this program; start the newer program instead."""
