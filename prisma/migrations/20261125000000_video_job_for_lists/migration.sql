-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN     "posterKey" TEXT;

-- CreateIndex
CREATE INDEX "VideoJob_status_id_idx" ON "VideoJob"("status", "id");
