-- Version 2: which way the paragraphs of a document run, where its reader says
-- so; NULL stands for each paragraph's first strong letter, so that the images of
-- documents in older changes, which lack the column, say the same.

ALTER TABLE document ADD COLUMN direction TEXT CHECK (direction IS NULL OR direction IN ('ltr', 'rtl'));
