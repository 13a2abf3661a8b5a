-- One row a document that was ever given: its facts or its failure; neither if a run was cut short.
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,      -- place in the outputs: the order in which sources first came
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,           -- of the bytes
    run INTEGER NOT NULL,           -- the last run that met it
    seen INTEGER NOT NULL,          -- its place in that run
    retired INTEGER NOT NULL DEFAULT 0, -- its source has other bytes now
    fingerprint TEXT,               -- of all that the result depends on; null until there is one
    changed INTEGER NOT NULL DEFAULT 0, -- when the result was last another, as a count of changes
    facts INTEGER,                  -- how many
    stage TEXT, reason TEXT, hint TEXT, final INTEGER, -- the failure
    packed BLOB,                    -- the fact set: JSON, compressed; last, as what is behind it is slow
    UNIQUE (source, sha256)
);
CREATE INDEX IF NOT EXISTS documents_by_change ON documents (changed);
CREATE INDEX IF NOT EXISTS documents_by_run ON documents (run, seen);
CREATE INDEX IF NOT EXISTS documents_by_position ON documents (position, id);

-- What could not even be found: a missing file, a damaged archive.
CREATE TABLE IF NOT EXISTS faults (
    run INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    hint TEXT NOT NULL
);

-- Counts that outlive a run: of runs, of changes, and up to which change each output is.
CREATE TABLE IF NOT EXISTS counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);
