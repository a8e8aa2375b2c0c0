ALTER TABLE "VideoJob" ADD COLUMN "speechEngine" TEXT, ADD COLUMN "speechVoice" TEXT;
