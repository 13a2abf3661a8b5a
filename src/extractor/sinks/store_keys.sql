-- Once, when the tables are new. Sources with the same bytes share the id of the document.

ALTER TABLE documents ADD PRIMARY KEY (id, source);
ALTER TABLE facts ADD PRIMARY KEY (document_source, id);

-- One flat row a fact, with its document.
CREATE VIEW numbers AS
    SELECT
        facts.subject.text AS subject,
        facts.value_decimal,
        facts.value_double,
        facts.unit.text AS unit,
        facts.kind,
        facts.change,
        facts.basis,
        facts.time.text AS time,
        TRY_CAST(facts.time.start AS DATE) AS time_start,
        TRY_CAST(facts.time."end" AS DATE) AS time_end,
        facts.place.text AS place,
        facts.statement.text AS sentence,
        facts.quantity.text AS quantity,
        facts.quantity.value AS value,
        facts.quantity.high AS high,
        facts.high_decimal,
        facts.high_double,
        facts.quantity.modifier AS modifier,
        facts.unit.code AS unit_code,
        facts.unit.dimension AS dimension,
        facts.quantity.span.start AS offset_start,
        facts.quantity.span."end" AS offset_end,
        facts.id AS fact_id,
        facts.rule,
        documents.title,
        documents.publisher,
        TRY_CAST(left(documents.published, 10) AS DATE) AS published,
        documents.source,
        documents.id AS document_id
    FROM facts
    JOIN documents ON documents.id = facts.document_id AND documents.source = facts.document_source;
