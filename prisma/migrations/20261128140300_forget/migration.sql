-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN     "forgottenAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ArtifactUse" (
    "videoJobId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ArtifactUse_pkey" PRIMARY KEY ("videoJobId","key")
);

-- CreateIndex
CREATE INDEX "ArtifactUse_key_idx" ON "ArtifactUse"("key");

-- CreateIndex
CREATE INDEX "ArtifactUse_at_idx" ON "ArtifactUse"("at");

-- AddForeignKey
ALTER TABLE "ArtifactUse" ADD CONSTRAINT "ArtifactUse_videoJobId_fkey" FOREIGN KEY ("videoJobId") REFERENCES "VideoJob"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What earlier versions noted in the rows themselves.
INSERT INTO "ArtifactUse" ("videoJobId", "key", "at")
SELECT DISTINCT "VideoJob"."id", used."key", "VideoJob"."updatedAt"
FROM "VideoJob", LATERAL (
    SELECT jsonb_path_query("spec", '$.photos[*]') #>> '{}'
    UNION ALL VALUES ("spec" #>> '{recording,soundKey}'), ("spec" #>> '{recording,clipKey}'), ("spec" #>> '{clip,key}'),
        ("videoKey"), ("posterKey")
) AS used ("key")
WHERE used."key" IS NOT NULL;
