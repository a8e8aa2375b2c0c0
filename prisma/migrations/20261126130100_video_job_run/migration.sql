-- CreateTable
CREATE TABLE "VideoJobRun" (
    "videoJobId" TEXT NOT NULL,
    "run" INTEGER NOT NULL,
    "status" "VideoJobStatus" NOT NULL,
    "step" TEXT,
    "failedStep" TEXT,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VideoJobRun_pkey" PRIMARY KEY ("videoJobId", "run")
);

-- AddForeignKey
ALTER TABLE "VideoJobRun" ADD CONSTRAINT "VideoJobRun_videoJobId_fkey" FOREIGN KEY ("videoJobId") REFERENCES "VideoJob"("id") ON DELETE CASCADE ON UPDATE CASCADE;
