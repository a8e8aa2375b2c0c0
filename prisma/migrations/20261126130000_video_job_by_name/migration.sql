-- The words of names, for the board's search. "ё" is found by "е".
-- Prisma's schema cannot declare an index on an expression. The search repeats this expression: src/jobs/row-filter.ts.
CREATE INDEX "VideoJob_name_idx" ON "VideoJob"
  USING gin (to_tsvector('simple', translate("spec"->>'to', 'Ёё', 'Ее')));
