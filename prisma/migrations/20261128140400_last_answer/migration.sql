-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "lastAnswer" TEXT;
