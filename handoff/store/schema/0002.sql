-- The team's desk threads: whose each is. A thread stays known for good, also when its place got another one.

CREATE TABLE threads (
    channel      TEXT NOT NULL,
    chat         TEXT NOT NULL,
    place        TEXT NOT NULL,    -- the chat part of the place whose card opened it; same channel
    conversation TEXT NOT NULL,
    ticket       INTEGER NOT NULL, -- a handoff's number
    PRIMARY KEY (channel, chat)
) WITHOUT ROWID;

-- The threads of open handoffs are found from those handoffs, which are few, in the order of their numbers.
CREATE INDEX threads_ticket ON threads (ticket, channel, chat);
CREATE INDEX handoffs_open ON handoffs (closed) WHERE closed IS NULL;

INSERT INTO threads (channel, chat, place, conversation, ticket)
    SELECT json_extract(card.value, '$.place.channel'), json_extract(card.value, '$.thread'),
           json_extract(card.value, '$.place.chat'), conversation, number
    FROM handoffs, json_each(handoff, '$.cards') AS card
    WHERE json_extract(card.value, '$.thread') <> '' AND json_extract(card.value, '$.error') IS NULL
    ORDER BY number
    ON CONFLICT (channel, chat) DO UPDATE SET
        place = excluded.place, conversation = excluded.conversation, ticket = excluded.ticket;
