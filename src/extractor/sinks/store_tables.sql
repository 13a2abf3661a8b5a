-- What `facts.duckdb` holds. `staged` has the rows that are to be merged: one a fact, and one with
-- a null `id` for a release without facts. The columns of the tables are those of the rows.

CREATE TEMP VIEW staged_documents AS
    SELECT DISTINCT
        document_id AS id,
        COLUMNS('^document_(source|sha256|title|publisher|published|length)$') AS '\1',
        extractor_version,
        extractor_patterns,
        schema_version
    FROM staged;

CREATE TEMP VIEW staged_facts AS
    SELECT * EXCLUDE (
        document_sha256, document_title, document_publisher, document_published, document_length,
        extractor_version, extractor_patterns, schema_version
    )
    FROM staged
    WHERE id IS NOT NULL;

CREATE TABLE IF NOT EXISTS documents AS FROM staged_documents LIMIT 0;

CREATE TABLE IF NOT EXISTS facts AS FROM staged_facts LIMIT 0;

CREATE TABLE IF NOT EXISTS runs (
    id VARCHAR PRIMARY KEY,
    started VARCHAR,
    finished VARCHAR,
    record JSON NOT NULL
);
