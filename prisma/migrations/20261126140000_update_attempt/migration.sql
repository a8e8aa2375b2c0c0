-- CreateTable
CREATE TABLE "UpdateAttempt" (
    "botId" TEXT NOT NULL,
    "updateId" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,

    CONSTRAINT "UpdateAttempt_pkey" PRIMARY KEY ("botId", "updateId")
);
