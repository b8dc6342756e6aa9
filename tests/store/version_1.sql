BEGIN TRANSACTION;
CREATE TABLE blocks (
	reading INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	time VARCHAR, 
	PRIMARY KEY (reading, position), 
	FOREIGN KEY(reading) REFERENCES readings (seq)
);
INSERT INTO "blocks" VALUES(1,0,'body',0,26,NULL);
INSERT INTO "blocks" VALUES(2,0,'body',0,26,NULL);
INSERT INTO "blocks" VALUES(3,0,'body',0,23,NULL);
CREATE TABLE claims (
	"key" VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	report VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	block VARCHAR NOT NULL, 
	measure VARCHAR NOT NULL, 
	low VARCHAR, 
	high VARCHAR, 
	form VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	parties VARCHAR NOT NULL, 
	role VARCHAR, 
	origin VARCHAR, 
	origin_party VARCHAR, 
	stance VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	place VARCHAR, 
	countries VARCHAR NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	rule VARCHAR NOT NULL, 
	made_by VARCHAR NOT NULL, 
	confidence FLOAT NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(report) REFERENCES reports (id)
);
INSERT INTO "claims" VALUES('1317b1594f4baba8','a29012c5ba9f876f','7406f6d4e86b8c3d',9,20,'body','killed','30','30','exact','person','KP','soldier','HUR','UA','claimed','incident',NULL,'',NULL,NULL,'number','counting 1',1.0,'{"id": "a29012c5ba9f876f", "report": "7406f6d4e86b8c3d", "url": "https://x.example/a", "publisher": null, "agency": null, "published": "2024-12-16", "block": "body", "post": null, "sentence": [0, 26], "text": "30 soldiers", "start": 9, "end": 20, "quantity": {"low": 30, "high": 30, "form": "exact", "unit": "person", "words": "30", "convention": null}, "measure": "killed", "of": {"text": "soldiers", "parties": ["KP"], "role": "soldier", "unit": null, "span": [12, 20]}, "by": null, "place": null, "period": null, "scope": "incident", "attribution": [{"source": "HUR", "text": "HUR", "kind": "named", "party": "UA", "cue": "said", "quoted": false, "span": [0, 3], "cue_span": null, "content": []}], "stance": "claimed", "part_of": null, "increment": false, "disclaimer": null, "rule": "number", "made_by": "counting 1", "confidence": 1.0, "path": null, "review": [], "parts": [{"field": "quantity", "rule": "digits", "span": [9, 11], "text": "30", "parts": []}]}');
INSERT INTO "claims" VALUES('3f939d6843524d8d','c1a62147ec941d9b','7f16f53b46a389c1',9,20,'body','killed','45','45','exact','person','KP','soldier','HUR','UA','claimed','incident',NULL,'',NULL,NULL,'number','counting 1',1.0,'{"id": "c1a62147ec941d9b", "report": "7f16f53b46a389c1", "url": "https://x.example/a?utm_source=feed", "publisher": null, "agency": null, "published": "2024-12-17", "block": "body", "post": null, "sentence": [0, 26], "text": "45 soldiers", "start": 9, "end": 20, "quantity": {"low": 45, "high": 45, "form": "exact", "unit": "person", "words": "45", "convention": null}, "measure": "killed", "of": {"text": "soldiers", "parties": ["KP"], "role": "soldier", "unit": null, "span": [12, 20]}, "by": null, "place": null, "period": null, "scope": "incident", "attribution": [{"source": "HUR", "text": "HUR", "kind": "named", "party": "UA", "cue": "said", "quoted": false, "span": [0, 3], "cue_span": null, "content": []}], "stance": "claimed", "part_of": null, "increment": false, "disclaimer": null, "rule": "number", "made_by": "counting 1", "confidence": 1.0, "path": null, "review": [], "parts": [{"field": "quantity", "rule": "digits", "span": [9, 11], "text": "45", "parts": []}]}');
INSERT INTO "claims" VALUES('329064e86763a8f6','e1b28227bec13a66','3a61694698c4a984',9,17,'body','killed','8','8','exact','person','KP','soldier','HUR','UA','claimed','incident',NULL,'',NULL,NULL,'number','counting 1',1.0,'{"id": "e1b28227bec13a66", "report": "3a61694698c4a984", "url": null, "publisher": null, "agency": null, "published": null, "block": "body", "post": null, "sentence": [0, 23], "text": "8 guards", "start": 9, "end": 17, "quantity": {"low": 8, "high": 8, "form": "exact", "unit": "person", "words": "8", "convention": null}, "measure": "killed", "of": {"text": "guards", "parties": ["KP"], "role": "soldier", "unit": null, "span": [11, 17]}, "by": null, "place": null, "period": null, "scope": "incident", "attribution": [{"source": "HUR", "text": "HUR", "kind": "named", "party": "UA", "cue": "said", "quoted": false, "span": [0, 3], "cue_span": null, "content": []}], "stance": "claimed", "part_of": null, "increment": false, "disclaimer": null, "rule": "number", "made_by": "counting 1", "confidence": 1.0, "path": "b.txt", "review": [], "parts": [{"field": "quantity", "rule": "digits", "span": [9, 10], "text": "8", "parts": []}]}');
CREATE TABLE links (
	id VARCHAR NOT NULL, 
	"left" VARCHAR NOT NULL, 
	"right" VARCHAR NOT NULL, 
	verdict VARCHAR NOT NULL, 
	made_by VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE problems (
	seq INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	reading INTEGER, 
	stage VARCHAR NOT NULL, 
	"where" VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(reading) REFERENCES readings (seq)
);
CREATE TABLE reading_claims (
	reading INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	claim VARCHAR NOT NULL, 
	PRIMARY KEY (reading, position), 
	FOREIGN KEY(reading) REFERENCES readings (seq), 
	FOREIGN KEY(claim) REFERENCES claims ("key")
);
INSERT INTO "reading_claims" VALUES(1,0,'1317b1594f4baba8');
INSERT INTO "reading_claims" VALUES(2,0,'3f939d6843524d8d');
INSERT INTO "reading_claims" VALUES(3,0,'329064e86763a8f6');
CREATE TABLE readings (
	seq INTEGER NOT NULL, 
	report VARCHAR NOT NULL, 
	made_by VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	supersedes VARCHAR, 
	at VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(report) REFERENCES reports (id), 
	FOREIGN KEY(supersedes) REFERENCES reports (id)
);
INSERT INTO "readings" VALUES(1,'7406f6d4e86b8c3d','counting 1','39350c9c7851b1ca',NULL,'2026-11-22T23:12:26.872170+00:00');
INSERT INTO "readings" VALUES(2,'7f16f53b46a389c1','counting 1','68db2d122a987f21',NULL,'2026-11-22T23:12:26.883723+00:00');
INSERT INTO "readings" VALUES(3,'3a61694698c4a984','counting 1','9e13ef3c56332de0',NULL,'2026-11-22T23:12:26.890577+00:00');
CREATE TABLE reports (
	id VARCHAR NOT NULL, 
	page VARCHAR NOT NULL, 
	url VARCHAR, 
	path VARCHAR, 
	publisher VARCHAR, 
	published DATE, 
	language VARCHAR, 
	added VARCHAR NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "reports" VALUES('7406f6d4e86b8c3d','d4a103c4b9fca121','https://x.example/a',NULL,NULL,'2024-12-16',NULL,'2026-11-22T23:12:26.871167+00:00','{"id": "7406f6d4e86b8c3d", "url": "https://x.example/a", "publisher": null, "agency": null, "title": null, "language": null, "published": "2024-12-16", "modified": null, "retrieved": null, "path": null, "text": "HUR said 30 soldiers died."}');
INSERT INTO "reports" VALUES('7f16f53b46a389c1','3a81607ceb398f4e','https://x.example/a?utm_source=feed',NULL,NULL,'2024-12-17',NULL,'2026-11-22T23:12:26.883343+00:00','{"id": "7f16f53b46a389c1", "url": "https://x.example/a?utm_source=feed", "publisher": null, "agency": null, "title": null, "language": null, "published": "2024-12-17", "modified": null, "retrieved": null, "path": null, "text": "HUR said 45 soldiers died."}');
INSERT INTO "reports" VALUES('3a61694698c4a984','149217d0f9cb9052',NULL,'b.txt',NULL,NULL,NULL,'2026-11-22T23:12:26.890186+00:00','{"id": "3a61694698c4a984", "url": null, "publisher": null, "agency": null, "title": null, "language": null, "published": null, "modified": null, "retrieved": null, "path": "b.txt", "text": "HUR said 8 guards died."}');
CREATE TABLE revisions (
	seq INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	tally VARCHAR NOT NULL, 
	day DATE, 
	low VARCHAR, 
	best VARCHAR, 
	high VARCHAR, 
	withdrawn BOOLEAN NOT NULL, 
	supersedes VARCHAR, 
	recorded VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (id), 
	FOREIGN KEY(supersedes) REFERENCES revisions (id)
);
CREATE TABLE schema_versions (
	version INTEGER NOT NULL, 
	applied VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema_versions" VALUES(1,'2026-11-22T23:12:26+00:00','tallybook 0.1.0');
CREATE TABLE withdrawals (
	seq INTEGER NOT NULL, 
	link VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(link) REFERENCES links (id)
);
CREATE INDEX ix_reports_url ON reports (url);
CREATE INDEX ix_reports_page ON reports (page);
CREATE INDEX ix_links_right ON links ("right");
CREATE INDEX ix_links_left ON links ("left");
CREATE INDEX ix_revisions_tally ON revisions (tally);
CREATE INDEX ix_readings_supersedes ON readings (supersedes);
CREATE INDEX ix_readings_report ON readings (report);
CREATE INDEX ix_claims_measure ON claims (measure);
CREATE INDEX ix_claims_report ON claims (report);
CREATE INDEX ix_claims_id ON claims (id);
CREATE INDEX ix_withdrawals_link ON withdrawals (link);
CREATE INDEX ix_reading_claims_claim ON reading_claims (claim);
CREATE INDEX ix_problems_id ON problems (id);
CREATE INDEX ix_problems_reading ON problems (reading);
COMMIT;
