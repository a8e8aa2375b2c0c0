-- The versions since 20261127000000_inbox_update neither read nor write it: they count the deaths of an update in the inbox.
DROP TABLE IF EXISTS "UpdateAttempt";
