-- Every job entered this index when it was enqueued and left it when it was sent, and it was read when the engine starts. Which batches have jobs that
-- wait is told by their figures (batch_count), which are kept in the transactions that move jobs; which jobs, by the batches' own index.
DROP INDEX job_waiting;
