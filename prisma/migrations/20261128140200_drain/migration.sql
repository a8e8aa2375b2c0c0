-- CreateTable
CREATE TABLE "Drain" (
    "botId" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "by" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Drain_pkey" PRIMARY KEY ("botId")
);

-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "about" TEXT;
