-- CreateEnum
CREATE TYPE "ChatLanguage" AS ENUM ('ru', 'en');

-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN     "chatLanguage" "ChatLanguage";

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "language" "ChatLanguage",
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);
