-- CreateIndex
CREATE INDEX "VideoJob_step_id_idx" ON "VideoJob"("step", "id");

-- CreateIndex
CREATE INDEX "VideoJob_failedStep_id_idx" ON "VideoJob"("failedStep", "id");
