-- Replaces each staged release with its facts; a release that is staged twice counts once.

DELETE FROM facts USING staged_documents AS release
    WHERE facts.document_id = release.id AND facts.document_source = release.source;
DELETE FROM documents USING staged_documents AS release
    WHERE documents.id = release.id AND documents.source = release.source;
INSERT OR IGNORE INTO documents FROM staged_documents;
INSERT OR IGNORE INTO facts FROM staged_facts;
